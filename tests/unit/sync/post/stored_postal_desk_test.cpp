#include "sync/post/stored_postal_desk.hpp"

#include "post_world.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace lienthong::sync {
namespace {

using namespace testing;
using domain::LegState;
using domain::PostalMovement;
using lienthong::testing::run;
using lienthong::testing::soon;

class StoredPostalDeskTest : public ::testing::TestWithParam<Engine> {
 protected:
  std::vector<PostalTaken> take(std::vector<PostalLine> lines,
                                std::optional<storage::CursorAdvance> cursor = std::nullopt) {
    const auto answers = run(w_.io, w_.desk.take_in(vnpost, std::move(lines), std::move(cursor), soon()));
    std::vector<PostalTaken> out;
    for (const auto& answer : answers.value()) out.push_back(answer.taken);
    return out;
  }
  std::string cursor() {
    return w_.stored<std::string>([&](auto done) { w_.store->load_cursor(vnpost, "tracking", std::move(done)); });
  }
  PostalOrderView order(const domain::OrderNumber& number) {
    std::optional<PostalOrderView> found;
    run(w_.io, [](PostalDesk& desk, domain::OrderNumber wanted, auto& out) -> boost::asio::awaitable<void> {
      out = (co_await desk.order(wanted, soon())).value();
    }(w_.desk, number, found));
    return found.value();
  }
  PostWorld w_{GetParam()};
};

TEST_P(StoredPostalDeskTest, TakesAPageAndItsCursorAtOnce) {
  w_.write(delivery, OrderPlaced{1, item(550'123), at("08:00:00")});
  const storage::CursorAdvance passed{vnpost, "tracking", "684b9d0f0000000000000003"};
  const auto page =
      lines({heard("08:10:00", PostalMovement::posted), heard("08:30:00", PostalMovement::out_for_delivery)});
  EXPECT_EQ(take(page, passed), (std::vector{PostalTaken::fresh, PostalTaken::fresh}));
  EXPECT_EQ(cursor(), passed.cursor);
  const auto view = order(delivery);
  EXPECT_EQ(view.leg.state, LegState::out_for_delivery);
  EXPECT_EQ(view.leg.order.ordered_at, at("08:00:00"));
  EXPECT_TRUE(w_.refused().empty());
}

TEST_P(StoredPostalDeskTest, HearsTheSameOnce) {
  w_.write(delivery, OrderPlaced{1, item(550'123), at("08:00:00")});
  const auto event = heard("08:10:00", PostalMovement::attempt_failed);
  EXPECT_EQ(take(lines({event, event})), (std::vector{PostalTaken::fresh, PostalTaken::repeated}));
  EXPECT_EQ(take(lines({event})), std::vector{PostalTaken::repeated});
  EXPECT_EQ(order(delivery).leg.failed_attempts, 1);
}

TEST_P(StoredPostalDeskTest, ABadLineHarmsNoOther) {
  w_.write(delivery, OrderPlaced{1, item(550'123), at("08:00:00")});
  auto page = lines({heard("08:10:00", PostalMovement::posted)});
  page.insert(page.begin(), {"{\"no\":\"item\"}", base::fail(base::ErrorKind::invalid, "item.form", "no item number")});
  auto foreign = heard("08:20:00", PostalMovement::delivered);
  foreign.source = domain::SystemId("ems");
  page.push_back({"foreign", foreign});
  const auto answers = run(w_.io, w_.desk.take_in(vnpost, page, std::nullopt, soon())).value();
  ASSERT_EQ(answers.size(), 3U);
  EXPECT_EQ(answers[0].taken, PostalTaken::refused);
  EXPECT_EQ(answers[0].why->code(), "item.form");
  EXPECT_EQ(answers[1].taken, PostalTaken::fresh);
  EXPECT_FALSE(answers[1].why);
  EXPECT_EQ(answers[2].why->code(), "post.source");
  std::vector<std::string> reasons;
  for (const auto& record : w_.refused()) reasons.push_back(record.reason);
  EXPECT_EQ(reasons, (std::vector<std::string>{"post.source", "item.form"})) << "newest first";
  EXPECT_EQ(order(delivery).leg.state, LegState::posted);
}

TEST_P(StoredPostalDeskTest, KeepsAnUnknownOrderUntilItIsKnown) {
  const auto event = heard("08:10:00", PostalMovement::posted);
  EXPECT_EQ(take(lines({event})), std::vector{PostalTaken::unknown_order});
  ASSERT_EQ(w_.refused().size(), 1U);
  EXPECT_EQ(w_.refused().front().reason, "post.unknown_order");
  EXPECT_EQ(w_.refused().front().detail.find("H55"), std::string::npos) << "the text names nobody";
  EXPECT_TRUE(run(w_.io, w_.desk.open_orders(10, soon())).value().empty());
  w_.know_dossier(document_json(own_procedure));
  const auto open = run(w_.io, w_.desk.open_orders(10, soon())).value();
  ASSERT_EQ(open.size(), 1U);
  EXPECT_EQ(open.front().leg.state, LegState::posted);
  EXPECT_EQ(take(lines({event})), std::vector{PostalTaken::repeated});
}

TEST_P(StoredPostalDeskTest, RefusesAnotherContentUnderAKnownKey) {
  w_.write(delivery, OrderPlaced{1, item(550'123), at("08:00:00")});
  auto event = heard("08:10:00", PostalMovement::posted);
  event.id = domain::TrackingId("a key of the carrier");
  EXPECT_EQ(take(lines({event})), std::vector{PostalTaken::fresh});
  EXPECT_EQ(take(lines({event})), std::vector{PostalTaken::repeated});
  event.note = "khác";
  EXPECT_EQ(take(lines({event})), std::vector{PostalTaken::refused});
  ASSERT_EQ(w_.refused().size(), 1U);
  EXPECT_EQ(w_.refused().front().reason, "post.key");
  EXPECT_TRUE(order(delivery).leg.events.front().note.empty());
}

TEST_P(StoredPostalDeskTest, FindsTheOrdersOfANumberThatWasUsedAgain) {
  const auto other = domain::OrderNumber::read("H55.12-260615-0002").value();
  w_.write(delivery, OrderPlaced{1, item(550'123), at("08:00:00")});
  w_.write(other, OrderPlaced{1, item(550'123), at("09:00:00")});
  EXPECT_EQ(run(w_.io, w_.desk.orders_of(item(550'123), soon())).value().size(), 2U);
  EXPECT_TRUE(run(w_.io, w_.desk.orders_of(item(9), soon())).value().empty());
  EXPECT_THROW(order(collection), tl::bad_expected_access<base::Error>);
}

TEST_P(StoredPostalDeskTest, ShowsOpenOrdersWithAlarmsAndTheDeadline) {
  w_.know_dossier(document_json(own_procedure));
  w_.write(collection, OrderPlaced{1, item(1), at("08:00:00")});
  w_.write(delivery, OrderPlaced{1, item(550'123), at("08:00:00")});
  take(lines({heard("08:10:00", PostalMovement::posted), heard("08:20:00", PostalMovement::attempt_failed)}));
  w_.write(collection, OrderCancelled{1, at("08:30:00")});
  const auto open = run(w_.io, w_.desk.open_orders(10, soon())).value();
  ASSERT_EQ(open.size(), 1U);
  ASSERT_EQ(open.front().alarms.size(), 1U);
  EXPECT_EQ(open.front().alarms[0].kind, domain::PostalAlarm::Kind::attempt_failed);
  EXPECT_EQ(open.front().alarms[0].due_at, base::from_rfc3339("2026-06-20T17:00:00+07:00").value());
  const auto cancelled = order(collection);
  EXPECT_EQ(cancelled.cancelled_at, at("08:30:00"));
  EXPECT_TRUE(cancelled.alarms.empty());
}

TEST_P(StoredPostalDeskTest, ShowsWhatSomebodyMustLookAtAlsoAfterItsEnd) {
  w_.know_dossier(document_json(own_procedure));
  take(lines({heard("08:10:00", PostalMovement::posted), heard("08:20:00", PostalMovement::returned_to_sender)}));
  EXPECT_TRUE(run(w_.io, w_.book.open_orders(10)).value().empty());
  const auto found = run(w_.io, w_.book.alarming_orders(10)).value();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].alarms.at(0).kind, domain::PostalAlarm::Kind::returned_to_sender);
  w_.write(collection, OrderPlaced{1, item(1), w_.clock.now()});
  EXPECT_EQ(run(w_.io, w_.book.alarming_orders(10)).value().size(), 1U) << "a new order alarms nobody";
  w_.clock.advance(std::chrono::hours{25});
  EXPECT_EQ(run(w_.io, w_.book.alarming_orders(10)).value().size(), 2U) << "silent";
}

TEST_P(StoredPostalDeskTest, KeepsToTheLimitOfAList) {
  for (int n = 1; n <= 3; ++n) {
    const auto number = domain::OrderNumber::read("H55.12-260615-000" + std::to_string(n)).value();
    w_.write(number, OrderPlaced{1, item(static_cast<std::uint32_t>(n)), at("08:0" + std::to_string(n) + ":00")});
  }
  const auto open = run(w_.io, w_.desk.open_orders(2, soon())).value();
  ASSERT_EQ(open.size(), 2U);
  EXPECT_EQ(open[0].leg.item, item(1));
}

TEST_P(StoredPostalDeskTest, SaysSoWhenTheStoreTakesNothing) {
  w_.store->close();
  const auto answers =
      run(w_.io, w_.desk.take_in(vnpost, lines({heard("08:10:00", PostalMovement::posted)}), std::nullopt, soon()));
  ASSERT_FALSE(answers);
}

INSTANTIATE_TEST_SUITE_P(Stores, StoredPostalDeskTest, ::testing::Values(Engine::memory, Engine::sqlite), name_of);

}  // namespace
}  // namespace lienthong::sync
