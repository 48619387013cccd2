#include "sync/poller.hpp"

#include "fake_system.hpp"
#include "runtime/callback.hpp"
#include "storage/memory/memory_store.hpp"
#include "support/fake_clock.hpp"
#include "support/run_coroutine.hpp"
#include "sync_world.hpp"

#include <gtest/gtest.h>

namespace lienthong::sync {
namespace {

using namespace testing;

class PollerTest : public ::testing::Test {
 protected:
  base::Result<std::size_t> read() { return lienthong::testing::run(io_, poller_.read_page()); }
  std::string cursor() {
    return lienthong::testing::run(io_, runtime::await_callback<std::string>(
                                            [&](auto done) { store_->load_cursor(ministry, "feed", done); }))
        .value();
  }
  storage::DossierRecord record() {
    return lienthong::testing::run(io_, runtime::await_callback<storage::DossierRecord>(
                                            [&](auto done) { store_->load(dossier_code, done); }))
        .value();
  }
  static peer::PollPage page(std::vector<std::string> rows, std::string next) {
    peer::PollPage out;
    out.documents = rows;
    out.raw = rows;
    out.next_cursor = std::move(next);
    return out;
  }

  boost::asio::io_context io_;
  std::unique_ptr<storage::Store> store_ = storage::make_memory_store();
  support::FakeClock clock_{at("09:00:00")};
  World world_ = world();
  Observer observer_;
  Intake intake_{*store_, clock_, world_, observer_, [](const domain::SystemId&) {}};
  FakeSystem system_{world_.systems.at(ministry)};
  peer::Poll poll_ = [] {
    peer::Poll poll;
    poll.stream = "feed";
    return poll;
  }();
  Poller poller_{io_.get_executor(), system_, poll_, Poller::Parts{*store_, intake_, clock_}};
};

TEST_F(PollerTest, MovesItsCursorWithTheEventsItPassed) {
  system_.pages.push_back(page({step_json("processing", "08:10:00"), step_json("completed", "08:20:00")}, "42"));
  EXPECT_EQ(read().value(), 2U);
  EXPECT_EQ(record().events.size(), 2U);
  EXPECT_EQ(cursor(), "42");
  EXPECT_EQ(read().value(), 0U);
  EXPECT_EQ(system_.cursors_asked, (std::vector<std::string>{"", "42"}));
}

TEST_F(PollerTest, APageReadAgainAfterACrashHasNoSecondEffect) {
  system_.pages.push_back(page({step_json("processing", "08:10:00")}, "1"));
  system_.pages.push_back(page({step_json("processing", "08:10:00"), step_json("completed", "08:20:00")}, "2"));
  ASSERT_TRUE(read().has_value());
  ASSERT_TRUE(read().has_value());
  EXPECT_EQ(record().events.size(), 2U);
  EXPECT_EQ(cursor(), "2");
}

TEST_F(PollerTest, ARowThatCannotBeUnderstoodIsKeptAndPassed) {
  system_.pages.push_back(page({step_json("processing", "08:10:00"), R"({"status":"processing"})"}, "2"));
  ASSERT_TRUE(read().has_value());
  EXPECT_EQ(cursor(), "2");
  const auto refused = lienthong::testing::run(io_, runtime::await_callback<std::vector<storage::RefusedRecord>>(
                                                        [&](auto done) { store_->list_refused(10, done); }))
                           .value();
  ASSERT_EQ(refused.size(), 1U);
  EXPECT_EQ(refused[0].reason, "feed.row");
}

TEST_F(PollerTest, RowsTheMappingRefusedAreKeptAndDoNotStopTheFeed) {
  auto mixed = page({step_json("processing", "08:10:00")}, "2");
  mixed.refused.push_back({"{\"TrangThai\":\"99\"}",
                           base::Error(base::ErrorKind::invalid, "mapping.code_unmapped", "TrangThai: unknown code")});
  system_.pages.push_back(mixed);
  ASSERT_TRUE(read().has_value());
  EXPECT_EQ(cursor(), "2");
  const auto refused = lienthong::testing::run(io_, runtime::await_callback<std::vector<storage::RefusedRecord>>(
                                                        [&](auto done) { store_->list_refused(10, done); }))
                           .value();
  ASSERT_EQ(refused.size(), 1U);
  EXPECT_EQ(refused[0].reason, "mapping.code_unmapped");
}

TEST_F(PollerTest, APeerThatDoesNotAnswerLeavesTheCursorWhereItIs) {
  system_.pages.push_back(base::fail(base::ErrorKind::transient, "net.connect", "no answer"));
  EXPECT_FALSE(read().has_value());
  EXPECT_EQ(cursor(), "");
}

}  // namespace
}  // namespace lienthong::sync
