#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <functional>
#include <memory>

namespace lienthong::http {

/// Cuts a connection that is too slow. One timer for its whole life: a new limit only moves a number, because a timer
/// operation for every phase of every request would cost more than the rest of the bookkeeping.
class Watchdog {
 public:
  using Steady = std::chrono::steady_clock;
  /// `bite` is called once, when an armed limit passed, and not after the watchdog's end.
  Watchdog(boost::asio::any_io_executor executor, std::function<void()> bite);
  ~Watchdog();
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;

  void arm(Steady::time_point limit);
  void disarm();

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace lienthong::http
