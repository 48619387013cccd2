#include "domain/retry_policy.hpp"

#include <algorithm>

namespace lienthong::domain {
namespace {

/// The schedule keeps no delay between attempts, so the previous one is taken as its own upper bound: base × 3^(n-1).
std::chrono::milliseconds previous_delay(const Backoff& backoff, int attempts) {
  auto delay = std::max(backoff.base, std::chrono::milliseconds{1});
  for (int i = 1; i < attempts && delay < backoff.cap; ++i) delay *= 3;
  return std::min(delay, backoff.cap);
}

}  // namespace

Verdict RetryPolicy::decide(const Delivery& delivery, const AttemptResult& result, base::Instant now,
                            base::Random& random) const {
  const bool attempts_used = delivery.attempts >= max_attempts;
  const bool exhausted = attempts_used && now - delivery.created_at >= give_up_after;
  const auto later = [&](DeliveryState state, std::string reason) {
    return Verdict{state, now + backoff.next(previous_delay(backoff, delivery.attempts), result.retry_after, random),
                   std::move(reason)};
  };
  const auto parked = [&](std::string reason) { return Verdict{DeliveryState::parked, now, std::move(reason)}; };

  switch (result.outcome) {
    case Outcome::accepted:
      return {DeliveryState::delivered, now, "accepted"};
    case Outcome::already:
      return {DeliveryState::delivered, now, "ahead"};
    case Outcome::retry:
      return exhausted ? parked("retry.exhausted") : later(DeliveryState::waiting, result.reason);
    case Outcome::order:
      return attempts_used ? parked("order") : later(DeliveryState::waiting, "order");
    case Outcome::auth:
      return exhausted ? parked("auth.exhausted") : later(DeliveryState::waiting, result.reason);
    case Outcome::data:
      return {DeliveryState::refused, now, result.reason};
    case Outcome::not_found:
      return parked("not_found");
    case Outcome::duplicate:
      return parked("duplicate.unanswered");
    case Outcome::unknown:
      break;
  }
  if (after_unknown == AfterUnknown::park) return parked("unknown.no_way_to_ask");
  return exhausted ? parked("unknown.exhausted") : later(DeliveryState::unknown, result.reason);
}

}  // namespace lienthong::domain
