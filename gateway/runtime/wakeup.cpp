#include "runtime/wakeup.hpp"

#include "runtime/tokens.hpp"

namespace lienthong::runtime {

Wakeup::Wakeup(boost::asio::any_io_executor executor) : timer_(std::move(executor)) {}

void Wakeup::notify() {
  pending_ = true;
  timer_.cancel();
}

boost::asio::awaitable<void> Wakeup::wait(std::chrono::milliseconds limit) {
  if (!pending_) {
    timer_.expires_after(limit);
    co_await timer_.async_wait(nothrow);
  }
  pending_ = false;
}

}  // namespace lienthong::runtime
