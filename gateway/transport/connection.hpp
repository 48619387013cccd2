#pragma once

#include "base/deadline.hpp"
#include "base/result.hpp"
#include "transport/address_rules.hpp"
#include "transport/http_client.hpp"
#include "transport/response_reader.hpp"
#include "transport/tls.hpp"
#include "transport/url.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <functional>
#include <memory>

namespace lienthong::transport {

enum class Reuse { keep, close };

struct Exchanged {
  HttpResponse response;
  Reuse reuse = Reuse::close;
};

/// One connection to one origin, for one exchange at a time. Its coroutines run with throw_if_cancelled(false): a
/// cancellation shows as an error value, so that what was sent is always known.
class Connection {
 public:
  virtual ~Connection() = default;
  /// Resolve, connect, handshake. `transient` "net.resolve", "net.connect", "net.tls"; `permanent` "net.address",
  /// "net.tls_identity", "net.tls_refused"; `cancelled`.
  virtual boost::asio::awaitable<base::Result<void>> open(base::Deadline deadline) = 0;
  /// Nothing arrived while it was idle: it may carry a request.
  [[nodiscard]] virtual bool quiet() const = 0;
  /// `transient` "net.closed" or `cancelled` when not one byte was handed over; `permanent` "net.tls_refused" when the
  /// peer says that it does not accept our certificate; `ambiguous` "net.*" for everything later.
  virtual boost::asio::awaitable<base::Result<Exchanged>> exchange(const std::string& head,
                                                                   const HttpRequest& request) = 0;
};

using ConnectionFactory = std::function<std::unique_ptr<Connection>(const Url&)>;

/// Connections over sockets. `context` is for https; `destination` says where a host may lead.
struct WireSettings {
  TlsContext context;
  ResponseReader::Limits limits;
};
[[nodiscard]] std::unique_ptr<Connection> make_wire_connection(boost::asio::any_io_executor executor,
                                                               WireSettings settings, const Url& url,
                                                               Destination destination);

}  // namespace lienthong::transport
