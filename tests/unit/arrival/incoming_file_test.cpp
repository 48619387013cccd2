#include "arrival/incoming_file.hpp"

#include "base/digest.hpp"
#include "support/run_coroutine.hpp"
#include "unit/arrival/temp_folder.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <optional>

namespace lienthong::arrival {
namespace {

using boost::asio::awaitable;

constexpr std::uint64_t limit = 2'000'000;

struct IncomingFileTest : ::testing::Test {
  TempFolder folder;
  Spool spool = Spool::open(folder.path() / "spool").value();
  boost::asio::io_context io;
  Worker disk;

  IncomingFile incoming() {
    return {disk, spool, {.name = "sao-ke.xml", .origin = "upload", .at = base::Instant{}}, limit};
  }
  base::Result<void> add(IncomingFile& file, std::string piece) {
    return lienthong::testing::run(io, file.add(std::move(piece)));
  }
  std::size_t files() {
    std::size_t count = 0;
    for (const auto& one : std::filesystem::recursive_directory_iterator(folder.path()))
      count += one.is_regular_file() ? 1U : 0U;
    return count;
  }
};

TEST_F(IncomingFileTest, IsKeptAsItCame) {
  std::string all;
  auto file = incoming();
  for (const std::size_t size : {std::size_t{1}, std::size_t{300'000}, std::size_t{0}, std::size_t{16'384}}) {
    const std::string piece(size, static_cast<char>('a' + size % 26));
    all += piece;
    ASSERT_TRUE(add(file, piece));
  }
  const auto kept = lienthong::testing::run(io, file.keep());
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->digest, base::sha256_hex(all));
  EXPECT_EQ(kept->size, all.size());
  EXPECT_EQ(kept->name, "sao-ke.xml");
  std::ifstream in(kept->path, std::ios::binary);
  const std::string there{std::istreambuf_iterator<char>(in), {}};
  EXPECT_TRUE(there == all);
}

TEST_F(IncomingFileTest, AnEmptyOneIsAFileToo) {
  auto file = incoming();
  EXPECT_EQ(lienthong::testing::run(io, file.keep())->size, 0U);
}

TEST_F(IncomingFileTest, WithoutKeepNothingIsLeft) {
  {
    auto file = incoming();
    ASSERT_TRUE(add(file, std::string(300'000, 'x')));
    EXPECT_EQ(files(), 1U) << "it is on the disk while it comes";
  }
  disk.stop();
  EXPECT_EQ(files(), 0U);
}

TEST_F(IncomingFileTest, TheLimitIsExact) {
  auto fits = incoming();
  EXPECT_TRUE(add(fits, std::string(limit, 'x')));
  EXPECT_TRUE(lienthong::testing::run(io, fits.keep()));
  auto over = incoming();
  EXPECT_TRUE(add(over, std::string(limit, 'x')));
  EXPECT_TRUE(add(over, "y")) << "still held";
  const auto kept = lienthong::testing::run(io, over.keep());
  ASSERT_FALSE(kept);
  EXPECT_EQ(kept.error().code(), "spool.too_large");
}

TEST_F(IncomingFileTest, AStoppedDiskIsNamedAndLeavesNothing) {
  {
    auto file = incoming();
    ASSERT_TRUE(add(file, std::string(300'000, 'x')));
    disk.stop();
    EXPECT_EQ(add(file, std::string(300'000, 'x')).error().code(), "worker.stopped");
    EXPECT_EQ(lienthong::testing::run(io, file.keep()).error().kind(), base::ErrorKind::cancelled);
  }
  EXPECT_EQ(files(), 0U);
}

}  // namespace
}  // namespace lienthong::arrival
