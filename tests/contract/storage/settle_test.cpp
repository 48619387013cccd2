#include "contract/storage/support.hpp"

namespace lienthong::storage {
namespace {

using domain::DeliveryState;
using domain::Status;

class Settle : public StoreContract {
 protected:
  Lease leased(const std::string& code) {
    EXPECT_TRUE(desk_.commit(one_delivery(code, "portal")));
    return desk_.lease(ask("portal", 10)).at(0);
  }
  domain::Delivery only(const std::string& code) { return desk_.load(code).deliveries.at(0); }
};
INSTANTIATE_TEST_SUITE_P(Engines, Settle, ::testing::Values(Engine::memory, Engine::sqlite), engine_name);

TEST_P(Settle, WritesStateDueTimeReasonAttemptsAndTheView) {
  const auto lease = leased("D1");
  auto settlement = settled(lease, DeliveryState::waiting, 777, "http.503");
  settlement.view = view("portal", "D1", Status::accepted);
  ASSERT_TRUE(desk_.settle(settlement));
  const auto delivery = only("D1");
  EXPECT_EQ(delivery.state, DeliveryState::waiting);
  EXPECT_EQ(delivery.due_at, at(777));
  EXPECT_EQ(delivery.reason, "http.503");
  EXPECT_EQ(delivery.attempts, 1);
  EXPECT_EQ(desk_.load("D1").views, (std::vector{*settlement.view}));
}

TEST_P(Settle, ADeliveredHeadMakesRoomForTheNext) {
  auto work = one_delivery("D1", "portal");
  work.create.push_back(delivery("portal", 2, 5));
  ASSERT_TRUE(desk_.commit(work));
  ASSERT_TRUE(desk_.settle(settled(desk_.lease(ask("portal", 10)).at(0), DeliveryState::delivered)));
  EXPECT_EQ(desk_.next_due("portal"), 5);
  EXPECT_EQ(desk_.lease(ask("portal", 10)).at(0).deliveries.at(0).lane_seq, 2);
}

TEST_P(Settle, RefusesAHolderThatLostItsLease) {
  const auto lost = leased("D1");
  EXPECT_EQ(desk_.recover(end_of_time), 1);
  const auto current = desk_.lease(ask("portal", 20)).at(0);
  EXPECT_EQ(current.before, DeliveryState::unknown);
  auto late = settled(lost, DeliveryState::delivered);
  late.view = view("portal", "D1", Status::returned);
  const auto refused = desk_.settle(late);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind(), base::ErrorKind::conflict);
  EXPECT_EQ(refused.error().code(), "store.fenced");
  EXPECT_EQ(only("D1").state, DeliveryState::in_flight);
  EXPECT_TRUE(desk_.load("D1").views.empty()) << "nothing of a fenced settlement is kept";
  EXPECT_TRUE(desk_.settle(settled(current, DeliveryState::delivered)));
}

TEST_P(Settle, RefusesASecondSettlementOfTheSameLease) {
  const auto lease = leased("D1");
  ASSERT_TRUE(desk_.settle(settled(lease, DeliveryState::delivered)));
  EXPECT_EQ(desk_.settle(settled(lease, DeliveryState::refused)).error().code(), "store.fenced");
  EXPECT_EQ(only("D1").state, DeliveryState::delivered);
}

TEST_P(Settle, RefusesTheWholeWhenOneItemIsNotHeld) {
  const auto lease = leased("D1");
  const auto other = leased("D2");
  auto mixed = settled(lease, DeliveryState::delivered);
  mixed.items.push_back(settled(other, DeliveryState::delivered).items.front());
  EXPECT_EQ(desk_.settle(mixed).error().code(), "store.fenced");
  EXPECT_EQ(only("D1").state, DeliveryState::in_flight);
}

TEST_P(Settle, RefusesAStateThatAFlightCannotEndIn) {
  const auto lease = leased("D1");
  EXPECT_EQ(desk_.settle(settled(lease, DeliveryState::in_flight)).error().code(), "store.transition");
  EXPECT_EQ(desk_.settle({.token = lease.token, .items = {}, .attempts = {}, .view = {}}).error().code(),
            "store.settlement");
}

TEST_P(Settle, RefusesAttemptsAndViewsOfWhatIsNotStored) {
  const auto lease = leased("D1");
  auto settlement = settled(lease, DeliveryState::delivered);
  settlement.attempts.push_back({.delivery = domain::DeliveryId{999}});
  EXPECT_EQ(desk_.settle(settlement).error().code(), "store.settlement");
  settlement.attempts.clear();
  settlement.view = view("portal", "nobody", Status::accepted);
  EXPECT_EQ(desk_.settle(settlement).error().code(), "store.settlement");
  EXPECT_EQ(only("D1").state, DeliveryState::in_flight);
}

TEST_P(Settle, KeepsEveryAttemptInOrder) {
  const auto lease = leased("D1");
  auto settlement = settled(lease, DeliveryState::waiting, 20, "http.503");
  AttemptRecord attempt{.delivery = lease.deliveries[0].id,
                        .number = 1,
                        .started_at = at(10),
                        .ended_at = at(12),
                        .outcome = domain::Outcome::retry,
                        .reason = "http.503",
                        .peer_text = "Hệ thống bận",
                        .body_digest = "b1",
                        .mapping_version = "m1"};
  settlement.attempts = {attempt};
  ASSERT_TRUE(desk_.settle(settlement));
  auto second = settled(desk_.lease(ask("portal", 20)).at(0), DeliveryState::delivered);
  attempt.number = 2;
  attempt.outcome = domain::Outcome::accepted;
  attempt.reason = "http.200";
  second.attempts = {attempt};
  ASSERT_TRUE(desk_.settle(second));
  const auto attempts =
      *wait_for<std::vector<AttemptRecord>>([&](auto done) { store_->load_attempts(dossier("D1"), done); });
  ASSERT_EQ(attempts.size(), 2U);
  EXPECT_EQ(attempts[0].outcome, domain::Outcome::retry);
  EXPECT_EQ(attempts[0].peer_text, "Hệ thống bận");
  EXPECT_EQ(attempts[0].started_at, at(10));
  EXPECT_EQ(attempts[0].ended_at, at(12));
  EXPECT_EQ(attempts[1].number, 2);
  EXPECT_EQ(attempts[1].reason, "http.200");
  EXPECT_EQ(attempts[1].body_digest, "b1");
  EXPECT_EQ(attempts[1].mapping_version, "m1");
}

TEST_P(Settle, AViewThatChangedMakesOlderDecisionsStale) {
  const auto lease = leased("D1");
  auto settlement = settled(lease, DeliveryState::delivered);
  settlement.view = view("portal", "D1", Status::accepted);
  ASSERT_TRUE(desk_.settle(settlement));
  UnitOfWork stale{
      .dossier = dossier("D1"), .expected_version = 1, .views = {view("portal", "D1", Status::registered)}};
  EXPECT_EQ(desk_.commit(stale).error().code(), "store.version");
  EXPECT_EQ(desk_.load("D1").version, 2);
}

TEST_P(Settle, WhatThePeerSaidOfItselfSinceTheLeaseStands) {
  const auto lease = leased("D1");
  auto said = view("portal", "D1", Status::completed);
  said.how = domain::Knowledge::told_us;
  said.known_at = at(20);
  ASSERT_TRUE(desk_.commit({.dossier = dossier("D1"), .expected_version = 1, .views = {said}}));
  auto settlement = settled(lease, DeliveryState::delivered);
  settlement.view = view("portal", "D1", Status::accepted);
  settlement.view->document_digest = "d1";
  ASSERT_TRUE(desk_.settle(settlement));
  const auto held = desk_.load("D1").views.at(0);
  EXPECT_EQ(held.status, Status::completed);
  EXPECT_EQ(held.how, domain::Knowledge::told_us);
  EXPECT_EQ(held.known_at, at(20));
  EXPECT_EQ(held.document_digest, "d1");
}

TEST_P(Settle, ARefusedDeliveryMayBeSupersededByCorrectedData) {
  const auto lease = leased("D1");
  ASSERT_TRUE(desk_.settle(settled(lease, DeliveryState::refused, 0, "mapping.required")));
  const auto version = desk_.load("D1").version;
  ASSERT_TRUE(desk_.commit({.dossier = dossier("D1"),
                            .expected_version = version,
                            .create = {delivery("portal", 2)},
                            .supersede = {lease.deliveries[0].id}}));
  EXPECT_EQ(desk_.load("D1").deliveries.at(0).state, DeliveryState::superseded);
  EXPECT_EQ(desk_.lease(ask("portal", 30)).at(0).deliveries.at(0).lane_seq, 2);
}

TEST_P(Settle, RequeueTakesBackRefusedParkedAndUnknownOnly) {
  using enum DeliveryState;
  for (const auto state : {waiting, unknown, delivered, refused, parked}) {
    const auto lease = leased("D-" + std::string(domain::name(state)));
    ASSERT_TRUE(desk_.settle(settled(lease, state, 5000, "why")));
  }
  leased("D-in_flight");
  EXPECT_EQ(desk_.requeue({}, 200, "desk.requeue"), 3);
  const auto parked_before = only("D-parked");
  EXPECT_EQ(parked_before.state, waiting);
  EXPECT_EQ(parked_before.due_at, at(200));
  EXPECT_EQ(parked_before.reason, "desk.requeue");
  EXPECT_EQ(parked_before.attempts, 0) << "the schedule starts anew";
  EXPECT_EQ(only("D-waiting").due_at, at(5000));
  EXPECT_EQ(only("D-delivered").state, delivered);
  EXPECT_EQ(only("D-in_flight").state, in_flight);
}

TEST_P(Settle, RequeueKeepsToItsFilter) {
  for (const auto* code : {"D1", "D2", "D3"}) {
    ASSERT_TRUE(desk_.settle(settled(leased(code), DeliveryState::parked)));
  }
  ASSERT_TRUE(desk_.settle(settled(leased("D4"), DeliveryState::refused)));
  QueueFilter none{.peer = peer("ministry"), .dossier = {}, .states = {}};
  EXPECT_EQ(desk_.requeue(none, 1, "r"), 0);
  QueueFilter not_requeueable{.peer = {}, .dossier = {}, .states = {DeliveryState::delivered}};
  EXPECT_EQ(desk_.requeue(not_requeueable, 1, "r"), 0);
  QueueFilter one{.peer = {}, .dossier = dossier("D2"), .states = {}};
  EXPECT_EQ(desk_.requeue(one, 1, "r"), 1);
  QueueFilter only_refused{.peer = peer("portal"), .dossier = {}, .states = {DeliveryState::refused}};
  EXPECT_EQ(desk_.requeue(only_refused, 1, "r"), 1);
  QueueFilter first{.peer = {}, .dossier = {}, .states = {}, .limit = 1};
  EXPECT_EQ(desk_.requeue(first, 1, "r"), 1);
  EXPECT_EQ(only("D1").state, DeliveryState::waiting) << "oldest first";
  EXPECT_EQ(only("D3").state, DeliveryState::parked);
}

TEST_P(Settle, RecoverTurnsWhatWasUnderWayIntoUnknown) {
  leased("D1");  // until 1010
  EXPECT_EQ(desk_.recover(1010), 0) << "the lease has not ended before now";
  EXPECT_EQ(desk_.recover(1011), 1);
  EXPECT_EQ(only("D1").state, DeliveryState::unknown);
  EXPECT_EQ(only("D1").reason, "lease.lost");
  EXPECT_EQ(desk_.recover(1011), 0);
  EXPECT_EQ(desk_.lease(ask("portal", 1011)).at(0).before, DeliveryState::unknown);
}

}  // namespace
}  // namespace lienthong::storage
