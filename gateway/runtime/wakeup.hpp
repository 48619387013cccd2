#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>

namespace lienthong::runtime {

/// A coalescing signal for one waiting loop: many `notify` before the next `wait` are one wake-up. Same executor only.
class Wakeup {
 public:
  explicit Wakeup(boost::asio::any_io_executor executor);
  void notify();
  /// Returns when notified (also before the call) or after `limit`. Cancellation returns too; the caller looks at its
  /// own cancellation state.
  boost::asio::awaitable<void> wait(std::chrono::milliseconds limit);

 private:
  boost::asio::steady_timer timer_;
  bool pending_ = false;
};

}  // namespace lienthong::runtime
