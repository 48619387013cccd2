#pragma once

#include "base/deadline.hpp"
#include "base/result.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>
#include <utility>
#include <vector>

namespace lienthong::transport {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct HttpRequest {
  std::string method = "POST";
  std::string url;  ///< absolute; from configuration only, never from a message (S12)
  Headers headers;
  std::string body;
};

struct HttpResponse {
  unsigned status = 0;
  Headers headers;
  std::string body;
  /// First header of that name, case-insensitive; empty when absent.
  [[nodiscard]] std::string_view header(std::string_view name) const;
};

/// Sends one request. Redirects are answers, never followed. Bodies over the limit end the exchange.
class HttpClient {
 public:
  virtual ~HttpClient() = default;
  /// `transient` "net.*" when nothing of the request can have reached the peer (resolve, connect, TLS handshake);
  /// `ambiguous` "net.*" when some of it may have (F22–F25: reset, timeout after writing, cut answer, answer too
  /// large); `permanent` "net.tls_identity" when the peer is not who it should be. Cancellation closes the connection:
  /// `cancelled` before the first byte went out, `ambiguous` after. A kept connection that died before any byte of the
  /// answer is not silently retried: the caller decides.
  virtual boost::asio::awaitable<base::Result<HttpResponse>> send(HttpRequest request, base::Deadline deadline) = 0;
};

}  // namespace lienthong::transport
