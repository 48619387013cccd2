#include "console/carrier/attempt_limit.hpp"

#include <gtest/gtest.h>

namespace lienthong::console {
namespace {

using std::chrono::minutes;

const AttemptLimit::Moment start{std::chrono::hours(1)};

AttemptLimit after_wrong_ones(int times) {
  AttemptLimit limit{{}};
  for (int i = 0; i < times; ++i) limit.wrong("a", start);
  return limit;
}

TEST(AttemptLimit, the_fifth_wrong_one_locks) {
  EXPECT_FALSE(after_wrong_ones(4).locked("a", start));
  EXPECT_TRUE(after_wrong_ones(5).locked("a", start));
}

TEST(AttemptLimit, a_lock_is_of_one_name) { EXPECT_FALSE(after_wrong_ones(5).locked("b", start)); }

TEST(AttemptLimit, a_lock_ends_fifteen_minutes_after_the_last_wrong_one) {
  const AttemptLimit limit = after_wrong_ones(5);
  EXPECT_TRUE(limit.locked("a", start + minutes(15) - std::chrono::nanoseconds(1)));
  EXPECT_FALSE(limit.locked("a", start + minutes(15)));
}

TEST(AttemptLimit, after_a_lock_there_are_five_attempts_again) {
  AttemptLimit limit = after_wrong_ones(5);
  const auto later = start + minutes(15);
  for (int i = 0; i < 4; ++i) limit.wrong("a", later);
  EXPECT_FALSE(limit.locked("a", later));
  limit.wrong("a", later);
  EXPECT_TRUE(limit.locked("a", later));
}

TEST(AttemptLimit, a_right_one_forgets_the_wrong_ones) {
  AttemptLimit limit = after_wrong_ones(4);
  limit.right("a");
  limit.wrong("a", start);
  EXPECT_FALSE(limit.locked("a", start));
}

TEST(AttemptLimit, wrong_ones_that_lie_far_apart_do_not_add_up) {
  AttemptLimit limit{{}};
  for (int i = 0; i < 20; ++i) limit.wrong("a", start + minutes(15) * i);
  EXPECT_FALSE(limit.locked("a", start + minutes(15) * 19));
}

}  // namespace
}  // namespace lienthong::console
