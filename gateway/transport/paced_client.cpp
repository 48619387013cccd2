#include "transport/paced_client.hpp"

#include "runtime/tokens.hpp"

#include <boost/asio/steady_timer.hpp>

namespace lienthong::transport {

PacedClient::PacedClient(boost::asio::any_io_executor executor, std::unique_ptr<HttpClient> inner, RateLimiter limiter,
                         const base::Clock& clock)
    : executor_(std::move(executor)), inner_(std::move(inner)), limiter_(limiter), clock_(clock) {}

boost::asio::awaitable<base::Result<HttpResponse>> PacedClient::send(HttpRequest request, base::Deadline deadline) {
  while (!limiter_.try_take(clock_.steady())) {
    const auto wait = limiter_.wait(clock_.steady());
    if (deadline.passed(clock_.steady() + wait)) {
      co_return base::fail(base::ErrorKind::transient, "net.rate", "the peer's rate leaves no time for this call");
    }
    boost::asio::steady_timer timer(executor_, wait);
    co_await timer.async_wait(runtime::nothrow);
  }
  co_return co_await inner_->send(std::move(request), deadline);
}

}  // namespace lienthong::transport
