#include "transport/rate_limiter.hpp"

#include <gtest/gtest.h>

namespace lienthong::transport {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

const RateLimiter::Steady start{seconds{1000}};

TEST(RateLimiter, LetsABurstThroughAndThenPaces) {
  RateLimiter limiter(milliseconds{100}, 3);
  EXPECT_TRUE(limiter.try_take(start));
  EXPECT_TRUE(limiter.try_take(start));
  EXPECT_TRUE(limiter.try_take(start));
  EXPECT_FALSE(limiter.try_take(start));
  EXPECT_EQ(limiter.wait(start), milliseconds{100});
  EXPECT_TRUE(limiter.try_take(start + milliseconds{100}));
  EXPECT_FALSE(limiter.try_take(start + milliseconds{100}));
}

TEST(RateLimiter, AskingTakesNothing) {
  RateLimiter limiter(milliseconds{100}, 1);
  for (int i = 0; i < 10; ++i) EXPECT_EQ(limiter.wait(start), RateLimiter::Duration::zero());
  EXPECT_TRUE(limiter.try_take(start));
}

TEST(RateLimiter, SavesNoMoreThanTheBurst) {
  RateLimiter limiter(milliseconds{100}, 2);
  EXPECT_TRUE(limiter.try_take(start));
  const auto much_later = start + seconds{60};
  EXPECT_TRUE(limiter.try_take(much_later));
  EXPECT_TRUE(limiter.try_take(much_later));
  EXPECT_FALSE(limiter.try_take(much_later));
}

TEST(RateLimiter, KeepsItsRateInTheLongRun) {
  RateLimiter limiter(milliseconds{100}, 5);
  int taken = 0;
  for (int ms = 0; ms < 10'000; ++ms) taken += limiter.try_take(start + milliseconds{ms}) ? 1 : 0;
  EXPECT_EQ(taken, 104);  // 100 in ten seconds, and four saved at the start
}

TEST(RateLimiter, ZeroIntervalMeansNoLimit) {
  RateLimiter limiter(RateLimiter::Duration::zero(), 1);
  for (int i = 0; i < 1000; ++i) EXPECT_TRUE(limiter.try_take(start));
}

TEST(RateLimiter, APauseHoldsEverybodyAndTheLaterOneWins) {
  RateLimiter limiter(milliseconds{1}, 100);
  limiter.pause_until(start + seconds{30});
  limiter.pause_until(start + seconds{10});
  EXPECT_FALSE(limiter.try_take(start + seconds{29}));
  EXPECT_EQ(limiter.wait(start), seconds{30});
  EXPECT_TRUE(limiter.try_take(start + seconds{30}));
}

}  // namespace
}  // namespace lienthong::transport
