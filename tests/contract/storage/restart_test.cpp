#include "contract/storage/support.hpp"

namespace lienthong::storage {
namespace {

using domain::DeliveryState;
using domain::Status;

class Restart : public ::testing::Test {
 protected:
  std::unique_ptr<Store> open() { return open_or_fail({.path = folder_.database()}); }
  ScratchFolder folder_;
};

TEST_F(Restart, KeepsEverythingThatWasAcknowledged) {
  std::string before;
  {
    auto store = open();
    Desk desk(*store);
    auto work = one_delivery("D1", "portal");
    work.events = {event("e", 1)};
    work.inbox = message("province", "k");
    work.views = {view("portal", "D1", Status::accepted)};
    ASSERT_TRUE(desk.commit(work));
    ASSERT_EQ(desk.lease(ask("portal", 10)).size(), 1U);
    before = show(desk.load("D1")) + show(desk.conservation());
    store->close();
  }
  auto store = open();
  Desk desk(*store);
  EXPECT_EQ(show(desk.load("D1")) + show(desk.conservation()), before);
  EXPECT_FALSE(std::filesystem::exists(folder_.database() + "-wal") &&
               std::filesystem::file_size(folder_.database() + "-wal") > 0)
      << "a clean close folds the log into the database";
}

TEST_F(Restart, WhatWasInFlightBecomesUnknownAndOldTokensStayDead) {
  Lease lost;
  {
    auto store = open();
    Desk desk(*store);
    ASSERT_TRUE(desk.commit(one_delivery("D1", "portal")));
    lost = desk.lease(ask("portal", 10)).at(0);
    store->close();
  }
  auto store = open();
  Desk desk(*store);
  EXPECT_EQ(desk.recover(end_of_time), 1);
  EXPECT_EQ(desk.settle(settled(lost, DeliveryState::delivered)).error().code(), "store.fenced");
  const auto again = desk.lease(ask("portal", 20)).at(0);
  EXPECT_EQ(again.before, DeliveryState::unknown);
  EXPECT_GT(again.token, lost.token);
}

TEST_F(Restart, ASecondGatewayIsKeptOut) {
  auto store = open();
  const auto second = open_sqlite_store({.path = folder_.database()});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code(), "store.in_use");
  store->close();
  store.reset();
  EXPECT_TRUE(open_sqlite_store({.path = folder_.database()}));
}

TEST_F(Restart, TheDatabaseIsReadableByItsOwnerOnly) {
  auto store = open();
  const auto others = std::filesystem::perms::group_all | std::filesystem::perms::others_all;
  EXPECT_EQ(std::filesystem::status(folder_.database()).permissions() & others, std::filesystem::perms::none);
  EXPECT_EQ(std::filesystem::status(folder_.database() + "-wal").permissions() & others, std::filesystem::perms::none);
}

TEST_F(Restart, AReaderBesideARunningGatewaySeesItsCommitsAndCannotWrite) {
  auto store = open();
  Desk desk(*store);
  auto opened = open_sqlite_reader(folder_.database());
  ASSERT_TRUE(opened) << opened.error().describe();
  auto reader = std::move(*opened);
  Desk reading(*reader);
  EXPECT_EQ(reading.load("D1").version, 0);
  ASSERT_TRUE(desk.commit(one_delivery("D1", "portal")));
  EXPECT_EQ(reading.load("D1").version, 1);
  EXPECT_EQ(show(reading.conservation()), "portal accepted=1 waiting=1\n");

  const auto refused = [](const base::Error& error) {
    return error.kind() == base::ErrorKind::permanent && error.code() == "store.read_only";
  };
  EXPECT_TRUE(refused(reading.commit(one_delivery("D2", "portal")).error()));
  EXPECT_TRUE(refused(reading.settle({}).error()));
  EXPECT_TRUE(refused(wait_for<std::vector<Lease>>([&](auto done) { reader->lease({}, done); }).error()));
  EXPECT_TRUE(refused(wait_for<std::int64_t>([&](auto done) { reader->requeue({}, at(0), "r", done); }).error()));
  EXPECT_TRUE(refused(wait_for<std::int64_t>([&](auto done) { reader->recover(at(0), done); }).error()));
  EXPECT_TRUE(refused(wait_for<std::int64_t>([&](auto done) { reader->add_refused({}, done); }).error()));
}

TEST_F(Restart, AReaderThatLeavesLastDoesNotTouchTheLog) {
  auto store = open();
  Desk desk(*store);
  auto reader = std::move(*open_sqlite_reader(folder_.database()));
  Desk reading(*reader);
  ASSERT_TRUE(desk.commit(one_delivery("D1", "portal")));
  EXPECT_EQ(reading.load("D1").version, 1);
  store->close();
  store.reset();
  const auto log = folder_.database() + "-wal";
  ASSERT_TRUE(std::filesystem::exists(log)) << "the writer could not be the last one out";
  const auto size = std::filesystem::file_size(log);
  reader->close();
  reader.reset();
  ASSERT_TRUE(std::filesystem::exists(log));
  EXPECT_EQ(std::filesystem::file_size(log), size);
  auto reopened = open();
  EXPECT_EQ(Desk(*reopened).load("D1").version, 1);
}

TEST_F(Restart, AReaderNeedsADatabase) {
  const auto none = open_sqlite_reader(folder_.database());
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().kind(), base::ErrorKind::not_found);
  EXPECT_FALSE(std::filesystem::exists(folder_.database())) << "reading makes no file";
}

TEST_F(Restart, AStoreNeedsItsFolder) {
  const auto none = open_sqlite_store({.path = (folder_.path() / "missing" / "x.db").string()});
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code(), "store.no_folder");
}

}  // namespace
}  // namespace lienthong::storage
