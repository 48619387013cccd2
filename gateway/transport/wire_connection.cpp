#include "runtime/cancellation.hpp"
#include "runtime/tokens.hpp"
#include "transport/byte_stream.hpp"
#include "transport/connection.hpp"
#include "transport/resolve.hpp"

#include <boost/asio/connect.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/this_coro.hpp>
#include <openssl/ssl.h>

#include <utility>
#include <vector>

namespace lienthong::transport {
namespace {

using base::ErrorKind;
using base::Result;
using boost::asio::awaitable;
using boost::asio::ip::tcp;
using boost::system::error_code;

constexpr std::size_t read_size = 16 * 1024;
/// Up to here head and body leave in one packet train; above it a copy would cost more than a second write.
constexpr std::size_t joined_size = 64 * 1024;

bool is_cancel(const error_code& error) { return error == boost::asio::error::operation_aborted; }

tl::unexpected<base::Error> before_anything(const error_code& error, const char* code, const char* text) {
  if (is_cancel(error)) return base::fail(ErrorKind::cancelled, "net.cancelled", "stopped before anything was sent");
  return base::fail(base::Error(ErrorKind::transient, code, text).with("errno", std::to_string(error.value())));
}

tl::unexpected<base::Error> after_something(const error_code& error) {
  if (is_cancel(error)) return base::fail(ErrorKind::ambiguous, "net.cancelled", "stopped after the request went out");
  if (error == boost::asio::error::eof || error == boost::asio::ssl::error::stream_truncated) {
    return base::fail(ErrorKind::ambiguous, "net.answer_cut", "the connection ended before the answer did");
  }
  return base::fail(base::Error(ErrorKind::ambiguous, "net.reset", "the connection broke after the request went out")
                        .with("errno", std::to_string(error.value())));
}

class WireConnection final : public Connection {
 public:
  WireConnection(boost::asio::any_io_executor executor, WireSettings settings, Url url, Destination destination)
      : executor_(std::move(executor)),
        settings_(std::move(settings)),
        url_(std::move(url)),
        destination_(destination) {}

  awaitable<Result<void>> open(base::Deadline deadline) override;
  [[nodiscard]] bool quiet() const override { return stream_ && stream_->quiet(); }
  awaitable<Result<Exchanged>> exchange(const std::string& head, const HttpRequest& request) override;

 private:
  awaitable<Result<void>> handshake();
  awaitable<Result<void>> write(const std::string& head, const std::string& body);
  awaitable<Result<void>> read(ResponseReader& reader);

  boost::asio::any_io_executor executor_;
  WireSettings settings_;
  Url url_;
  Destination destination_;
  std::unique_ptr<ByteStream> stream_;
  bool fresh_ = true;  ///< no answer has come over it yet
};

awaitable<Result<void>> WireConnection::open(base::Deadline deadline) {
  auto endpoints = co_await resolve(executor_, url_.host, url_.port, destination_, deadline);
  if (!endpoints) co_return base::fail(endpoints.error());
  if (runtime::stopped(co_await boost::asio::this_coro::cancellation_state)) {
    co_return before_anything(boost::asio::error::operation_aborted, "net.connect", "");
  }
  tcp::socket socket(executor_);
  const auto connected = co_await boost::asio::async_connect(socket, *endpoints, runtime::nothrow);
  if (const error_code error = std::get<0>(connected)) co_return before_anything(error, "net.connect", "no connection");
  error_code ignored;
  socket.set_option(tcp::no_delay(true), ignored);
  socket.set_option(boost::asio::socket_base::keep_alive(true), ignored);
  if (url_.scheme == Scheme::http) {
    stream_ = plain_stream(std::move(socket));
    co_return Result<void>();
  }
  stream_ = tls_client_stream(std::move(socket), settings_.context, url_.host);
  co_return co_await handshake();
}

awaitable<Result<void>> WireConnection::handshake() {
  const error_code error = co_await stream_->handshake();
  if (!error) co_return Result<void>();
  if (is_cancel(error)) co_return before_anything(error, "net.tls", "");
  if (stream_->distrusted()) {
    co_return base::fail(ErrorKind::permanent, "net.tls_identity", "the peer's certificate is not one we may believe");
  }
  if (is_certificate_refusal(error)) {
    co_return base::fail(ErrorKind::permanent, "net.tls_refused", "the peer does not accept our certificate");
  }
  co_return before_anything(error, "net.tls", "the TLS handshake failed");
}

awaitable<Result<Exchanged>> WireConnection::exchange(const std::string& head, const HttpRequest& request) {
  if (runtime::stopped(co_await boost::asio::this_coro::cancellation_state)) {
    co_return before_anything(boost::asio::error::operation_aborted, "net.closed", "");
  }
  auto written = co_await write(head, request.body);
  if (!written && written.error().kind() != ErrorKind::ambiguous) co_return base::fail(written.error());
  ResponseReader reader(settings_.limits,
                        request.method == "HEAD" ? ResponseReader::Body::none : ResponseReader::Body::as_framed);
  if (!written && written.error().code() == "net.cancelled") co_return base::fail(written.error());
  // Also after a broken write: a peer that refuses early (413) answers first and closes then (RFC 9112 9.5).
  auto read_all = co_await read(reader);
  if (!read_all) co_return base::fail(read_all.error());
  fresh_ = false;
  Exchanged exchanged;
  exchanged.reuse = written && reader.reusable() ? Reuse::keep : Reuse::close;
  exchanged.response = reader.take();
  if (!written && exchanged.response.status < 400) co_return base::fail(written.error());
  co_return exchanged;
}

awaitable<Result<void>> WireConnection::write(const std::string& head, const std::string& body) {
  std::string joined;
  const bool join = body.size() <= joined_size;
  if (join) joined = head + body;
  const std::string& first = join ? joined : head;
  Moved moved = co_await stream_->write_all(boost::asio::buffer(first));
  if (moved.error && moved.bytes == 0 && url_.scheme == Scheme::http) {
    co_return before_anything(moved.error, "net.closed", "the connection was closed before anything was sent");
  }
  // Under TLS a failed write may have sent a part of a record: it cannot be told.
  if (!moved.error && !join) moved = co_await stream_->write_all(boost::asio::buffer(body));
  if (moved.error) co_return after_something(moved.error);
  co_return Result<void>();
}

awaitable<Result<void>> WireConnection::read(ResponseReader& reader) {
  std::vector<char> buffer(read_size);
  for (;;) {
    const Moved moved = co_await stream_->read_some(boost::asio::buffer(buffer));
    if (moved.error == boost::asio::error::eof) {
      auto ended = reader.end();
      if (!ended) co_return base::fail(ended.error());
      co_return Result<void>();
    }
    if (moved.error && fresh_ && is_certificate_refusal(moved.error)) {
      co_return base::fail(ErrorKind::permanent, "net.tls_refused", "the peer does not accept our certificate");
    }
    if (moved.error) co_return after_something(moved.error);
    const auto progress = reader.feed(std::string_view(buffer.data(), moved.bytes));
    if (!progress) co_return base::fail(progress.error());
    if (*progress == ResponseReader::Progress::complete) co_return Result<void>();
  }
}

}  // namespace

std::unique_ptr<Connection> make_wire_connection(boost::asio::any_io_executor executor, WireSettings settings,
                                                 const Url& url, Destination destination) {
  return std::make_unique<WireConnection>(std::move(executor), std::move(settings), url, destination);
}

}  // namespace lienthong::transport
