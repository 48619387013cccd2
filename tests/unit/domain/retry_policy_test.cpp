#include "domain/retry_policy.hpp"

#include "unit/domain/world.hpp"

#include <gtest/gtest.h>

namespace lienthong::domain {
namespace {

using namespace testing;
using namespace std::chrono_literals;
using enum DeliveryState;

/// Always the longest delay, so that bounds show.
class Longest final : public base::Random {
 public:
  std::int64_t between(std::int64_t, std::int64_t high) override { return high; }
};

struct RetryPolicyTest : ::testing::Test {
  RetryPolicy policy{Backoff{1s, 600s, 3600s}, 10, std::chrono::hours{72}, AfterUnknown::look_up};
  Delivery delivery;
  base::Instant now = at(0);
  Longest random;

  void SetUp() override {
    delivery.state = in_flight;
    delivery.attempts = 1;
    delivery.created_at = now;
  }
  Verdict decide(Outcome outcome, std::string reason = "rule:x") {
    return policy.decide(delivery, {outcome, std::move(reason), std::nullopt}, now, random);
  }
  void pass_both_limits() {
    delivery.attempts = 10;
    now = delivery.created_at + std::chrono::hours{72};
  }
};

TEST_F(RetryPolicyTest, done_is_delivered_and_already_done_says_that_the_peer_is_ahead) {
  EXPECT_EQ(decide(Outcome::accepted).state, delivered);
  const auto already = decide(Outcome::already);
  EXPECT_EQ(already.state, delivered);
  EXPECT_EQ(already.reason, "ahead");
}

TEST_F(RetryPolicyTest, what_was_not_done_waits_for_its_delay) {
  const auto verdict = decide(Outcome::retry, "http.503");
  EXPECT_EQ(verdict.state, waiting);
  EXPECT_EQ(verdict.reason, "http.503");
  EXPECT_EQ(verdict.due_at, now + 3s);
}

TEST_F(RetryPolicyTest, delays_grow_threefold_up_to_the_cap) {
  const std::vector<std::chrono::milliseconds> expected{3s, 9s, 27s, 81s, 243s, 600s, 600s};
  for (const auto delay : expected) {
    EXPECT_EQ(decide(Outcome::retry).due_at - now, delay);
    ++delivery.attempts;
  }
}

TEST_F(RetryPolicyTest, the_peers_wish_is_obeyed_up_to_its_cap) {
  EXPECT_EQ(policy.decide(delivery, {Outcome::retry, "http.429", 30min}, now, random).due_at, now + 30min);
  EXPECT_EQ(policy.decide(delivery, {Outcome::retry, "http.429", std::chrono::hours{9000}}, now, random).due_at,
            now + 3600s);
}

TEST_F(RetryPolicyTest, a_retry_is_given_up_only_when_both_limits_are_passed) {
  delivery.attempts = 1000;
  EXPECT_EQ(decide(Outcome::retry).state, waiting) << "tried often, but not long enough";
  delivery.attempts = 9;
  now += std::chrono::hours{100};
  EXPECT_EQ(decide(Outcome::retry).state, waiting) << "tried long, but not often enough";
  delivery.attempts = 10;
  const auto verdict = decide(Outcome::retry);
  EXPECT_EQ(verdict.state, parked);
  EXPECT_EQ(verdict.reason, "retry.exhausted");
}

TEST_F(RetryPolicyTest, the_default_schedule_tries_at_least_ten_times_over_at_least_72_hours) {
  const RetryPolicy defaults;
  base::SeededRandom dice(11);
  Verdict verdict;
  delivery.attempts = 0;
  do {
    ++delivery.attempts;
    verdict = defaults.decide(delivery, {Outcome::retry, "net.connect", std::nullopt}, now, dice);
    if (verdict.state == waiting) now = verdict.due_at;
  } while (verdict.state == waiting);
  EXPECT_EQ(verdict.state, parked);
  EXPECT_GE(delivery.attempts, 10);
  EXPECT_GE(now - delivery.created_at, std::chrono::hours{72});
}

TEST_F(RetryPolicyTest, a_missing_step_is_waited_for_and_then_shown_to_a_person) {
  const auto early = decide(Outcome::order);
  EXPECT_EQ(early.state, waiting);
  EXPECT_EQ(early.reason, "order") << "the planner puts a late step before it";
  EXPECT_GT(early.due_at, now);
  delivery.attempts = 10;
  const auto late = decide(Outcome::order);
  EXPECT_EQ(late.state, parked);
  EXPECT_EQ(late.reason, "order");
}

TEST_F(RetryPolicyTest, a_refused_session_waits_and_is_parked_after_the_limits) {
  EXPECT_EQ(decide(Outcome::auth).state, waiting);
  pass_both_limits();
  EXPECT_EQ(decide(Outcome::auth).state, parked);
  EXPECT_EQ(decide(Outcome::auth).reason, "auth.exhausted");
}

TEST_F(RetryPolicyTest, data_that_will_never_pass_is_refused_with_its_rule) {
  const auto verdict = decide(Outcome::data, "rule:dinh-dang");
  EXPECT_EQ(verdict.state, refused);
  EXPECT_EQ(verdict.reason, "rule:dinh-dang");
}

TEST_F(RetryPolicyTest, a_dossier_the_peer_does_not_know_is_for_a_person) {
  EXPECT_EQ(decide(Outcome::not_found).state, parked);
  EXPECT_EQ(decide(Outcome::not_found).reason, "not_found");
}

TEST_F(RetryPolicyTest, a_duplicate_nobody_answered_is_never_taken_for_success) {
  EXPECT_EQ(decide(Outcome::duplicate).state, parked);
}

TEST_F(RetryPolicyTest, an_unknown_outcome_stays_unknown_until_it_is_found_out) {
  for (const auto way : {AfterUnknown::look_up, AfterUnknown::send_again}) {
    policy.after_unknown = way;
    const auto verdict = decide(Outcome::unknown, "net.reset");
    EXPECT_EQ(verdict.state, unknown);
    EXPECT_EQ(verdict.due_at, now + 3s);
    EXPECT_EQ(verdict.reason, "net.reset");
  }
}

TEST_F(RetryPolicyTest, an_unknown_outcome_without_a_way_to_ask_is_for_a_person_at_once) {
  policy.after_unknown = AfterUnknown::park;
  const auto verdict = decide(Outcome::unknown);
  EXPECT_EQ(verdict.state, parked);
  EXPECT_EQ(verdict.reason, "unknown.no_way_to_ask");
}

TEST_F(RetryPolicyTest, asking_for_ever_without_an_answer_ends_with_a_person) {
  pass_both_limits();
  EXPECT_EQ(decide(Outcome::unknown).state, parked);
  EXPECT_EQ(decide(Outcome::unknown).reason, "unknown.exhausted");
}

TEST_F(RetryPolicyTest, every_verdict_is_a_legal_move_of_a_leased_delivery) {
  for (const auto way : {AfterUnknown::look_up, AfterUnknown::send_again, AfterUnknown::park}) {
    policy.after_unknown = way;
    for (const auto outcome : {Outcome::accepted, Outcome::duplicate, Outcome::already, Outcome::retry, Outcome::order,
                               Outcome::auth, Outcome::data, Outcome::not_found, Outcome::unknown}) {
      EXPECT_TRUE(may_become(in_flight, decide(outcome).state)) << name(outcome);
    }
  }
}

}  // namespace
}  // namespace lienthong::domain
