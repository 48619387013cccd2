#include "contract/storage/support.hpp"

namespace lienthong::storage {
namespace {

using domain::DeliveryState;
using domain::Status;

class LeaseContract : public StoreContract {
 protected:
  /// A dossier with `count` deliveries of one kind to `to`, due from 0 on.
  void lane(const std::string& code, const std::string& to, int count) {
    UnitOfWork work;
    work.dossier = dossier(code);
    for (int place = 1; place <= count; ++place) work.create.push_back(delivery(to, place));
    ASSERT_TRUE(desk_.commit(work));
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, LeaseContract, ::testing::Values(Engine::memory, Engine::sqlite), engine_name);

std::vector<std::string> lanes_of(const std::vector<Lease>& leases) {
  std::vector<std::string> codes;
  for (const auto& lease : leases) codes.push_back(lease.deliveries.front().dossier.value());
  return codes;
}

TEST_P(LeaseContract, GivesTheHeadOfADueLaneWithItsBodyAndTheViewOfThePeer) {
  auto work = one_delivery("D1", "portal");
  work.views = {view("portal", "D1", Status::accepted), view("ministry", "D1", Status::processing)};
  work.create.push_back(delivery("portal", 2));
  ASSERT_TRUE(desk_.commit(work));
  const auto leases = desk_.lease(ask("portal", 10));
  ASSERT_EQ(leases.size(), 1U);
  EXPECT_GT(leases[0].token, 0);
  EXPECT_EQ(leases[0].before, DeliveryState::waiting);
  EXPECT_EQ(leases[0].view, work.views[0]);
  ASSERT_EQ(leases[0].deliveries.size(), 1U);
  EXPECT_EQ(leases[0].deliveries[0].lane_seq, 1);
  EXPECT_EQ(leases[0].deliveries[0].state, DeliveryState::in_flight);
  EXPECT_EQ(leases[0].deliveries[0].payload, work.create[0].payload);
  EXPECT_EQ(desk_.load("D1").deliveries[0].state, DeliveryState::in_flight);
}

TEST_P(LeaseContract, NamesLaneAndPeerInAViewOfWhichNothingIsKnown) {
  lane("D1", "portal", 1);
  const auto leases = desk_.lease(ask("portal", 10));
  ASSERT_EQ(leases.size(), 1U);
  EXPECT_EQ(leases[0].view.peer, peer("portal"));
  EXPECT_EQ(leases[0].view.dossier, dossier("D1"));
  EXPECT_EQ(leases[0].view.presence, domain::Presence::unknown);
}

TEST_P(LeaseContract, GivesALaneToOneHolderAtATime) {
  lane("D1", "portal", 2);
  ASSERT_EQ(desk_.lease(ask("portal", 10)).size(), 1U);
  EXPECT_TRUE(desk_.lease(ask("portal", 10)).empty());
}

TEST_P(LeaseContract, LeavesWhatIsNotDueAndWhatIsOthers) {
  ASSERT_TRUE(desk_.commit(one_delivery("D1", "portal", 100)));
  EXPECT_TRUE(desk_.lease(ask("portal", 99)).empty());
  EXPECT_TRUE(desk_.lease(ask("ministry", 100)).empty());
  EXPECT_EQ(desk_.lease(ask("portal", 100)).size(), 1U);
}

TEST_P(LeaseContract, TakesLanesInOrderOfDueTimeAndNoMoreThanAsked) {
  ASSERT_TRUE(desk_.commit(one_delivery("late", "portal", 30)));
  ASSERT_TRUE(desk_.commit(one_delivery("early", "portal", 10)));
  ASSERT_TRUE(desk_.commit(one_delivery("middle", "portal", 20)));
  EXPECT_EQ(lanes_of(desk_.lease(ask("portal", 50, 2))), (std::vector<std::string>{"early", "middle"}));
  EXPECT_EQ(lanes_of(desk_.lease(ask("portal", 50, 2))), (std::vector<std::string>{"late"}));
}

TEST_P(LeaseContract, TakesARunOfOneKindFromTheHead) {
  UnitOfWork work;
  work.dossier = dossier("D1");
  for (int place = 1; place <= 4; ++place) work.create.push_back(delivery("portal", place));
  work.create[3].kind = "progress";
  ASSERT_TRUE(desk_.commit(work));
  const auto leases = desk_.lease(ask("portal", 10, 5, 10));
  ASSERT_EQ(leases.size(), 1U);
  EXPECT_EQ(leases[0].deliveries.size(), 3U) << "the fourth is of another kind";
}

TEST_P(LeaseContract, EndsARunAtTheBatchLimitAndAtWhatIsNotDue) {
  lane("D1", "portal", 4);
  EXPECT_EQ(desk_.lease(ask("portal", 10, 1, 2))[0].deliveries.size(), 2U);
  UnitOfWork work;
  work.dossier = dossier("D2");
  work.create = {delivery("portal", 1, 0), delivery("portal", 2, 500), delivery("portal", 3, 0)};
  ASSERT_TRUE(desk_.commit(work));
  EXPECT_EQ(desk_.lease(ask("portal", 10, 1, 9))[0].deliveries.size(), 1U);
}

TEST_P(LeaseContract, AFailingHeadBlocksOnlyItsOwnLane) {
  UnitOfWork work;
  work.dossier = dossier("sick");
  work.create = {delivery("portal", 1), delivery("portal", 2), delivery("ministry", 1)};
  ASSERT_TRUE(desk_.commit(work));
  lane("well", "portal", 1);
  const auto leases = desk_.lease(ask("portal", 10));
  ASSERT_EQ(lanes_of(leases), (std::vector<std::string>{"sick", "well"}));
  ASSERT_TRUE(desk_.settle(settled(leases[0], DeliveryState::waiting, 1000, "http.503")));
  ASSERT_TRUE(desk_.settle(settled(leases[1], DeliveryState::delivered)));
  EXPECT_TRUE(desk_.lease(ask("portal", 999)).empty()) << "what stands behind a waiting head waits with it";
  EXPECT_EQ(lanes_of(desk_.lease(ask("ministry", 10))), (std::vector<std::string>{"sick"}));
  const auto again = desk_.lease(ask("portal", 1000));
  ASSERT_EQ(again.size(), 1U);
  EXPECT_EQ(again[0].deliveries[0].lane_seq, 1);
}

TEST_P(LeaseContract, AParkedOrRefusedHeadHoldsItsLaneUntilItIsRequeued) {
  lane("D1", "portal", 2);
  lane("D2", "portal", 2);
  const auto leases = desk_.lease(ask("portal", 10));
  ASSERT_TRUE(desk_.settle(settled(leases[0], DeliveryState::parked, 10, "retry.exhausted")));
  ASSERT_TRUE(desk_.settle(settled(leases[1], DeliveryState::refused, 10, "http.400")));
  EXPECT_TRUE(desk_.lease(ask("portal", 99)).empty());
  EXPECT_EQ(desk_.next_due("portal"), std::nullopt);
  EXPECT_EQ(desk_.requeue({}, 100, "desk"), 2);
  EXPECT_EQ(desk_.lease(ask("portal", 100)).size(), 2U);
}

TEST_P(LeaseContract, AnUnknownHeadComesBackWithThoseThatWereSentWithIt) {
  lane("D1", "portal", 3);
  const auto first = desk_.lease(ask("portal", 10, 1, 2));
  ASSERT_TRUE(desk_.settle(settled(first[0], DeliveryState::unknown, 20, "net.timeout")));
  const auto second = desk_.lease(ask("portal", 20, 1, 9));
  ASSERT_EQ(second.size(), 1U);
  EXPECT_EQ(second[0].before, DeliveryState::unknown);
  EXPECT_EQ(second[0].deliveries.size(), 2U) << "the third was never sent";
}

TEST_P(LeaseContract, APartlySettledRunKeepsItsLane) {
  lane("D1", "portal", 3);
  const auto lease = desk_.lease(ask("portal", 10, 1, 2)).at(0);
  auto first_only = settled(lease, DeliveryState::waiting, 10);
  first_only.items.pop_back();
  ASSERT_TRUE(desk_.settle(first_only));
  EXPECT_TRUE(desk_.lease(ask("portal", 10)).empty()) << "the second is still under way";
  auto second_only = settled(lease, DeliveryState::delivered);
  second_only.items.erase(second_only.items.begin());
  ASSERT_TRUE(desk_.settle(second_only));
  EXPECT_EQ(desk_.lease(ask("portal", 10)).at(0).deliveries.at(0).lane_seq, 1);
}

TEST_P(LeaseContract, TokensRiseWithEveryLease) {
  lane("D1", "portal", 1);
  lane("D2", "portal", 1);
  const auto leases = desk_.lease(ask("portal", 10));
  ASSERT_EQ(leases.size(), 2U);
  EXPECT_LT(leases[0].token, leases[1].token);
  ASSERT_TRUE(desk_.settle(settled(leases[0], DeliveryState::waiting, 10)));
  EXPECT_GT(desk_.lease(ask("portal", 10)).at(0).token, leases[1].token);
}

TEST_P(LeaseContract, NothingAskedIsNothingTaken) {
  lane("D1", "portal", 1);
  EXPECT_TRUE(desk_.lease(ask("portal", 10, 0)).empty());
  EXPECT_TRUE(desk_.lease(ask("portal", 10, 1, 0)).empty());
  EXPECT_TRUE(desk_.lease(ask("portal", 10, -1)).empty());
  EXPECT_EQ(desk_.lease(ask("portal", 10)).size(), 1U);
}

TEST_P(LeaseContract, SaysWhenTheNextLaneIsDue) {
  EXPECT_EQ(desk_.next_due("portal"), std::nullopt);
  ASSERT_TRUE(desk_.commit(one_delivery("D1", "portal", 70)));
  ASSERT_TRUE(desk_.commit(one_delivery("D2", "portal", 50)));
  EXPECT_EQ(desk_.next_due("portal"), 50);
  ASSERT_EQ(desk_.lease(ask("portal", 60)).size(), 1U);
  EXPECT_EQ(desk_.next_due("portal"), 70);
}

}  // namespace
}  // namespace lienthong::storage
