#pragma once

#include "base/deadline.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/system/error_code.hpp>

#include <memory>
#include <optional>
#include <string>

namespace lienthong::transport {

struct Moved {
  boost::system::error_code error;
  std::size_t bytes = 0;
};

/// One connection, plain or TLS, so that everything above is compiled once. Errors are values; nothing throws.
/// A cancelled operation ends with operation_aborted and leaves the stream fit only to be closed. Single executor.
class ByteStream {
 public:
  using Socket = boost::asio::ip::tcp::socket;
  virtual ~ByteStream() = default;

  [[nodiscard]] virtual Socket& socket() = 0;
  [[nodiscard]] const Socket& socket() const { return const_cast<ByteStream*>(this)->socket(); }

  virtual boost::asio::awaitable<Moved> read_some(boost::asio::mutable_buffer into) = 0;
  virtual boost::asio::awaitable<Moved> write_some(boost::asio::const_buffer from) = 0;
  /// Nothing to do without TLS.
  virtual boost::asio::awaitable<boost::system::error_code> handshake() = 0;
  /// Tells the other side that no more comes (close_notify, FIN); what it still sends can be read.
  virtual boost::asio::awaitable<void> finish_writing() = 0;

  /// True when the handshake ended because the other side's certificate was not acceptable.
  [[nodiscard]] virtual bool distrusted() const { return false; }
  /// The one subject CN of a verified certificate of the other side.
  [[nodiscard]] virtual std::optional<std::string> peer_common_name() const { return std::nullopt; }

  /// Writes all of `bytes`; `bytes` of the result is what the operating system took.
  boost::asio::awaitable<Moved> write_all(boost::asio::const_buffer bytes);
  /// True when nothing has arrived and the other side has not closed: looked at without waiting or reading.
  [[nodiscard]] bool quiet() const;
  void close() noexcept;
};

[[nodiscard]] std::unique_ptr<ByteStream> plain_stream(ByteStream::Socket socket);

/// The context must outlive the stream: it is kept by it.
[[nodiscard]] std::unique_ptr<ByteStream> tls_server_stream(ByteStream::Socket socket,
                                                            std::shared_ptr<boost::asio::ssl::context> context);
/// `host` is what the certificate must name: a DNS name in its SAN (no partial wildcards, no CN fall-back) or an
/// address.
[[nodiscard]] std::unique_ptr<ByteStream> tls_client_stream(ByteStream::Socket socket,
                                                            std::shared_ptr<boost::asio::ssl::context> context,
                                                            const std::string& host);

}  // namespace lienthong::transport
