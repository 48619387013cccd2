#include "domain/circuit_breaker.hpp"

#include <gtest/gtest.h>

namespace lienthong::domain {
namespace {

using namespace std::chrono_literals;
using State = CircuitBreaker::State;

struct CircuitBreakerTest : ::testing::Test {
  CircuitBreaker breaker{{3, 5s, 15s}};
  CircuitBreaker::Steady start{1000s};
  void open() {
    for (int i = 0; i < 3; ++i) breaker.failed(start);
  }
};

TEST_F(CircuitBreakerTest, lets_everyone_through_while_closed) {
  for (int i = 0; i < 10; ++i) EXPECT_TRUE(breaker.allow(start));
  EXPECT_EQ(breaker.state(), State::closed);
}

TEST_F(CircuitBreakerTest, opens_after_failures_in_a_row_and_not_before) {
  breaker.failed(start);
  breaker.failed(start);
  EXPECT_EQ(breaker.state(), State::closed);
  breaker.succeeded();
  breaker.failed(start);
  breaker.failed(start);
  EXPECT_EQ(breaker.state(), State::closed) << "a success in between starts the count anew";
  breaker.failed(start);
  EXPECT_EQ(breaker.state(), State::open);
  EXPECT_EQ(breaker.open_until(), start + 5s);
}

TEST_F(CircuitBreakerTest, nobody_tries_until_its_time_and_then_exactly_one) {
  open();
  EXPECT_FALSE(breaker.allow(start + 4999ms));
  EXPECT_TRUE(breaker.allow(start + 5s));
  EXPECT_EQ(breaker.state(), State::half_open);
  EXPECT_FALSE(breaker.allow(start + 5s));
  EXPECT_FALSE(breaker.allow(start + 500s)) << "until the trial is known";
}

TEST_F(CircuitBreakerTest, a_good_trial_closes_it_and_forgets_the_past) {
  open();
  ASSERT_TRUE(breaker.allow(start + 5s));
  breaker.succeeded();
  EXPECT_EQ(breaker.state(), State::closed);
  breaker.failed(start + 6s);
  breaker.failed(start + 6s);
  EXPECT_EQ(breaker.state(), State::closed);
  breaker.failed(start + 6s);
  EXPECT_EQ(breaker.open_until(), start + 11s) << "open time starts small again";
}

TEST_F(CircuitBreakerTest, each_bad_trial_doubles_the_wait_up_to_the_cap) {
  open();
  auto now = start;
  for (const auto wait : {10s, 15s, 15s}) {
    now = breaker.open_until();
    ASSERT_TRUE(breaker.allow(now));
    breaker.failed(now);
    EXPECT_EQ(breaker.state(), State::open);
    EXPECT_EQ(breaker.open_until(), now + wait);
  }
}

TEST_F(CircuitBreakerTest, a_trial_that_was_never_sent_frees_its_place) {
  open();
  ASSERT_TRUE(breaker.allow(start + 5s));
  breaker.unused();
  EXPECT_EQ(breaker.state(), State::half_open);
  EXPECT_TRUE(breaker.allow(start + 5s));
  EXPECT_FALSE(breaker.allow(start + 5s));
}

TEST_F(CircuitBreakerTest, old_failures_do_not_keep_it_open_longer_and_an_old_success_closes_it) {
  open();
  breaker.failed(start + 4s);
  EXPECT_EQ(breaker.open_until(), start + 5s);
  breaker.succeeded();
  EXPECT_EQ(breaker.state(), State::closed);
}

TEST_F(CircuitBreakerTest, the_first_wait_is_never_longer_than_the_cap) {
  CircuitBreaker eager{{1, 60s, 15s}};
  eager.failed(start);
  EXPECT_EQ(eager.open_until(), start + 15s);
}

TEST_F(CircuitBreakerTest, states_have_names) {
  EXPECT_EQ(name(State::closed), "closed");
  EXPECT_EQ(name(State::open), "open");
  EXPECT_EQ(name(State::half_open), "half_open");
}

}  // namespace
}  // namespace lienthong::domain
