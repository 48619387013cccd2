#include "unit/domain/lane_bench.hpp"

#include <gtest/gtest.h>

namespace lienthong::domain {
namespace {

using namespace testing;

TEST(PlanDocuments, the_introduction_goes_before_the_steps_and_later_ones_after_them) {
  LaneBench bench;
  bench.document("d1");
  bench.step("e1", 1, Status::accepted);
  bench.commit();
  bench.document("d2");
  bench.step("e2", 5, Status::processing);
  bench.commit();
  EXPECT_EQ(bench.told(), (Subjects{"d1", "e1", "e2", "d2"}));
}

TEST(PlanDocuments, a_peer_that_has_the_dossier_needs_no_introduction) {
  LaneBench bench;
  bench.view.presence = Presence::present;
  bench.document("d1");
  bench.step("e1", 1, Status::accepted);
  bench.commit();
  EXPECT_EQ(bench.told(), (Subjects{"e1", "d1"}));
}

TEST(PlanDocuments, the_same_content_is_told_once) {
  LaneBench bench;
  bench.document("d1");
  bench.commit();
  for (const auto state : {DeliveryState::waiting, DeliveryState::in_flight, DeliveryState::unknown,
                           DeliveryState::delivered, DeliveryState::refused, DeliveryState::parked}) {
    bench.lane[0].state = state;
    EXPECT_TRUE(bench.plan().create.empty()) << name(state);
  }
}

TEST(PlanDocuments, a_waiting_introduction_with_nothing_behind_it_is_superseded) {
  LaneBench bench;
  bench.document("d1");
  bench.commit();
  bench.document("d2");
  EXPECT_EQ(bench.commit().supersede, std::vector<DeliveryId>{DeliveryId{1}});
  EXPECT_EQ(bench.told(), Subjects{"d2"});
}

TEST(PlanDocuments, an_introduction_with_a_step_behind_it_stays_and_the_middle_one_goes) {
  LaneBench bench;
  bench.document("d1");
  bench.step("e1", 1, Status::accepted);
  bench.commit();
  bench.document("d2");
  EXPECT_TRUE(bench.commit().supersede.empty());
  bench.document("d3");
  EXPECT_EQ(bench.commit().supersede, std::vector<DeliveryId>{DeliveryId{3}});
  EXPECT_EQ(bench.told(), (Subjects{"d1", "e1", "d3"}));
}

TEST(PlanDocuments, once_introduced_a_waiting_update_is_superseded_even_with_steps_behind_it) {
  LaneBench bench;
  bench.document("d1");
  bench.commit();
  bench.drain();
  bench.document("d2");
  bench.commit();
  bench.step("e1", 1, Status::accepted);
  bench.commit();
  bench.document("d3");
  bench.commit();
  EXPECT_EQ(bench.told(), (Subjects{"d1", "e1", "d3"}));
}

TEST(PlanDocuments, an_introduction_that_may_have_arrived_makes_the_next_waiting_one_an_update) {
  for (const auto state : {DeliveryState::in_flight, DeliveryState::unknown}) {
    LaneBench bench;
    bench.document("d1");
    bench.commit();
    bench.lane[0].state = state;
    bench.document("d2");
    bench.commit();
    bench.step("e1", 1, Status::accepted);
    bench.commit();
    EXPECT_EQ(bench.told(), (Subjects{"d1", "d2", "e1"})) << name(state);
    bench.document("d3");
    EXPECT_EQ(bench.commit().supersede, std::vector<DeliveryId>{DeliveryId{2}});
  }
}

TEST(PlanDocuments, a_refused_introduction_makes_room_for_corrected_data_and_its_steps_follow_that) {
  LaneBench bench;
  bench.document("d1");
  bench.step("e1", 1, Status::accepted);
  bench.commit();
  bench.lane[0].state = DeliveryState::refused;
  bench.document("d2");
  EXPECT_EQ(bench.commit().supersede, (std::vector<DeliveryId>{DeliveryId{1}, DeliveryId{2}}));
  EXPECT_EQ(bench.told(), (Subjects{"d2", "e1"}));
}

TEST(PlanDocuments, what_was_tried_behind_a_refused_document_keeps_its_place) {
  LaneBench bench;
  bench.document("d1");
  bench.step("e1", 1, Status::accepted);
  bench.commit();
  bench.lane[0].state = DeliveryState::refused;
  bench.lane[1].attempts = 1;
  bench.document("d2");
  EXPECT_EQ(bench.commit().supersede, std::vector<DeliveryId>{DeliveryId{1}});
}

TEST(PlanDocuments, one_that_is_out_or_parked_is_never_superseded) {
  for (const auto state :
       {DeliveryState::in_flight, DeliveryState::unknown, DeliveryState::delivered, DeliveryState::parked}) {
    LaneBench bench;
    bench.document("d1");
    bench.commit();
    bench.lane[0].state = state;
    bench.document("d2");
    const auto plan = bench.plan();
    EXPECT_TRUE(plan.supersede.empty()) << name(state);
    EXPECT_EQ(plan.create.size(), 1U) << name(state);
  }
}

TEST(PlanDocuments, every_version_goes_where_the_peer_wants_every_one) {
  LaneBench bench;
  bench.document("d1", Collapse::every);
  bench.commit();
  bench.document("d2", Collapse::every);
  EXPECT_TRUE(bench.commit().supersede.empty());
  EXPECT_EQ(bench.told(), (Subjects{"d1", "d2"}));
}

TEST(PlanDocuments, a_return_to_an_older_content_is_news_under_a_new_key) {
  LaneBench bench;
  for (const auto* digest : {"d1", "d2", "d1"}) {
    bench.document(digest);
    bench.commit();
    bench.drain();
  }
  EXPECT_EQ(bench.told(), (Subjects{"d1", "d2", "d1"}));
  EXPECT_NE(bench.lane[0].key, bench.lane[2].key);
  EXPECT_EQ(bench.view.document_digest, "d1");
}

TEST(PlanDocuments, steps_told_again_behind_a_late_one_do_not_hold_the_introduction) {
  LaneBench bench;
  bench.document("d1");
  bench.step("e2", 5, Status::processing);
  bench.commit();
  bench.document("d2");
  bench.step("e1", 1, Status::accepted);
  bench.commit();
  EXPECT_EQ(bench.told(), (Subjects{"d2", "e1", "e2"}));
}

TEST(PlanDocuments, documents_of_other_kinds_are_not_the_introduction) {
  LaneBench bench;
  bench.document("d1");
  bench.documents.push_back({"receipt", "r1", "{}", std::nullopt, at(0), Collapse::latest});
  bench.step("e1", 1, Status::accepted);
  bench.commit();
  EXPECT_EQ(bench.told(), (Subjects{"d1", "e1", "r1"}));
  bench.documents[1].digest = "r2";
  bench.commit();
  EXPECT_EQ(bench.told(), (Subjects{"d1", "e1", "r2"}));
}

}  // namespace
}  // namespace lienthong::domain
