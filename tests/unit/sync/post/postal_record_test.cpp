#include "sync/post/postal_record.hpp"

#include "post_world.hpp"

#include <gtest/gtest.h>

namespace lienthong::sync {
namespace {

using namespace testing;
using domain::LegState;
using domain::PostalMovement;

PostalRecord record(const std::vector<PostalFact>& facts, const domain::OrderNumber& number = delivery) {
  std::vector<storage::JournalRow> rows;
  for (const PostalFact& fact : facts) rows.push_back(row(static_cast<std::int64_t>(rows.size()) + 1, number, fact));
  return fold_record(number, rows).value();
}

TEST(PostalRecord, IsNothingWithoutEntries) {
  const auto empty = record({});
  EXPECT_TRUE(legs_of(empty).empty());
  EXPECT_EQ(current_leg(empty, {}), nullptr);
}

TEST(PostalRecord, HasALegAsSoonAsItIsOrdered) {
  const auto placed = record({OrderPlaced{1, item(1), at("08:00:00")}});
  const auto legs = legs_of(placed);
  ASSERT_EQ(legs.size(), 1U);
  EXPECT_EQ(legs[0].state, LegState::ordered);
  EXPECT_EQ(legs[0].item, item(1));
  EXPECT_EQ(legs[0].order.ordered_at, at("08:00:00"));
}

TEST(PostalRecord, TakesTheNumberThatThePostChose) {
  const auto chosen = record({OrderPlaced{1, std::nullopt, at("08:00:00")},
                              EventHeard{heard("10:00:00", PostalMovement::posted, delivery, 7), at("10:05:00")}});
  const auto legs = legs_of(chosen);
  ASSERT_EQ(legs.size(), 1U);
  EXPECT_EQ(legs[0].item, item(7));
  EXPECT_EQ(legs[0].order.ordered_at, at("08:00:00"));
}

TEST(PostalRecord, KeepsTheItemsOfTwoRoundsApart) {
  const auto twice = record({OrderPlaced{1, item(1), at("08:00:00")}, CancelAsked{1, at("08:10:00")},
                             OrderCancelled{1, at("08:20:00")}, OrderPlaced{2, item(2), at("09:00:00")},
                             EventHeard{heard("10:00:00", PostalMovement::posted, delivery, 1), at("10:05:00")}});
  const auto legs = legs_of(twice);
  ASSERT_EQ(legs.size(), 2U);
  EXPECT_EQ(cancelled_at(twice, legs[0]), at("08:20:00")) << "cancelled, and posted all the same";
  EXPECT_EQ(legs[1].state, LegState::ordered);
  EXPECT_EQ(cancelled_at(twice, legs[1]), std::nullopt);
  ASSERT_NE(current_leg(twice, legs), nullptr);
  EXPECT_EQ(current_leg(twice, legs)->item, item(2));
}

TEST(PostalRecord, WaitsSinceItFirstLackedSomethingUntilItIsOrderedOrNotWanted) {
  const OrderWaits first{1, {OrderGap::applicant_phone, OrderGap::applicant_address}, at("08:00:00")};
  const OrderWaits second{2, {OrderGap::applicant_phone}, at("08:30:00")};
  const auto waits = record({first, second});
  ASSERT_TRUE(waits.wait);
  EXPECT_EQ(waits.wait->since, at("08:00:00"));
  EXPECT_EQ(waits.wait->gaps, std::vector{OrderGap::applicant_phone});
  EXPECT_EQ(waits.last_wait_turn, 2);
  EXPECT_TRUE(legs_of(waits).empty()) << "there is no order yet";
  EXPECT_FALSE(record({first, second, WaitEnded{2, at("09:00:00")}}).wait);
  EXPECT_FALSE(record({first, OrderPlaced{1, std::nullopt, at("09:00:00")}}).wait);
}

TEST(PostalRecord, TakesAnOrderOfOthersToBeMadeWhenItWasFirstHeardOf) {
  const auto others = record({EventHeard{heard("10:00:00", PostalMovement::left_outward_office), at("12:00:00")},
                              EventHeard{heard("09:00:00", PostalMovement::posted), at("12:00:00")}});
  const auto legs = legs_of(others);
  ASSERT_EQ(legs.size(), 1U);
  EXPECT_EQ(legs[0].order.ordered_at, at("09:00:00"));
  EXPECT_EQ(others.last_round(), nullptr);
}

}  // namespace
}  // namespace lienthong::sync
