#include "domain/post/postal_alarm.hpp"

#include "unit/domain_post/world.hpp"

#include <gtest/gtest.h>

namespace lienthong::domain {
namespace {

using namespace testing;
using Kind = PostalAlarm::Kind;
using Kinds = std::vector<Kind>;
using std::chrono::milliseconds;

Kinds raised(const std::vector<TrackingEvent>& events, const LegSituation& situation,
             const OrderNumber& number = delivery) {
  Kinds out;
  for (const PostalAlarm& alarm : alarms_of(leg_of(events, number), situation, limits(number.leg())))
    out.push_back(alarm.kind);
  return out;
}

TEST(PostalAlarm, silence_after_the_order_and_between_two_words_have_their_own_limits) {
  EXPECT_EQ(raised({}, {.now = at(24)}), Kinds{});
  EXPECT_EQ(raised({}, {.now = at(24) + milliseconds{1}}), Kinds{Kind::silent});
  const std::vector posted{heard(10, PostalMovement::posted)};
  EXPECT_EQ(raised(posted, {.now = at(82)}), Kinds{});
  EXPECT_EQ(raised(posted, {.now = at(82) + milliseconds{1}}), Kinds{Kind::silent});
}

TEST(PostalAlarm, a_code_that_nobody_knows_breaks_the_silence) {
  EXPECT_EQ(raised({heard(10, PostalMovement::posted), heard(50, std::nullopt)}, {.now = at(100)}), Kinds{});
}

TEST(PostalAlarm, the_end_ends_the_silence) {
  EXPECT_EQ(raised({heard(10, PostalMovement::delivered)}, {.now = at(9999)}), Kinds{});
}

TEST(PostalAlarm, carries_the_legal_deadline) {
  const auto alarms = alarms_of(leg_of({}), {.now = at(30), .due_at = at(26)}, limits());
  ASSERT_EQ(alarms.size(), 1U);
  EXPECT_EQ(alarms.front().since, at(0));
  EXPECT_EQ(alarms.front().due_at, at(26));
  EXPECT_EQ(alarms.front().left, std::chrono::hours{-4});
  EXPECT_EQ(alarms_of(leg_of({}), {.now = at(30)}, limits()).front().left, std::nullopt);
}

TEST(PostalAlarm, a_failed_attempt_until_the_next_word) {
  std::vector events{heard(1, PostalMovement::posted), heard(2, PostalMovement::attempt_failed)};
  EXPECT_EQ(raised(events, {.now = at(3)}), Kinds{Kind::attempt_failed});
  EXPECT_EQ(raised(events, {.now = at(99)}), (Kinds{Kind::silent, Kind::attempt_failed}));
  events.push_back(heard(4, PostalMovement::out_for_delivery));
  EXPECT_EQ(raised(events, {.now = at(5)}), Kinds{});
}

TEST(PostalAlarm, an_item_that_waits_is_watched_by_its_own_limit) {
  const std::vector waiting{heard(1, PostalMovement::at_collection_point)};
  EXPECT_EQ(raised(waiting, {.now = at(121)}), Kinds{});
  EXPECT_EQ(raised(waiting, {.now = at(121) + milliseconds{1}}), Kinds{Kind::held_too_long});
}

TEST(PostalAlarm, returns_and_contradictions) {
  EXPECT_EQ(raised({heard(5, PostalMovement::returned_to_sender)}, {.now = at(6)}), Kinds{Kind::returned_to_sender});
  EXPECT_EQ(raised({heard(5, PostalMovement::delivered), heard(6, PostalMovement::returned_to_sender)}, {.now = at(7)}),
            Kinds{Kind::ends_disagree});
}

TEST(PostalAlarm, returned_before_the_post_delivered) {
  EXPECT_EQ(raised({heard(1, PostalMovement::posted)}, {.now = at(3), .returned_at = at(2)}),
            Kinds{Kind::returned_before_emi});
  EXPECT_EQ(raised({heard(5, PostalMovement::delivered)}, {.now = at(6), .returned_at = at(4)}),
            Kinds{Kind::returned_before_emi});
  EXPECT_EQ(raised({heard(5, PostalMovement::delivered)}, {.now = at(6), .returned_at = at(5)}), Kinds{});
}

TEST(PostalAlarm, after_a_return_the_citizen_may_come_to_the_counter) {
  const std::vector back{heard(5, PostalMovement::returned_to_sender)};
  EXPECT_EQ(raised(back, {.now = at(9), .returned_at = at(8)}), Kinds{}) << "and has";
  EXPECT_EQ(raised(back, {.now = at(9), .returned_at = at(4)}),
            (Kinds{Kind::returned_to_sender, Kind::returned_before_emi}));
}

TEST(PostalAlarm, an_item_that_was_taken_back_must_not_be_carried) {
  std::vector<TrackingEvent> events;
  EXPECT_EQ(raised(events, {.now = at(3), .wanted = false}), Kinds{}) << "nobody carries it";
  events.push_back(heard(1, PostalMovement::posted));
  EXPECT_EQ(raised(events, {.now = at(3)}), Kinds{});
  EXPECT_EQ(raised(events, {.now = at(3), .wanted = false}), Kinds{Kind::not_wanted});
  events.push_back(heard(5, PostalMovement::delivered));
  EXPECT_EQ(raised(events, {.now = at(6), .wanted = false}), Kinds{Kind::not_wanted});
  const LegSituation for_the_counter{.now = at(6), .registered_channel = ReturnChannel::counter, .wanted = false};
  EXPECT_EQ(raised(events, for_the_counter), Kinds{Kind::channel_mismatch}) << "one alarm for one mistake";
  events.back() = heard(5, PostalMovement::returned_to_sender);
  EXPECT_EQ(raised(events, {.now = at(6), .wanted = false}), Kinds{Kind::returned_to_sender}) << "it is back";
}

TEST(PostalAlarm, an_order_that_the_post_keeps_although_it_was_taken_back) {
  const LegSituation refused{.now = at(3), .cancel_refused_at = at(2)};
  EXPECT_EQ(raised({}, refused), Kinds{Kind::cancel_refused});
  EXPECT_EQ(alarms_of(leg_of({}), refused, limits()).front().since, at(2));
  EXPECT_EQ(raised({heard(2, PostalMovement::delivered)}, refused), Kinds{}) << "there is nothing left to take back";
}

TEST(PostalAlarm, the_collection_of_a_dossier_says_nothing_of_its_result) {
  EXPECT_EQ(raised({heard(1, PostalMovement::posted, collection)}, {.now = at(3), .returned_at = at(2)}, collection),
            Kinds{});
}

TEST(PostalAlarm, delivered_by_post_to_one_who_wanted_to_come) {
  const std::vector delivered{heard(5, PostalMovement::delivered)};
  for (const auto channel : {ReturnChannel::counter, ReturnChannel::online}) {
    EXPECT_EQ(raised(delivered, {.now = at(6), .registered_channel = channel}), Kinds{Kind::channel_mismatch});
  }
  EXPECT_EQ(raised(delivered, {.now = at(6), .registered_channel = ReturnChannel::post}), Kinds{});
}

TEST(PostalLimits, the_version_of_the_day_of_the_order_holds) {
  PostalLimits later = limits();
  later.valid_from = std::chrono::year{2025} / 6 / 15;
  later.attempts = 3;
  const auto rules = PostalRules::from({limits(Leg::collect), limits(), later}).value();
  EXPECT_EQ(rules.of(Leg::deliver, at(23))->attempts, 2);
  EXPECT_EQ(rules.of(Leg::deliver, at(24))->attempts, 3);
  EXPECT_EQ(rules.of(Leg::collect, at(24))->attempts, 2);
  EXPECT_EQ(rules.of(Leg::deliver, at(-9999)).error().code(), "postal.no_limits");
}

TEST(PostalLimits, what_is_no_table_is_refused_with_every_problem) {
  PostalLimits no_day = limits();
  no_day.valid_from = std::chrono::year{2025} / 2 / 30;
  PostalLimits idle = limits();
  idle.silence = std::chrono::hours{0};
  const auto refused = PostalRules::from({no_day, idle, limits()});
  ASSERT_FALSE(refused);
  for (const std::string_view problem :
       {"no limits for leg 'collect'", "a day that does not exist", "not positive", "two limits of leg 'deliver'"}) {
    EXPECT_NE(refused.error().text().find(problem), std::string::npos) << problem;
  }
}

}  // namespace
}  // namespace lienthong::domain
