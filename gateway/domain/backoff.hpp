#pragma once

#include "base/random.hpp"

#include <chrono>
#include <optional>

namespace lienthong::domain {

/// Decorrelated jitter: next = between(base, 3 × previous), at most `cap`; a peer's Retry-After wins when longer,
/// and is itself capped (F30: a year, a negative number).
struct Backoff {
  std::chrono::milliseconds base{1'000};
  std::chrono::milliseconds cap{3'600'000};
  std::chrono::milliseconds retry_after_cap{86'400'000};

  [[nodiscard]] std::chrono::milliseconds next(std::chrono::milliseconds previous,
                                               std::optional<std::chrono::milliseconds> retry_after,
                                               base::Random& random) const;
};

}  // namespace lienthong::domain
