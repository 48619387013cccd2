#include "unit/domain/lane_bench.hpp"

#include <gtest/gtest.h>

namespace lienthong::domain {
namespace {

using namespace testing;

TEST(PlanSteps, a_delivery_is_made_complete) {
  LaneBench bench;
  bench.now = at(77);
  bench.step("e1", 5, Status::accepted);
  const auto plan = bench.plan();
  ASSERT_EQ(plan.create.size(), 1U);
  Delivery expected;
  expected.peer = portal;
  expected.dossier = code;
  expected.kind = "progress";
  expected.collapse = Collapse::every;
  expected.subject = "e1";
  expected.status = Status::accepted;
  expected.occurred_at = at(5);
  expected.payload = "{}";
  expected.lane_seq = 1;
  expected.created_at = expected.due_at = at(77);
  expected.key = derive_idempotency_key(expected);
  EXPECT_EQ(plan.create[0], expected);
}

TEST(PlanSteps, steps_go_out_in_order_of_time_and_numbers_rise) {
  LaneBench bench;
  bench.step("e2", 9, Status::processing);
  bench.step("e1", 5, Status::accepted);
  bench.commit();
  bench.step("e3", 12, Status::completed);
  bench.commit();
  EXPECT_EQ(bench.told(), (Subjects{"e1", "e2", "e3"}));
  EXPECT_EQ(bench.lane[2].lane_seq, 3);
}

TEST(PlanSteps, planning_again_changes_nothing) {
  LaneBench bench;
  bench.step("e1", 5, Status::accepted);
  bench.commit();
  const auto again = bench.plan();
  EXPECT_TRUE(again.create.empty());
  EXPECT_TRUE(again.supersede.empty());
}

TEST(PlanSteps, a_step_counts_as_told_in_every_state_but_superseded) {
  for (const auto state : {DeliveryState::waiting, DeliveryState::in_flight, DeliveryState::unknown,
                           DeliveryState::delivered, DeliveryState::refused, DeliveryState::parked}) {
    LaneBench bench;
    bench.step("e1", 5, Status::accepted);
    bench.commit();
    bench.lane[0].state = state;
    EXPECT_TRUE(bench.plan().create.empty()) << name(state);
  }
  LaneBench bench;
  bench.step("e1", 5, Status::accepted);
  bench.commit();
  bench.lane[0].state = DeliveryState::superseded;
  const auto plan = bench.plan();
  ASSERT_EQ(plan.create.size(), 1U);
  EXPECT_NE(plan.create[0].key, bench.lane[0].key) << "a delivery of its own";
}

TEST(PlanSteps, a_late_step_goes_before_those_that_nobody_has_sent) {
  LaneBench bench;
  bench.step("e1", 1, Status::accepted);
  bench.step("e3", 9, Status::completed);
  bench.commit();
  bench.deliver();
  bench.step("e2", 5, Status::processing);
  const auto plan = bench.commit();
  EXPECT_EQ(plan.supersede, std::vector<DeliveryId>{DeliveryId{2}});
  EXPECT_EQ(bench.told(), (Subjects{"e1", "e2", "e3"}));
}

TEST(PlanSteps, a_missing_step_that_the_peer_complained_about_goes_before_the_complaint) {
  LaneBench bench;
  bench.step("e3", 9, Status::completed);
  bench.commit();
  bench.lane[0].attempts = 3;
  bench.lane[0].reason = "order";
  bench.step("e2", 5, Status::processing);
  bench.commit();
  EXPECT_EQ(bench.told(), (Subjects{"e2", "e3"}));
}

TEST(PlanSteps, one_that_may_have_been_done_keeps_its_place_and_key) {
  LaneBench bench;
  bench.step("e3", 9, Status::completed);
  bench.commit();
  bench.lane[0].attempts = 1;
  bench.lane[0].reason = "operator";
  bench.step("e2", 5, Status::processing);
  EXPECT_TRUE(bench.commit().supersede.empty());
  EXPECT_EQ(bench.told(), (Subjects{"e3", "e2", "e3#1"}));
}

TEST(PlanSteps, a_late_step_behind_delivered_ones_does_not_overwrite_what_is_newer) {
  LaneBench bench;
  bench.step("e1", 1, Status::accepted);
  bench.step("e3", 9, Status::completed);
  bench.commit();
  bench.drain();
  bench.step("e2", 5, Status::processing);
  bench.commit();
  EXPECT_EQ(bench.told(), (Subjects{"e1", "e3", "e2", "e3#1"}));
  bench.drain();
  EXPECT_EQ(bench.view.status, Status::completed);
  EXPECT_TRUE(bench.plan().create.empty());
}

TEST(PlanSteps, a_late_step_of_the_same_status_needs_no_retelling) {
  LaneBench bench;
  bench.step("e3", 9, Status::processing);
  bench.commit();
  bench.drain();
  bench.step("e2", 5, Status::processing);
  bench.commit();
  EXPECT_EQ(bench.told(), (Subjects{"e3", "e2"}));
}

TEST(PlanSteps, where_only_the_last_state_matters_older_ones_are_superseded) {
  LaneBench bench;
  bench.step("e1", 1, Status::accepted, Collapse::latest);
  bench.commit();
  bench.step("e2", 5, Status::processing, Collapse::latest);
  EXPECT_EQ(bench.commit().supersede, std::vector<DeliveryId>{DeliveryId{1}});
  EXPECT_EQ(bench.told(), Subjects{"e2"});
  EXPECT_TRUE(bench.plan().create.empty());
  bench.drain();
  bench.step("e0", 0, Status::registered, Collapse::latest);
  EXPECT_TRUE(bench.plan().create.empty()) << "a late one says nothing new";
}

TEST(PlanSteps, kinds_share_one_lane_in_order_of_time) {
  LaneBench bench;
  bench.step("e1", 1, Status::accepted);
  bench.step("e2", 3, Status::processing);
  bench.steps.push_back({"notice", EventId{"e1"}, "{}", Status::accepted, at(1), Collapse::every});
  bench.steps.push_back({"notice", EventId{"e2"}, "{}", Status::processing, at(3), Collapse::every});
  bench.commit();
  bench.drain();
  EXPECT_EQ(bench.told(), (Subjects{"e1", "e1", "e2", "e2"}));
  bench.step("e3", 7, Status::completed);
  bench.commit();
  EXPECT_EQ(bench.told(), (Subjects{"e1", "e1", "e2", "e2", "e3"})) << "not late: another kind was told earlier facts";
}

struct Contradiction : ::testing::Test {
  LaneBench bench;
  void SetUp() override {
    bench.step("e1", 1, Status::accepted);
    bench.step("e2", 5, Status::supplement_requested);
    bench.expect(Status::supplement_requested);
    bench.commit();
    bench.drain();
    bench.now = at(60);
  }
};

TEST_F(Contradiction, the_last_step_is_told_once_more_under_a_new_key) {
  bench.peer_says(Status::processing, 50);
  const auto plan = bench.commit();
  ASSERT_EQ(plan.create.size(), 1U);
  EXPECT_EQ(plan.create[0].subject, "e2#1");
  EXPECT_NE(plan.create[0].key, bench.lane[1].key);
  EXPECT_TRUE(bench.plan().create.empty()) << "while it is on its way";
  bench.drain();
  EXPECT_TRUE(bench.plan().create.empty()) << "the peer holds it again";
}

TEST_F(Contradiction, each_new_one_is_answered_but_not_for_ever) {
  for (int round = 1; round <= max_retellings; ++round) {
    bench.now += std::chrono::minutes{10};
    bench.peer_says(Status::processing, 50);
    bench.now += std::chrono::minutes{1};
    ASSERT_EQ(bench.commit().create.size(), 1U) << round;
    bench.drain();
  }
  bench.now += std::chrono::minutes{10};
  bench.peer_says(Status::processing, 50);
  EXPECT_TRUE(bench.plan().create.empty()) << "now it is for a person";
}

TEST_F(Contradiction, a_peer_that_says_the_same_is_left_alone) {
  bench.peer_says(Status::supplement_requested, 50);
  EXPECT_TRUE(bench.plan().create.empty());
}

TEST_F(Contradiction, a_peer_that_moved_on_with_authority_is_left_alone) {
  bench.expect(Status::processing);
  bench.peer_says(Status::processing, 50);
  EXPECT_TRUE(bench.plan().create.empty());
  bench.expected.reset();
  EXPECT_TRUE(bench.plan().create.empty()) << "without an expectation nothing is corrected";
}

TEST_F(Contradiction, a_peer_at_its_end_is_left_to_a_person) {
  for (const Status end : {Status::not_accepted, Status::withdrawn, Status::returned}) {
    bench.peer_says(end, 50);
    EXPECT_TRUE(bench.plan().create.empty()) << name(end);
  }
}

TEST_F(Contradiction, old_news_is_none) {
  bench.peer_says(Status::accepted, 2);
  EXPECT_TRUE(bench.plan().create.empty()) << "it speaks of a time before the step";
  bench.peer_says(Status::accepted, 50);
  bench.view.known_at = at(-1);
  EXPECT_TRUE(bench.plan().create.empty()) << "it said so before it was told";
}

TEST_F(Contradiction, what_still_stands_in_the_lane_speaks_first) {
  bench.peer_says(Status::processing, 50);
  for (const auto state :
       {DeliveryState::waiting, DeliveryState::unknown, DeliveryState::refused, DeliveryState::parked}) {
    bench.lane[1].state = state;
    EXPECT_TRUE(bench.plan().create.empty()) << name(state);
  }
}

TEST_F(Contradiction, what_we_learned_otherwise_is_none) {
  bench.peer_says(Status::processing, 50);
  bench.view.how = Knowledge::read_back;
  EXPECT_TRUE(bench.plan().create.empty());
}

}  // namespace
}  // namespace lienthong::domain
