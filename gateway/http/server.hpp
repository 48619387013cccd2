#pragma once

#include "base/deadline.hpp"
#include "base/result.hpp"
#include "http/router.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace lienthong::http {

struct TlsSettings {
  std::string certificate_file;  ///< PEM chain
  std::string key_file;          ///< PEM
  std::string client_ca_file;    ///< empty: no client certificates asked for
  /// With client_ca_file: whether a caller without a certificate is let in (then without a name). A bad certificate
  /// never is.
  enum class ClientCertificates { required, optional };
  ClientCertificates client_certificates = ClientCertificates::required;
};

struct ServerSettings {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;          ///< 0: any; see Server::port
  std::optional<TlsSettings> tls;  ///< TLS 1.2 and later only
  std::size_t header_limit = 16 * 1024;
  std::chrono::milliseconds header_timeout{10'000};
  std::chrono::milliseconds idle_timeout{75'000};
  std::chrono::milliseconds write_timeout{30'000};  ///< for one whole answer: a caller that reads slowly is cut (F44)
  std::size_t max_connections = 5'000;              ///< more are closed at once
};

/// HTTP/1.1 at the edge. Refuses before any handler: both CL and TE, several Hosts, bad framing, a body over the
/// route's limit (413 without reading it all), a header phase over its time.
class Server {
 public:
  virtual ~Server() = default;
  [[nodiscard]] virtual std::uint16_t port() const = 0;
  /// No new connection; idle ones are closed; requests in hand finish with `Connection: close`.
  virtual void stop_accepting() = 0;
  /// After stop_accepting: waits for requests in hand; false when `deadline` passed and the rest was cut.
  virtual boost::asio::awaitable<bool> drain(base::Deadline deadline) = 0;
};

/// Binds and starts accepting. `permanent` "http.bind" or "http.tls" when that fails. `router` must outlive the server.
[[nodiscard]] base::Result<std::unique_ptr<Server>> start_server(boost::asio::any_io_executor executor,
                                                                 ServerSettings settings, const Router& router);

}  // namespace lienthong::http
