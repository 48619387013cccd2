#pragma once

#include "base/instant.hpp"
#include "base/random.hpp"
#include "domain/backoff.hpp"
#include "domain/delivery.hpp"
#include "domain/outcome.hpp"

#include <chrono>
#include <string>

namespace lienthong::domain {

/// What a peer lets us find out after an unknown outcome; from its manifest.
enum class AfterUnknown : std::uint8_t {
  look_up,     ///< ask it what it holds, then decide
  send_again,  ///< it honours the key: the same message again is safe
  park,        ///< neither: a person decides
};

/// What becomes of a delivery after one attempt.
struct Verdict {
  DeliveryState state = DeliveryState::waiting;
  base::Instant due_at{};
  std::string reason;
};

/// Pure judgement of an attempt; the dispatcher only carries it out.
struct RetryPolicy {
  Backoff backoff;
  int max_attempts = 30;
  std::chrono::milliseconds give_up_after{
      std::chrono::hours{24 * 7}};  ///< R11: at least 10 attempts over at least 72 h
  AfterUnknown after_unknown = AfterUnknown::look_up;

  /// `delivery` as leased, its `attempts` already counting this one. `duplicate` never reaches this: the external
  /// system answers it itself by switching to an update. Both limits must be passed before a retry is given up.
  [[nodiscard]] Verdict decide(const Delivery& delivery, const AttemptResult& result, base::Instant now,
                               base::Random& random) const;
};

}  // namespace lienthong::domain
