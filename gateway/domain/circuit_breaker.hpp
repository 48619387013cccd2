#pragma once

#include <chrono>
#include <cstdint>
#include <string_view>

namespace lienthong::domain {

/// Keeps a dead peer from eating attempts: after `threshold` failures in a row nobody tries until `open_for` has
/// passed, then one trial; its success closes the breaker, its failure opens it again for twice as long, up to
/// `open_cap`. A steppable machine: time is handed in, nothing is looked up.
class CircuitBreaker {
 public:
  using Steady = std::chrono::steady_clock::time_point;
  enum class State : std::uint8_t { closed, open, half_open };
  struct Settings {
    int threshold = 5;
    std::chrono::milliseconds open_for{5'000};
    std::chrono::milliseconds open_cap{60'000};
  };

  explicit CircuitBreaker(Settings settings) : settings_(settings) {}

  /// Whether a send may start now. In half-open only one may until its result is known.
  [[nodiscard]] bool allow(Steady now);
  void succeeded();
  /// The peer did not answer usefully (retry or unknown). A refusal of data is not a failure of the peer.
  void failed(Steady now);
  /// A trial that was allowed but never sent (nothing to send, or cancelled).
  void unused();

  [[nodiscard]] State state() const { return state_; }
  /// When the next trial may start; only meaningful when open.
  [[nodiscard]] Steady open_until() const { return open_until_; }

 private:
  Settings settings_;
  State state_ = State::closed;
  int failures_ = 0;
  bool trial_running_ = false;
  std::chrono::milliseconds current_open_{0};
  Steady open_until_{};
};
[[nodiscard]] std::string_view name(CircuitBreaker::State state);

}  // namespace lienthong::domain
