#pragma once

#include <chrono>

namespace lienthong::transport {

/// How often a peer may be called: a bucket of `burst` calls that refills evenly. Steppable: time is handed in.
class RateLimiter {
 public:
  using Steady = std::chrono::steady_clock::time_point;
  using Duration = std::chrono::steady_clock::duration;

  /// `interval`: one call per that time in the long run; zero: no limit. `burst` >= 1: calls that may come at once.
  RateLimiter(Duration interval, unsigned burst)
      : interval_(interval), slack_(interval * (burst > 0 ? burst - 1 : 0)) {}

  /// How long to wait for the next call; zero: now. Asking takes nothing.
  [[nodiscard]] Duration wait(Steady now) const;
  /// Takes one call when there is one.
  [[nodiscard]] bool try_take(Steady now);
  /// The whole peer asked for quiet (429, 503 with Retry-After: F30). The later of several wins.
  void pause_until(Steady until);

 private:
  Duration interval_;
  Duration slack_;
  Steady next_{};  ///< when the bucket would be full again: one number holds the whole bucket
  Steady paused_until_{};
};

}  // namespace lienthong::transport
