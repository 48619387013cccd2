#include "base/clock.hpp"

namespace lienthong::base {

Instant SystemClock::now() const {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

Clock::Steady SystemClock::steady() const { return std::chrono::steady_clock::now(); }

}  // namespace lienthong::base
