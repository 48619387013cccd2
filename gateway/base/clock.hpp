#pragma once

#include "base/instant.hpp"

#include <chrono>

namespace lienthong::base {

/// The only source of time. Wall time for facts and law, steady time for retries and deadlines (fault F19).
class Clock {
 public:
  using Steady = std::chrono::steady_clock::time_point;
  virtual ~Clock() = default;
  [[nodiscard]] virtual Instant now() const = 0;
  [[nodiscard]] virtual Steady steady() const = 0;
};

class SystemClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override;
  [[nodiscard]] Steady steady() const override;
};

}  // namespace lienthong::base
