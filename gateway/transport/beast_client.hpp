#pragma once

#include "base/result.hpp"
#include "transport/connection.hpp"
#include "transport/connection_pool.hpp"
#include "transport/http_client.hpp"
#include "transport/tls.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace lienthong::transport {

/// One client per identity: peers that need different certificates get a client each.
struct ClientSettings {
  std::size_t max_connections_per_host = 8;
  std::chrono::milliseconds connect_timeout{10'000};  ///< resolve, connect and handshake together (F24)
  std::chrono::milliseconds max_idle{30'000};
  std::chrono::milliseconds max_age{600'000};
  std::size_t response_limit = 8 * 1024 * 1024;  ///< F31
  std::size_t header_limit = 16 * 1024;
  TlsClientSettings tls;
  /// Hosts that may be spoken to without TLS, written as in the URL, without port. A loopback address needs no entry;
  /// all others are refused with `permanent` "net.plain_http".
  std::vector<std::string> plain_http_hosts;
  /// Host names that may resolve to private or loopback addresses (S12). An address written in the URL needs no entry.
  std::vector<std::string> site_hosts;
};

/// Keeps connections per origin. `permanent` "tls.*" when the certificate files cannot be used. Everything runs on
/// `executor`, which must outlive the client; a client must not be destroyed while a `send` is running.
[[nodiscard]] base::Result<std::unique_ptr<HttpClient>> make_http_client(boost::asio::any_io_executor executor,
                                                                         ClientSettings settings);

/// The same with connections from elsewhere: for tests.
[[nodiscard]] std::unique_ptr<HttpClient> make_pooled_client(boost::asio::any_io_executor executor,
                                                             ClientSettings settings, ConnectionFactory factory);

}  // namespace lienthong::transport
