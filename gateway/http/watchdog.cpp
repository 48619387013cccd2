#include "http/watchdog.hpp"

#include <utility>

namespace lienthong::http {

struct Watchdog::State {
  State(boost::asio::any_io_executor executor, std::function<void()> on_bite)
      : timer(std::move(executor)), bite(std::move(on_bite)) {}

  static void watch(const std::shared_ptr<State>& state) {
    state->watching = state->limit;
    state->timer.expires_at(state->limit);
    // The handler must not keep a dead connection's memory: it only looks whether there still is one.
    state->timer.async_wait([weak = std::weak_ptr<State>(state)](const boost::system::error_code& error) {
      const auto alive = weak.lock();
      if (!alive || error) return;
      alive->watching = Steady::time_point::max();
      if (alive->limit == Steady::time_point::max()) return;
      if (alive->limit > Steady::now()) return watch(alive);
      alive->limit = Steady::time_point::max();
      alive->bite();
    });
  }

  boost::asio::steady_timer timer;
  std::function<void()> bite;
  Steady::time_point limit = Steady::time_point::max();     ///< what counts; max: disarmed
  Steady::time_point watching = Steady::time_point::max();  ///< what the timer waits for
};

Watchdog::Watchdog(boost::asio::any_io_executor executor, std::function<void()> bite)
    : state_(std::make_shared<State>(std::move(executor), std::move(bite))) {}

Watchdog::~Watchdog() { state_->timer.cancel(); }

void Watchdog::arm(Steady::time_point limit) {
  state_->limit = limit;
  if (limit < state_->watching) State::watch(state_);
}

void Watchdog::disarm() { state_->limit = Steady::time_point::max(); }

}  // namespace lienthong::http
