#pragma once

#include "base/clock.hpp"

namespace lienthong::support {

/// Time that moves when it is told to.
class FakeClock final : public base::Clock {
 public:
  explicit FakeClock(base::Instant start) : now_(start) {}
  [[nodiscard]] base::Instant now() const override { return now_; }
  [[nodiscard]] Steady steady() const override { return steady_; }
  void advance(std::chrono::milliseconds by) {
    now_ += by;
    steady_ += by;
  }

 private:
  base::Instant now_;
  Steady steady_{std::chrono::hours(1)};
};

}  // namespace lienthong::support
