#include "unit/domain_post/world.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace lienthong::domain {
namespace {

using namespace testing;
using Kind = LegIrregularity::Kind;
using Kinds = std::vector<Kind>;

TEST(PostalLeg, nothing_heard_is_ordered_since_the_order) {
  const PostalLeg leg = leg_of({});
  EXPECT_EQ(leg.state, LegState::ordered);
  EXPECT_EQ(leg.since, at(0));
  EXPECT_EQ(leg.last_heard, at(0));
}

TEST(PostalLeg, the_ordinary_way) {
  const std::vector<std::pair<PostalMovement, LegState>> way{
      {PostalMovement::posted, LegState::posted},
      {PostalMovement::entered_sorting_centre, LegState::in_transit},
      {PostalMovement::left_sorting_centre, LegState::in_transit},
      {PostalMovement::arrived_at_delivery_office, LegState::at_delivery_office},
      {PostalMovement::out_for_delivery, LegState::out_for_delivery},
      {PostalMovement::attempt_failed, LegState::attempt_failed},
      {PostalMovement::at_collection_point, LegState::held_for_addressee},
      {PostalMovement::delivered, LegState::delivered}};
  std::vector<TrackingEvent> events;
  for (const auto& [movement, state] : way) {
    events.push_back(heard(static_cast<int>(events.size()), movement));
    const PostalLeg leg = leg_of(events);
    EXPECT_EQ(leg.state, state);
    EXPECT_EQ(leg.since, events.back().occurred_at);
    EXPECT_EQ(leg.reason, events.back().id);
  }
  EXPECT_EQ(kinds(leg_of(events)), Kinds{});
}

TEST(PostalLeg, customs_and_the_way_abroad) {
  EXPECT_EQ(leg_of({heard(1, PostalMovement::posted), heard(2, PostalMovement::held_by_customs)}).state,
            LegState::held_by_customs);
  EXPECT_EQ(leg_of({heard(1, PostalMovement::posted), heard(2, PostalMovement::left_outward_office)}).state,
            LegState::in_transit);
}

TEST(PostalLeg, own_time_decides_and_not_arrival) {
  const PostalLeg leg = leg_of({heard(9, PostalMovement::out_for_delivery), heard(1, PostalMovement::posted)});
  EXPECT_EQ(leg.state, LegState::out_for_delivery);
  EXPECT_EQ(leg.events.front().movement, PostalMovement::posted);
}

TEST(PostalLeg, delivered_wins_over_what_comes_later_and_the_late_word_is_named) {
  const PostalLeg leg = leg_of({heard(1, PostalMovement::posted), heard(5, PostalMovement::delivered),
                                heard(6, PostalMovement::out_for_delivery)});
  EXPECT_EQ(leg.state, LegState::delivered);
  EXPECT_EQ(leg.since, at(5));
  EXPECT_EQ(kinds(leg), Kinds{Kind::movement_after_end});
  EXPECT_EQ(leg.last_heard, at(6));
}

TEST(PostalLeg, what_shares_the_second_of_the_end_was_before_it) {
  EXPECT_EQ(leg_of({heard(5, PostalMovement::delivered), heard(5, PostalMovement::out_for_delivery),
                    heard(1, PostalMovement::posted)})
                .state,
            LegState::delivered);
}

TEST(PostalLeg, the_end_said_twice_is_one_end) {
  const PostalLeg leg = leg_of(
      {heard(1, PostalMovement::posted), heard(5, PostalMovement::delivered), heard(7, PostalMovement::delivered)});
  EXPECT_EQ(leg.since, at(5));
  EXPECT_EQ(kinds(leg), Kinds{});
}

TEST(PostalLeg, two_different_ends_are_a_contradiction) {
  const PostalLeg leg = leg_of({heard(1, PostalMovement::posted), heard(5, PostalMovement::delivered),
                                heard(7, PostalMovement::returned_to_sender)});
  EXPECT_EQ(leg.state, LegState::delivered);
  EXPECT_EQ(kinds(leg), Kinds{Kind::ends_disagree});
}

TEST(PostalLeg, a_correction_puts_the_wrong_event_aside) {
  const auto wrong = heard(5, PostalMovement::delivered);
  const auto right = correcting(heard(5, PostalMovement::attempt_failed), wrong);
  const PostalLeg leg = leg_of({heard(1, PostalMovement::posted), right, wrong});
  EXPECT_EQ(leg.state, LegState::attempt_failed);
  EXPECT_EQ(leg.corrected, std::vector{wrong});
  EXPECT_EQ(kinds(leg), Kinds{});
}

TEST(PostalLeg, a_correction_may_be_corrected_and_the_first_word_stays_aside) {
  const auto first = heard(5, PostalMovement::delivered);
  const auto second = correcting(heard(5, PostalMovement::returned_to_sender), first);
  const auto third = correcting(heard(5, PostalMovement::attempt_failed), second);
  const PostalLeg leg = leg_of({heard(1, PostalMovement::posted), third, second, first});
  EXPECT_EQ(leg.state, LegState::attempt_failed);
  EXPECT_EQ(leg.corrected.size(), 2U);
}

TEST(PostalLeg, nobody_corrects_the_word_of_another) {
  const auto theirs = heard(5, PostalMovement::delivered);
  TrackingEvent foreign = heard(6, PostalMovement::attempt_failed);
  foreign.source = ems;
  const PostalLeg leg = leg_of({heard(1, PostalMovement::posted), theirs, correcting(foreign, theirs)});
  EXPECT_EQ(leg.state, LegState::delivered);
  EXPECT_EQ(kinds(leg), (Kinds{Kind::corrects_other_source, Kind::movement_after_end}));
}

TEST(PostalLeg, a_correction_of_something_unheard_counts_and_is_named) {
  const auto right = correcting(heard(5, PostalMovement::attempt_failed), heard(4, PostalMovement::delivered));
  const PostalLeg leg = leg_of({heard(1, PostalMovement::posted), right});
  EXPECT_EQ(leg.state, LegState::attempt_failed);
  EXPECT_EQ(kinds(leg), Kinds{Kind::corrects_unheard_event});
}

TEST(PostalLeg, a_code_that_nobody_documented_moves_nothing_and_breaks_the_silence) {
  const PostalLeg leg = leg_of({heard(1, PostalMovement::posted), heard(8, std::nullopt)});
  EXPECT_EQ(leg.state, LegState::posted);
  EXPECT_EQ(leg.since, at(1));
  EXPECT_EQ(leg.last_heard, at(8));
  EXPECT_EQ(kinds(leg), Kinds{Kind::undocumented_code});
}

TEST(PostalLeg, odd_beginnings_and_mute_attempts_are_named) {
  TrackingEvent mute = heard(2, PostalMovement::attempt_failed);
  mute.note.clear();
  EXPECT_EQ(kinds(leg_of({heard(1, PostalMovement::out_for_delivery), identified(mute)})),
            (Kinds{Kind::begins_without_posting, Kind::attempt_without_reason}));
  EXPECT_EQ(kinds(leg_of({heard(1, std::nullopt), heard(2, PostalMovement::out_for_delivery)})),
            Kinds{Kind::undocumented_code})
      << "the code that nobody knows may have been the posting";
}

TEST(PostalLeg, attempts_are_counted_by_their_moments) {
  TrackingEvent again = heard(5, PostalMovement::attempt_failed);
  again.source = ems;
  const PostalLeg leg = leg_of({heard(1, PostalMovement::posted), heard(5, PostalMovement::attempt_failed),
                                identified(again), heard(9, PostalMovement::attempt_failed)});
  EXPECT_EQ(leg.failed_attempts, 2);
}

TEST(PostalLeg, takes_the_item_number_that_the_post_chose) {
  const auto event = heard(1, PostalMovement::posted);
  const PostalLeg leg = fold_leg({delivery, std::nullopt, at(0)}, std::vector{event});
  EXPECT_EQ(leg.item, event.item);
}

TEST(PostalLeg, events_of_two_legs_are_a_broken_invariant) {
  TrackingEvent other_item = heard(1, PostalMovement::posted);
  other_item.item = item(9);
  const std::vector two_items{heard(2, PostalMovement::posted), identified(other_item)};
  EXPECT_THROW(static_cast<void>(fold_leg({delivery, std::nullopt, at(0)}, two_items)), std::logic_error);
  EXPECT_THROW(static_cast<void>(leg_of({heard(1, PostalMovement::posted, collection)})), std::logic_error);
}

}  // namespace
}  // namespace lienthong::domain
