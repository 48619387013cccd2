#include "sync/resolve.hpp"

#include "sync/settle.hpp"
#include "sync_world.hpp"

#include <gtest/gtest.h>

namespace lienthong::sync {
namespace {

using namespace testing;
using domain::Collapse;
using domain::DeliveryState;
using domain::Outcome;
using domain::Status;

domain::Delivery step(std::int64_t id, Status status, std::string_view clock) {
  domain::Delivery out;
  out.id = domain::DeliveryId(id);
  out.peer = portal;
  out.dossier = dossier_code;
  out.kind = "progress";
  out.status = status;
  out.occurred_at = at(clock);
  out.created_at = at("08:00:00");
  return out;
}

storage::Lease lease_of(std::vector<domain::Delivery> deliveries, std::optional<Status> held) {
  storage::Lease lease;
  lease.token = 7;
  lease.deliveries = std::move(deliveries);
  lease.before = DeliveryState::unknown;
  lease.view.peer = portal;
  lease.view.status = held;
  return lease;
}

peer::LookUpResult found(domain::Presence presence, std::optional<Status> status, std::optional<base::Instant> when) {
  peer::LookUpResult out;
  out.attempt.outcome = Outcome::accepted;
  out.presence = presence;
  out.status = status;
  out.status_at = when;
  return out;
}

using R = std::vector<Resolution>;

TEST(Resolve, ByTheTimeOfTheLastStepEachOfABatch) {
  const auto lease =
      lease_of({step(1, Status::processing, "08:10:00"), step(2, Status::supplement_requested, "08:20:00"),
                step(3, Status::processing, "08:30:00")},
               Status::accepted);
  EXPECT_EQ(resolve_unknown(lease, found(domain::Presence::present, Status::supplement_requested, at("08:20:00"))),
            (R{Resolution::delivered, Resolution::delivered, Resolution::send_again}));
}

TEST(Resolve, AStepOfTheSameSecondBeforeOneThatIsHeldIsHeld) {
  const auto lease =
      lease_of({step(1, Status::accepted, "08:10:00"), step(2, Status::processing, "08:10:00")}, std::nullopt);
  EXPECT_EQ(resolve_unknown(lease, found(domain::Presence::present, Status::processing, at("08:10:00"))),
            (R{Resolution::delivered, Resolution::delivered}));
  EXPECT_EQ(resolve_unknown(lease, found(domain::Presence::present, Status::accepted, at("08:10:00"))),
            (R{Resolution::delivered, Resolution::send_again}));
}

TEST(Resolve, AStepWhosePeerIsFurtherAlongInTheSameSecondIsHeldEvenWhenAskedForAlone) {
  const auto lease = lease_of({step(1, Status::accepted, "08:10:00")}, std::nullopt);
  EXPECT_EQ(resolve_unknown(lease, found(domain::Presence::present, Status::processing, at("08:10:00"))),
            R{Resolution::delivered});
  const auto later = lease_of({step(1, Status::processing, "08:10:00")}, std::nullopt);
  EXPECT_EQ(resolve_unknown(later, found(domain::Presence::present, Status::accepted, at("08:10:00"))),
            R{Resolution::send_again});
}

TEST(Resolve, AStepWithMillisecondsIsHeldByAPeerWhoseClockTicksInSeconds) {
  auto delivered = step(1, Status::returned, "08:30:00");
  delivered.occurred_at += std::chrono::milliseconds(730);
  EXPECT_EQ(resolve_unknown(lease_of({delivered}, Status::completed),
                            found(domain::Presence::present, Status::returned, at("08:30:00"))),
            R{Resolution::delivered});
}

TEST(Resolve, ByStatusOnlyWhereItTellsApart) {
  const auto moved = lease_of({step(1, Status::processing, "08:10:00")}, Status::accepted);
  EXPECT_EQ(resolve_unknown(moved, found(domain::Presence::present, Status::processing, std::nullopt)),
            R{Resolution::delivered});
  EXPECT_EQ(resolve_unknown(moved, found(domain::Presence::present, Status::accepted, std::nullopt)),
            R{Resolution::send_again});
  EXPECT_EQ(resolve_unknown(moved, found(domain::Presence::present, Status::withdrawn, std::nullopt)),
            R{Resolution::cannot_tell});
  const auto same = lease_of({step(1, Status::accepted, "08:10:00")}, Status::accepted);
  EXPECT_EQ(resolve_unknown(same, found(domain::Presence::present, Status::accepted, std::nullopt)),
            R{Resolution::cannot_tell});
}

TEST(Resolve, ADossierThatIsNotThereTookNothing) {
  const auto lease = lease_of({step(1, Status::accepted, "08:10:00")}, Status::accepted);
  EXPECT_EQ(resolve_unknown(lease, found(domain::Presence::absent, std::nullopt, std::nullopt)),
            R{Resolution::send_again});
}

TEST(Resolve, ADocumentIsSentAgainBecauseItSaysEverything) {
  domain::Delivery document = step(1, Status::accepted, "08:10:00");
  document.collapse = Collapse::latest;
  EXPECT_EQ(resolve_unknown(lease_of({document}, std::nullopt),
                            found(domain::Presence::present, Status::accepted, std::nullopt)),
            R{Resolution::send_again});
}

class Settling : public ::testing::Test {
 protected:
  base::SeededRandom random_{1};
  domain::RetryPolicy policy_;
  AttemptTimes times_{at("09:00:00"), at("09:00:01")};
};

TEST_F(Settling, AfterALookUpTeachesTheViewWhatThePeerHolds) {
  const auto lease =
      lease_of({step(1, Status::processing, "08:10:00"), step(2, Status::completed, "08:20:00")}, Status::accepted);
  const auto settlement = settle_resolved(lease, found(domain::Presence::present, Status::processing, at("08:10:00")),
                                          policy_, times_, random_);
  ASSERT_EQ(settlement.items.size(), 2U);
  EXPECT_EQ(settlement.items[0].state, DeliveryState::delivered);
  EXPECT_EQ(settlement.items[1].state, DeliveryState::waiting);
  EXPECT_EQ(settlement.view->status, Status::processing);
  EXPECT_EQ(settlement.view->how, domain::Knowledge::read_back);
}

TEST_F(Settling, AFailedLookUpLeavesItUnknownAndCounts) {
  peer::LookUpResult nothing;
  nothing.attempt = {Outcome::retry, "net.connect", std::nullopt};
  const auto settlement = settle_resolved(lease_of({step(1, Status::processing, "08:10:00")}, Status::accepted),
                                          nothing, policy_, times_, random_);
  EXPECT_EQ(settlement.items[0].state, DeliveryState::unknown);
  EXPECT_EQ(settlement.items[0].attempts, 1);
  EXPECT_GT(settlement.items[0].due_at, times_.ended);
}

TEST_F(Settling, ABatchSharesItsAnswerAndWhatWasNotSentGoesBackUntouched) {
  auto lease =
      lease_of({step(1, Status::processing, "08:10:00"), step(2, Status::completed, "08:20:00")}, Status::accepted);
  lease.before = DeliveryState::waiting;
  peer::DeliveryResult result;
  result.attempt = {Outcome::accepted, "accepted", std::nullopt};
  const auto settlement = settle(lease, 1, result, policy_, times_, random_);
  EXPECT_EQ(settlement.items[0].state, DeliveryState::delivered);
  EXPECT_EQ(settlement.items[1].state, DeliveryState::waiting);
  EXPECT_EQ(settlement.items[1].attempts, 0);
  EXPECT_EQ(settlement.attempts.size(), 1U);
  EXPECT_EQ(settlement.view->status, Status::processing);
  EXPECT_EQ(settlement.token, 7);
}

TEST_F(Settling, WhatWasOneCallComesDueTogether) {
  auto lease =
      lease_of({step(1, Status::processing, "08:10:00"), step(2, Status::completed, "08:20:00")}, Status::accepted);
  lease.before = DeliveryState::waiting;
  peer::DeliveryResult result;
  result.attempt = {Outcome::unknown, "net.answer_cut", std::nullopt};
  const auto settlement = settle(lease, 2, result, policy_, times_, random_);
  ASSERT_EQ(settlement.items.size(), 2U);
  EXPECT_EQ(settlement.items[0].state, DeliveryState::unknown);
  EXPECT_EQ(settlement.items[0].due_at, settlement.items[1].due_at);
}

TEST_F(Settling, ADocumentDoesNotTakeAPeerBackFromWhereItWentItself) {
  domain::Delivery document = step(1, Status::accepted, "08:10:00");
  document.collapse = Collapse::latest;
  document.subject = "digest";
  auto lease = lease_of({document}, Status::processing);
  lease.view.status_at = at("08:20:00");
  peer::DeliveryResult result;
  result.attempt = {Outcome::accepted, "accepted", std::nullopt};
  const auto settlement = settle(lease, 1, result, policy_, times_, random_);
  EXPECT_EQ(settlement.view->status, Status::processing);
  EXPECT_EQ(settlement.view->document_digest, "digest");
}

}  // namespace
}  // namespace lienthong::sync
