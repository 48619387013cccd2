#include "arrival/spool.hpp"

#include "arrival/spool_draft.hpp"
#include "base/digest.hpp"
#include "unit/arrival/temp_folder.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <array>
#include <csignal>
#include <thread>

namespace lienthong::arrival {
namespace {

namespace fs = std::filesystem;

Arrival arrival() { return {.name = "sao-ke.xml", .origin = "upload", .at = base::from_unix_ms(1'750'000'000'000)}; }

/// Gives pieces of chosen sizes and then, when asked to, fails.
class PiecesOf final : public PieceReader {
 public:
  PiecesOf(std::string bytes, std::size_t most, std::optional<base::Error> then = std::nullopt)
      : bytes_(std::move(bytes)), most_(most), then_(std::move(then)) {}
  base::Result<std::size_t> read(std::span<char> room) override {
    const std::size_t size = bytes_.copy(room.data(), std::min(most_, room.size()), at_);
    at_ += size;
    if (size == 0 && then_) return base::fail(*then_);
    return size;
  }

 private:
  std::string bytes_;
  std::size_t most_;
  std::size_t at_ = 0;
  std::optional<base::Error> then_;
};

class SpoolTest : public ::testing::Test {
 protected:
  [[nodiscard]] fs::path root() const { return folder_.path() / "statements" / "spool"; }
  TempFolder folder_;
  Spool spool_ = Spool::open(root()).value();
};

TEST_F(SpoolTest, AFileIsNamedByItsDigest) {
  const auto kept = spool_.keep(arrival(), "abc", 3);
  ASSERT_TRUE(kept.has_value()) << kept.error().describe();
  EXPECT_EQ(kept->digest, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(kept->path, root() / "ba" / kept->digest);
  EXPECT_EQ(kept->size, 3U);
  EXPECT_EQ(kept->name, "sao-ke.xml");
  EXPECT_EQ(kept->origin, "upload");
  EXPECT_EQ(kept->arrived_at, arrival().at);
  EXPECT_EQ(read_file(kept->path), "abc");
  EXPECT_EQ(spool_.find(kept->digest).value(), kept->path);
}

TEST_F(SpoolTest, OnlyItsOwnerMayReadIt) {
  const auto kept = spool_.keep(arrival(), "abc", 3).value();
  for (const auto& path : {kept.path, kept.path.parent_path(), root()}) {
    struct stat info {};
    ASSERT_EQ(::stat(path.c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 077U, 0U) << path;
  }
}

TEST_F(SpoolTest, TheSameBytesTwiceAreOneFileAndADamagedOneIsMended) {
  const auto first = spool_.keep(arrival(), "abc", 3).value();
  write_file(first.path, "ab");
  const auto second = spool_.keep(arrival(), "abc", 3).value();
  EXPECT_EQ(first.path, second.path);
  EXPECT_EQ(files_below(root()).size(), 1U);
  EXPECT_EQ(read_file(first.path), "abc");
}

TEST_F(SpoolTest, TheLimitIsExact) {
  EXPECT_TRUE(spool_.keep(arrival(), std::string(700'000, 'x'), 700'000).has_value());
  PiecesOf pieces(std::string(700'001, 'x'), 1000);
  const auto over = spool_.keep(arrival(), pieces, 700'000);
  ASSERT_FALSE(over.has_value());
  EXPECT_EQ(over.error().kind(), base::ErrorKind::too_large);
  EXPECT_EQ(over.error().code(), "spool.too_large");
  EXPECT_EQ(files_below(root()).size(), 1U);
}

TEST_F(SpoolTest, AnErrorOfTheSenderLeavesNothing) {
  PiecesOf pieces(std::string(600'000, 'x'), 4096,
                  base::Error(base::ErrorKind::transient, "sftp.broken", "the connection ended"));
  const auto broken = spool_.keep(arrival(), pieces, 1'000'000);
  ASSERT_FALSE(broken.has_value());
  EXPECT_EQ(broken.error().code(), "sftp.broken");
  EXPECT_TRUE(files_below(root()).empty());
}

TEST_F(SpoolTest, AnUnknownDigestIsNotFoundAndAPathIsNone) {
  EXPECT_EQ(spool_.find(std::string(64, 'a')).error().code(), "spool.no_such_file");
  for (const std::string text : {"", "../../etc/passwd", "ABC"}) {
    EXPECT_EQ(spool_.find(text).error().code(), "spool.digest") << text;
  }
  EXPECT_EQ(spool_.find(std::string(64, 'A')).error().code(), "spool.digest");
}

TEST_F(SpoolTest, OpeningRemovesDeadDraftsAndNoLivingOne) {
  write_file(root() / "incoming" / "left-by-a-crash", "half");
  auto living = SpoolDraft::create(root() / "incoming");
  ASSERT_TRUE(living.has_value());
  ASSERT_TRUE(living->write(std::string_view("abc")).has_value());
  ASSERT_TRUE(Spool::open(root()).has_value());
  EXPECT_FALSE(fs::exists(root() / "incoming" / "left-by-a-crash"));
  EXPECT_EQ(files_below(root()).size(), 1U);
  EXPECT_TRUE(living->keep_as(root() / "kept").has_value());
  EXPECT_EQ(read_file(root() / "kept"), "abc");
}

TEST_F(SpoolTest, AFileWhereTheFolderShouldBeIsNamed) {
  write_file(folder_.path() / "taken", "");
  const auto opened = Spool::open(folder_.path() / "taken");
  ASSERT_FALSE(opened.has_value());
  EXPECT_EQ(opened.error().kind(), base::ErrorKind::permanent);
  EXPECT_EQ(opened.error().code(), "spool.folder");
}

/// While it lives, no file of this process may grow over `bytes`: writing further fails as on a full disk.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    (void)std::signal(SIGXFSZ, handler_);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;

 private:
  rlimit before_{};
  void (*handler_)(int);
};

TEST_F(SpoolTest, AWriteThatStopsInTheMiddleLeavesNothingAndTheNextOneWorks) {
  const std::string bytes(600'000, 'x');
  {
    const FileSizeLimit limit(300'000);
    const auto full = spool_.keep(arrival(), bytes, bytes.size());
    ASSERT_FALSE(full.has_value());
    EXPECT_EQ(full.error().kind(), base::ErrorKind::transient);
    EXPECT_EQ(full.error().code(), "spool.disk_full");
  }
  EXPECT_TRUE(files_below(root()).empty());
  EXPECT_TRUE(spool_.keep(arrival(), bytes, bytes.size()).has_value());
}

TEST_F(SpoolTest, AFullDiskIsTransientAndLeavesNothing) {
  const fs::path small = folder_.path() / "small";
  fs::create_directory(small);
  if (::mount("tmpfs", small.c_str(), "tmpfs", 0, "size=256k") != 0)
    GTEST_SKIP() << "skipped: may not mount a small disk";
  {
    const auto spool = Spool::open(small / "spool");
    const auto full = spool->keep(arrival(), std::string(600'000, 'x'), 1'000'000);
    EXPECT_TRUE(!full && full.error().code() == "spool.disk_full");
    EXPECT_TRUE(files_below(small / "spool").empty());
    EXPECT_TRUE(spool->keep(arrival(), "abc", 3).has_value());
  }
  EXPECT_EQ(::umount(small.c_str()), 0);
}

/// Keeps ever new files and says the digest of each one that was kept, until it is killed.
[[noreturn]] void keep_for_ever(const fs::path& root, int tell, std::size_t first) {
  const auto spool = Spool::open(root).value();
  for (std::size_t number = first;; ++number) {
    const auto kept =
        spool.keep(arrival(), std::to_string(number) + std::string(number * 7919 % 300'000, 'x'), 1'000'000);
    if (!kept || ::write(tell, kept->digest.data(), 64) != 64) ::_exit(1);
  }
}

TEST_F(SpoolTest, WhatWasKeptIsThereAndWholeWheneverTheProcessIsKilled) {
  for (int round = 0; round < 20; ++round) {
    std::array<int, 2> pipe{};
    ASSERT_EQ(::pipe(pipe.data()), 0);
    const pid_t child = ::fork();
    if (child == 0) keep_for_ever(root(), pipe[1], static_cast<std::size_t>(round) * 1000);
    ::close(pipe[1]);
    std::string digest(64, '\0');
    const auto told = [&] { return ::read(pipe[0], digest.data(), digest.size()) == 64; };
    // Somewhere in the middle of the third file.
    for (int files = 0; files < 2; ++files) ASSERT_TRUE(told() && spool_.find(digest).has_value());
    std::this_thread::sleep_for(std::chrono::microseconds(150 * round));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    while (told()) EXPECT_TRUE(spool_.find(digest).has_value()) << digest;
    ::close(pipe[0]);
  }
  ASSERT_TRUE(Spool::open(root()).has_value());
  std::size_t kept = 0;
  for (const auto& entry : fs::recursive_directory_iterator(root())) {
    if (!entry.is_regular_file()) continue;
    EXPECT_EQ(base::sha256_hex(read_file(entry.path())), entry.path().filename().string());
    kept += 1;
  }
  EXPECT_GE(kept, 40U);
}

RC_GTEST_PROP(SpoolProperty, AnyBytesInAnyPiecesComeOutAsTheyWentIn, ()) {
  const auto bytes = *rc::gen::arbitrary<std::string>();
  const auto most = *rc::gen::inRange<std::size_t>(1, 100);
  TempFolder folder;
  const auto spool = Spool::open(folder.path() / "spool").value();
  PiecesOf pieces(bytes, most);
  const auto kept = spool.keep(arrival(), pieces, bytes.size());
  RC_ASSERT(kept.has_value());
  RC_ASSERT(kept->digest == base::sha256_hex(bytes));
  RC_ASSERT(kept->size == bytes.size());
  RC_ASSERT(read_file(kept->path) == bytes);
}

}  // namespace
}  // namespace lienthong::arrival
