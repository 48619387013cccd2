#include "arrival/folder_source.hpp"

#include "support/fake_clock.hpp"
#include "unit/arrival/temp_folder.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <map>

namespace lienthong::arrival {
namespace {

namespace fs = std::filesystem;
using std::chrono::seconds;

class FolderSourceTest : public ::testing::Test {
 protected:
  FolderSourceTest() { fs::create_directory(folder()); }

  [[nodiscard]] fs::path folder() const { return home_.path() / "bank"; }
  [[nodiscard]] base::Deadline soon() const { return base::Deadline::after(clock_.steady(), seconds(60)); }

  base::Result<std::vector<OfferedFile>> look() {
    clock_.advance(seconds(11));
    return source_->list(soon());
  }
  /// What is offered after everything had time to settle.
  std::vector<OfferedFile> settled() {
    (void)look();
    return look().value();
  }
  OfferedFile only_one() {
    auto offered = settled();
    EXPECT_EQ(offered.size(), 1U);
    return offered.at(0);
  }

  TempFolder home_;
  support::FakeClock clock_{base::from_unix_ms(1'750'000'000'000)};
  Spool spool_ = Spool::open(home_.path() / "spool").value();
  std::unique_ptr<FileSource> source_ = make_folder_source(
      {.folder = folder(), .settle = seconds(10), .max_bytes = 1'000'000, .max_entries = 50}, clock_);
};

TEST_F(FolderSourceTest, AFileIsOfferedFetchedAndPutAside) {
  write_file(folder() / "sao kê.xml", "<a/>");
  EXPECT_TRUE(look()->empty());
  ASSERT_EQ(source_->left_alone().size(), 1U);
  EXPECT_EQ(source_->left_alone()[0].reason, PassedOver::growing);
  const auto offered = look().value();
  ASSERT_EQ(offered.size(), 1U);
  EXPECT_EQ(offered[0].name, "sao kê.xml");
  EXPECT_EQ(offered[0].size, 4U);

  const auto arrived = source_->fetch(offered[0], spool_, soon());
  ASSERT_TRUE(arrived.has_value()) << arrived.error().describe();
  EXPECT_EQ(read_file(arrived->path), "<a/>");
  EXPECT_EQ(arrived->origin, "folder");
  EXPECT_EQ(arrived->name, "sao kê.xml");
  EXPECT_EQ(arrived->arrived_at, clock_.now());
  EXPECT_EQ(look()->size(), 1U) << "offered until it was taken";

  ASSERT_TRUE(source_->taken(offered[0], soon()).has_value());
  EXPECT_EQ(read_file(folder() / "taken" / "sao kê.xml"), "<a/>");
  EXPECT_TRUE(settled().empty());
  EXPECT_TRUE(source_->left_alone().empty());
  EXPECT_TRUE(source_->taken(offered[0], soon()).has_value()) << "said again after a crash";
}

TEST_F(FolderSourceTest, ARefusedFileHasItsReasonBesideIt) {
  write_file(folder() / "a.xml", "<a>");
  ASSERT_TRUE(source_->refused(only_one(), "Tệp không phải XML.\n", soon()).has_value());
  EXPECT_EQ(read_file(folder() / "refused" / "a.xml"), "<a>");
  EXPECT_EQ(read_file(folder() / "refused" / "a.xml.ly-do.txt"), "Tệp không phải XML.\n");
  EXPECT_TRUE(settled().empty());
}

TEST_F(FolderSourceTest, TheSameNameAgainAndAgainOverwritesNothing) {
  for (const std::string content : {"1", "22", "333"}) {
    write_file(folder() / "a.xml", content);
    fs::last_write_time(folder() / "a.xml", fs::file_time_type(fs::file_time_type::duration::zero()));
    ASSERT_TRUE(source_->taken(only_one(), soon()).has_value());
    write_file(folder() / "a.xml", content);
    ASSERT_TRUE(source_->refused(only_one(), content, soon()).has_value());
  }
  EXPECT_EQ(files_below(folder() / "taken").size(), 3U);
  EXPECT_EQ(files_below(folder() / "refused").size(), 6U);
  for (const auto& name : files_below(folder() / "refused")) {
    if (name.ends_with(".ly-do.txt")) continue;
    EXPECT_EQ(read_file(folder() / "refused" / name), read_file(folder() / "refused" / (name + ".ly-do.txt")));
  }
}

TEST_F(FolderSourceTest, WhatIsNoFinishedFileStaysUntouched) {
  write_file(home_.path() / "secret", "not yours");
  fs::create_symlink(home_.path() / "secret", folder() / "link.xml");
  fs::create_directory(folder() / "folder.xml");
  ASSERT_EQ(::mkfifo((folder() / "pipe.xml").c_str(), 0600), 0);
  write_file(folder() / ".hidden.xml", "x");
  write_file(folder() / "a.xml.part", "x");
  write_file(folder() / "a\nb.xml", "x");
  write_file(folder() / "\xFF.xml", "x");
  write_file(folder() / "empty.xml", "");
  write_file(folder() / "large.xml", std::string(1'000'001, 'x'));
  EXPECT_TRUE(settled().empty());
  std::map<std::string, PassedOver> reasons;
  for (const auto& one : source_->left_alone()) reasons.emplace(one.name, one.reason);
  const std::map<std::string, PassedOver> expected = {
      {"link.xml", PassedOver::no_file},   {"folder.xml", PassedOver::no_file},   {"pipe.xml", PassedOver::no_file},
      {".hidden.xml", PassedOver::hidden}, {"a.xml.part", PassedOver::temporary}, {"a\nb.xml", PassedOver::odd_name},
      {"\xFF.xml", PassedOver::odd_name},  {"empty.xml", PassedOver::empty},      {"large.xml", PassedOver::too_large},
  };
  EXPECT_EQ(reasons, expected);
}

TEST_F(FolderSourceTest, ALinkThatTakesAFilesPlaceIsNotFollowed) {
  write_file(folder() / "a.xml", "<a/>");
  const auto file = only_one();
  write_file(home_.path() / "secret", "1234");
  fs::remove(folder() / "a.xml");
  fs::create_symlink(home_.path() / "secret", folder() / "a.xml");
  EXPECT_FALSE(source_->fetch(file, spool_, soon()).has_value());
  EXPECT_EQ(source_->taken(file, soon()).error().code(), "arrival.changed");
  EXPECT_TRUE(files_below(home_.path() / "spool").empty());
  EXPECT_TRUE(fs::is_symlink(folder() / "a.xml"));
}

TEST_F(FolderSourceTest, ALinkInPlaceOfTheTakenFolderIsNotFollowed) {
  fs::create_directory(home_.path() / "elsewhere");
  fs::create_directory_symlink(home_.path() / "elsewhere", folder() / "taken");
  write_file(folder() / "a.xml", "<a/>");
  const auto moved = source_->taken(only_one(), soon());
  ASSERT_FALSE(moved.has_value());
  EXPECT_EQ(moved.error().code(), "folder.move");
  EXPECT_TRUE(fs::is_empty(home_.path() / "elsewhere"));
}

TEST_F(FolderSourceTest, AFileThatChangedAfterItWasOfferedIsNeitherKeptNorPutAside) {
  write_file(folder() / "a.xml", "<a/>");
  const auto file = only_one();
  write_file(folder() / "a.xml", "<a/><b/>");
  const auto fetched = source_->fetch(file, spool_, soon());
  ASSERT_FALSE(fetched.has_value());
  EXPECT_EQ(fetched.error().kind(), base::ErrorKind::transient);
  EXPECT_EQ(fetched.error().code(), "arrival.changed");
  EXPECT_TRUE(files_below(home_.path() / "spool").empty());
  const auto taken = source_->taken(file, soon());
  ASSERT_FALSE(taken.has_value());
  EXPECT_EQ(taken.error().kind(), base::ErrorKind::conflict);
  EXPECT_EQ(settled().at(0).size, 8U) << "offered anew";
}

TEST_F(FolderSourceTest, AFileThatWentAwayIsNotFound) {
  write_file(folder() / "a.xml", "<a/>");
  const auto file = only_one();
  fs::remove(folder() / "a.xml");
  EXPECT_EQ(source_->fetch(file, spool_, soon()).error().code(), "arrival.gone");
}

TEST_F(FolderSourceTest, ARenamedDraftIsOfferedAtTheNextLook) {
  write_file(folder() / "a.xml.filepart", "<a/>");
  (void)look();
  fs::rename(folder() / "a.xml.filepart", folder() / "a.xml");
  clock_.advance(std::chrono::milliseconds(1));
  EXPECT_EQ(source_->list(soon())->size(), 1U);
}

TEST_F(FolderSourceTest, ReadingStopsAtItsDeadline) {
  write_file(folder() / "a.xml", "<a/>");
  const auto file = only_one();
  const auto late = source_->fetch(file, spool_, base::Deadline::after(clock_.steady(), seconds(0)));
  ASSERT_FALSE(late.has_value());
  EXPECT_EQ(late.error().code(), "folder.deadline");
  EXPECT_TRUE(files_below(home_.path() / "spool").empty());
}

TEST_F(FolderSourceTest, AMissingOrCrowdedFolderIsNamed) {
  for (int i = 0; i < 51; ++i) write_file(folder() / std::to_string(i), "x");
  EXPECT_EQ(look().error().code(), "folder.crowded");
  fs::remove_all(folder());
  const auto missing = look();
  EXPECT_EQ(missing.error().kind(), base::ErrorKind::permanent);
  EXPECT_EQ(missing.error().code(), "folder.unreadable");
}

}  // namespace
}  // namespace lienthong::arrival
