#include "domain/fees/payment_claim.hpp"

#include <algorithm>

namespace lienthong::domain {
namespace {

/// Only an attempt of which nothing final was heard; while one is open no other is begun, so it is the last.
const PaymentAttempt* open_attempt(const PaymentClaim& claim) {
  if (state(claim) == ClaimState::refunded || claim.attempts.empty()) return nullptr;
  const PaymentAttempt& last = claim.attempts.back();
  const bool settled = last.refused || std::ranges::any_of(last.reports, [](const PaymentReport& report) {
                         return meaning(report) != PlatformState::pending;
                       });
  return settled ? nullptr : &last;
}

/// No delay is stored: the previous one is taken as its own upper bound.
std::chrono::milliseconds previous_delay(int queries, const Backoff& backoff) {
  std::chrono::milliseconds delay = backoff.base;
  for (int i = 1; i < queries && delay < backoff.cap; ++i) delay *= 3;
  return std::min(delay, backoff.cap);
}

/// The platform said itself that it does not know: then there is no need to wait for a confirmation first.
base::Instant first_query(const PaymentAttempt& attempt, const QueryPolicy& policy) {
  return attempt.requested_at + (attempt.reports.empty() ? policy.first_after : policy.backoff.base);
}

}  // namespace

NextQuery next_query(const PaymentClaim& claim, const QueryPolicy& policy, base::Instant now, base::Random& random) {
  const PaymentAttempt* attempt = open_attempt(claim);
  if (attempt == nullptr) return NothingToAsk{};
  const base::Instant give_up = attempt->requested_at + policy.give_up_after;
  if (now >= give_up) return ForAPerson{attempt->reference};
  base::Instant at = first_query(*attempt, policy);
  if (attempt->last_query_at) {
    const auto previous = previous_delay(attempt->queries, policy.backoff);
    at = *attempt->last_query_at + policy.backoff.next(previous, std::nullopt, random);
  }
  return AskAt{std::clamp(at, now, give_up), attempt->reference, attempt->time_text};
}

base::Result<PaymentClaim> note_query(PaymentClaim claim, std::string_view reference, base::Instant at) {
  const auto attempt = std::ranges::find(claim.attempts, reference, &PaymentAttempt::reference);
  if (attempt == claim.attempts.end())
    return base::fail(base::ErrorKind::not_found, "payment.attempt", "the claim has no such attempt");
  ++attempt->queries;
  attempt->last_query_at = at;
  return claim;
}

}  // namespace lienthong::domain
