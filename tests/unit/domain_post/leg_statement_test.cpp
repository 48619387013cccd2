#include "domain/post/leg_statement.hpp"

#include "unit/domain_post/world.hpp"

#include <gtest/gtest.h>

namespace lienthong::domain {
namespace {

using namespace testing;
using Kind = LegStatement::Kind;

LegStatement says(const std::vector<TrackingEvent>& events, const OrderNumber& number = delivery) {
  return statement_of(leg_of(events, number), limits(number.leg()));
}

PostalLeg delivery_leg(std::uint32_t serial, int ordered_at, std::optional<PostalMovement> last) {
  std::vector<TrackingEvent> events;
  if (last) {
    TrackingEvent event = heard(ordered_at + 1, *last);
    event.item = item(serial);
    events.push_back(identified(event));
  }
  return fold_leg({delivery, item(serial), at(ordered_at)}, events);
}

PostalRules rules() { return PostalRules::from({limits(Leg::collect), limits()}).value(); }

TEST(LegStatement, the_delivery_of_the_result_is_evidence_for_status_10) {
  const auto delivered = heard(5, PostalMovement::delivered);
  const auto statement = says({heard(1, PostalMovement::posted), delivered});
  EXPECT_EQ(statement, (LegStatement{Kind::result_delivered, at(5), delivered.id}));
}

TEST(LegStatement, the_dossier_that_arrives_is_no_result) {
  const std::vector events{heard(1, PostalMovement::posted, collection),
                           heard(5, PostalMovement::delivered, collection)};
  EXPECT_EQ(says(events, collection).kind, Kind::dossier_arrived);
  EXPECT_EQ(result_returned(leg_of(events, collection)), std::nullopt);
}

TEST(LegStatement, a_collection_that_went_back_is_news_for_the_citizen) {
  const std::vector events{heard(5, PostalMovement::returned_to_sender, collection)};
  EXPECT_EQ(says(events, collection).kind, Kind::citizen_to_be_told);
}

TEST(LegStatement, a_failed_attempt_is_news_and_the_last_one_calls_to_the_counter) {
  std::vector events{heard(1, PostalMovement::posted), heard(2, PostalMovement::attempt_failed)};
  EXPECT_EQ(says(events).kind, Kind::citizen_to_be_told);
  events.push_back(heard(3, PostalMovement::attempt_failed));
  EXPECT_EQ(says(events).kind, Kind::waiting_at_counter);
  events.push_back(heard(4, PostalMovement::out_for_delivery));
  EXPECT_EQ(says(events).kind, Kind::nothing_new) << "they try once more";
}

TEST(LegStatement, an_item_that_waits_is_news_for_the_citizen) {
  EXPECT_EQ(says({heard(1, PostalMovement::held_at_delivery_office)}).kind, Kind::citizen_to_be_told);
  EXPECT_EQ(says({heard(1, PostalMovement::at_collection_point)}).kind, Kind::citizen_to_be_told);
}

TEST(LegStatement, a_return_to_sender_is_never_10) {
  const std::vector events{heard(1, PostalMovement::posted), heard(5, PostalMovement::returned_to_sender)};
  EXPECT_EQ(says(events).kind, Kind::waiting_at_counter);
  EXPECT_EQ(result_returned(leg_of(events)), std::nullopt);
}

TEST(LegStatement, a_contradiction_is_for_a_person) {
  const std::vector events{heard(5, PostalMovement::delivered), heard(7, PostalMovement::returned_to_sender)};
  EXPECT_EQ(says(events).kind, Kind::contradictory);
  EXPECT_EQ(result_returned(leg_of(events)), std::nullopt);
}

TEST(LegStatement, the_way_says_nothing) {
  for (const PostalMovement movement :
       {PostalMovement::posted, PostalMovement::entered_sorting_centre, PostalMovement::held_by_customs,
        PostalMovement::arrived_at_delivery_office, PostalMovement::out_for_delivery}) {
    EXPECT_EQ(says({heard(1, movement)}).kind, Kind::nothing_new) << name(movement);
  }
  EXPECT_EQ(says({}).kind, Kind::nothing_new);
}

TEST(LegStatement, the_move_is_the_carriers_at_its_own_time) {
  TrackingEvent by_ems = heard(5, PostalMovement::delivered);
  by_ems.source = ems;
  const auto move = result_returned(leg_of({heard(6, PostalMovement::delivered), identified(by_ems)}));
  ASSERT_TRUE(move);
  EXPECT_EQ(move->source, ems) << "the first of two words for one end";
  EXPECT_EQ(move->dossier, dossier);
  EXPECT_EQ(move->occurred_at, at(5));
  EXPECT_EQ(move->move, (Move{Status::returned, "", Evidence::stated}));
  EXPECT_EQ(move->id, derive_event_id(*move));
}

TEST(Deliveries, the_latest_order_speaks_for_the_dossier) {
  const std::vector legs{delivery_leg(2, 100, PostalMovement::out_for_delivery),
                         delivery_leg(1, 0, PostalMovement::returned_to_sender)};
  EXPECT_EQ(statement_of_deliveries(legs, rules())->kind, Kind::nothing_new);
}

TEST(Deliveries, one_that_delivered_speaks_for_all) {
  const std::vector legs{delivery_leg(1, 0, PostalMovement::delivered),
                         delivery_leg(2, 100, PostalMovement::returned_to_sender)};
  EXPECT_EQ(statement_of_deliveries(legs, rules())->kind, Kind::result_delivered);
}

TEST(Deliveries, a_contradiction_is_not_hidden_by_a_later_order) {
  const PostalLeg odd = leg_of({heard(5, PostalMovement::delivered), heard(7, PostalMovement::returned_to_sender)});
  const std::vector legs{odd, delivery_leg(2, 100, PostalMovement::posted)};
  EXPECT_EQ(statement_of_deliveries(legs, rules())->kind, Kind::contradictory);
}

TEST(Deliveries, collections_are_no_deliveries) {
  const std::vector legs{leg_of({heard(5, PostalMovement::delivered, collection)}, collection)};
  EXPECT_EQ(statement_of_deliveries(legs, rules()), std::nullopt);
  EXPECT_EQ(statement_of_deliveries({}, rules()), std::nullopt);
}

}  // namespace
}  // namespace lienthong::domain
