#include "domain/circuit_breaker.hpp"

#include <algorithm>

namespace lienthong::domain {

bool CircuitBreaker::allow(Steady now) {
  switch (state_) {
    case State::closed:
      return true;
    case State::open:
      if (now < open_until_) return false;
      state_ = State::half_open;
      trial_running_ = true;
      return true;
    case State::half_open:
      if (trial_running_) return false;
      trial_running_ = true;
      return true;
  }
  return false;
}

void CircuitBreaker::succeeded() {
  // Also when open: a send that began before the breaker opened has just shown that the peer lives.
  state_ = State::closed;
  failures_ = 0;
  trial_running_ = false;
  current_open_ = std::chrono::milliseconds{0};
}

void CircuitBreaker::failed(Steady now) {
  switch (state_) {
    case State::closed:
      if (++failures_ < settings_.threshold) return;
      current_open_ = std::min(settings_.open_for, settings_.open_cap);
      break;
    case State::half_open:
      current_open_ = std::min(2 * current_open_, settings_.open_cap);
      break;
    case State::open:
      return;  // sends that began before it opened must not keep it open longer
  }
  state_ = State::open;
  trial_running_ = false;
  open_until_ = now + current_open_;
}

void CircuitBreaker::unused() { trial_running_ = false; }

std::string_view name(CircuitBreaker::State state) {
  switch (state) {
    case CircuitBreaker::State::closed:
      return "closed";
    case CircuitBreaker::State::open:
      return "open";
    case CircuitBreaker::State::half_open:
      return "half_open";
  }
  return "?";
}

}  // namespace lienthong::domain
