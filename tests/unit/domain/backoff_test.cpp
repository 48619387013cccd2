#include "domain/backoff.hpp"

#include <gtest/gtest.h>

#include <cstdint>

namespace lienthong::domain {
namespace {

using namespace std::chrono_literals;

/// Draws the lowest or the highest, and remembers what it was asked for.
class Extreme final : public base::Random {
 public:
  enum class End { low, high };
  explicit Extreme(End end) : end_(end) {}
  std::int64_t between(std::int64_t low, std::int64_t high) override {
    EXPECT_LE(low, high);
    return end_ == End::low ? low : high;
  }

 private:
  End end_;
};

Extreme lowest{Extreme::End::low};
Extreme highest{Extreme::End::high};
const Backoff backoff{1s, 60s, 300s};

TEST(Backoff, draws_between_the_base_and_three_times_the_previous_delay) {
  EXPECT_EQ(backoff.next(4s, std::nullopt, lowest), 1s);
  EXPECT_EQ(backoff.next(4s, std::nullopt, highest), 12s);
}

TEST(Backoff, never_passes_the_cap_however_long_the_previous_delay) {
  EXPECT_EQ(backoff.next(30s, std::nullopt, highest), 60s);
  EXPECT_EQ(backoff.next(std::chrono::milliseconds::max(), std::nullopt, highest), 60s);
}

TEST(Backoff, a_missing_or_negative_previous_delay_counts_as_the_base) {
  EXPECT_EQ(backoff.next(0ms, std::nullopt, highest), 3s);
  EXPECT_EQ(backoff.next(std::chrono::milliseconds::min(), std::nullopt, highest), 3s);
}

TEST(Backoff, the_peers_wish_wins_when_it_is_longer) {
  EXPECT_EQ(backoff.next(1s, 100s, highest), 100s);
  EXPECT_EQ(backoff.next(4s, 2s, highest), 12s);
}

TEST(Backoff, an_absurd_wish_is_cut_and_a_negative_one_ignored) {
  EXPECT_EQ(backoff.next(1s, std::chrono::hours{24 * 365}, highest), 300s);
  EXPECT_EQ(backoff.next(1s, -5s, lowest), 1s);
}

TEST(Backoff, a_base_above_the_cap_is_cut_to_it) {
  EXPECT_EQ((Backoff{90s, 60s, 300s}.next(1s, std::nullopt, highest)), 60s);
}

TEST(Backoff, spreads_what_failed_together) {
  base::SeededRandom random(7);
  const auto first = backoff.next(20s, std::nullopt, random);
  bool differs = false;
  for (int i = 0; i < 20; ++i) {
    const auto delay = backoff.next(20s, std::nullopt, random);
    EXPECT_GE(delay, 1s);
    EXPECT_LE(delay, 60s);
    differs = differs || delay != first;
  }
  EXPECT_TRUE(differs);
}

}  // namespace
}  // namespace lienthong::domain
