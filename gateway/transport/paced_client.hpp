#pragma once

#include "base/clock.hpp"
#include "transport/http_client.hpp"
#include "transport/rate_limiter.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <memory>

namespace lienthong::transport {

/// A client that keeps to a peer's rate: every call, logins and look-ups too, waits its turn. A wait that would pass
/// the deadline is `transient` "net.rate": nothing was sent.
class PacedClient final : public HttpClient {
 public:
  PacedClient(boost::asio::any_io_executor executor, std::unique_ptr<HttpClient> inner, RateLimiter limiter,
              const base::Clock& clock);
  boost::asio::awaitable<base::Result<HttpResponse>> send(HttpRequest request, base::Deadline deadline) override;

 private:
  boost::asio::any_io_executor executor_;
  std::unique_ptr<HttpClient> inner_;
  RateLimiter limiter_;
  const base::Clock& clock_;
};

}  // namespace lienthong::transport
