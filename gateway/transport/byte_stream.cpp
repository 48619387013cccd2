#include "transport/byte_stream.hpp"

#include "runtime/cancellation.hpp"
#include "runtime/tokens.hpp"
#include "transport/tls.hpp"

#include <boost/asio/error.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/this_coro.hpp>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>

#include <cerrno>

namespace lienthong::transport {
namespace {

using boost::asio::awaitable;
using boost::asio::const_buffer;
using boost::asio::mutable_buffer;
using boost::system::error_code;
namespace ssl = boost::asio::ssl;
namespace this_coro = boost::asio::this_coro;

Moved aborted() { return Moved{boost::asio::error::operation_aborted, 0}; }

void finish_tcp(ByteStream::Socket& socket) {
  error_code ignored;
  socket.shutdown(ByteStream::Socket::shutdown_send, ignored);
}

class PlainStream final : public ByteStream {
 public:
  explicit PlainStream(Socket socket) : socket_(std::move(socket)) {}
  Socket& socket() override { return socket_; }

  awaitable<Moved> read_some(mutable_buffer into) override {
    if (runtime::stopped(co_await this_coro::cancellation_state)) co_return aborted();
    const auto moved = co_await socket_.async_read_some(into, runtime::nothrow);
    co_return Moved{std::get<0>(moved), std::get<1>(moved)};
  }
  awaitable<Moved> write_some(const_buffer from) override {
    if (runtime::stopped(co_await this_coro::cancellation_state)) co_return aborted();
    const auto moved = co_await socket_.async_write_some(from, runtime::nothrow);
    co_return Moved{std::get<0>(moved), std::get<1>(moved)};
  }
  awaitable<error_code> handshake() override { co_return error_code{}; }
  awaitable<void> finish_writing() override {
    finish_tcp(socket_);
    co_return;
  }

 private:
  Socket socket_;
};

class TlsStream final : public ByteStream {
 public:
  TlsStream(Socket socket, std::shared_ptr<ssl::context> context, ssl::stream_base::handshake_type role)
      : context_(std::move(context)), stream_(std::move(socket), *context_), role_(role) {}

  Socket& socket() override { return stream_.next_layer(); }
  SSL* native() { return stream_.native_handle(); }

  awaitable<Moved> read_some(mutable_buffer into) override {
    if (runtime::stopped(co_await this_coro::cancellation_state)) co_return aborted();
    const auto moved = co_await stream_.async_read_some(into, runtime::nothrow);
    co_return Moved{std::get<0>(moved), std::get<1>(moved)};
  }
  awaitable<Moved> write_some(const_buffer from) override {
    if (runtime::stopped(co_await this_coro::cancellation_state)) co_return aborted();
    const auto moved = co_await stream_.async_write_some(from, runtime::nothrow);
    co_return Moved{std::get<0>(moved), std::get<1>(moved)};
  }
  awaitable<error_code> handshake() override {
    if (runtime::stopped(co_await this_coro::cancellation_state)) co_return aborted().error;
    const auto done = co_await stream_.async_handshake(role_, runtime::nothrow);
    co_return std::get<0>(done);
  }
  awaitable<void> finish_writing() override {
    if (runtime::stopped(co_await this_coro::cancellation_state)) co_return;
    co_await stream_.async_shutdown(runtime::nothrow);
    finish_tcp(stream_.next_layer());
  }
  bool distrusted() const override { return SSL_get_verify_result(handle()) != X509_V_OK; }
  std::optional<std::string> peer_common_name() const override { return verified_common_name(handle()); }

 private:
  [[nodiscard]] SSL* handle() const { return const_cast<TlsStream*>(this)->native(); }

  std::shared_ptr<ssl::context> context_;
  ssl::stream<Socket> stream_;
  ssl::stream_base::handshake_type role_;
};

}  // namespace

awaitable<Moved> ByteStream::write_all(const_buffer bytes) {
  Moved total;
  while (bytes.size() != 0) {
    const Moved step = co_await write_some(bytes);
    total.bytes += step.bytes;
    total.error = step.error;
    if (step.error) break;
    bytes += step.bytes;
  }
  co_return total;
}

bool ByteStream::quiet() const {
  if (!socket().is_open()) return false;
  char byte = 0;
  const auto handle = const_cast<ByteStream*>(this)->socket().native_handle();
  return ::recv(handle, &byte, 1, MSG_PEEK | MSG_DONTWAIT) < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
}

void ByteStream::close() noexcept {
  error_code ignored;
  socket().close(ignored);
}

std::unique_ptr<ByteStream> plain_stream(ByteStream::Socket socket) {
  return std::make_unique<PlainStream>(std::move(socket));
}

std::unique_ptr<ByteStream> tls_server_stream(ByteStream::Socket socket, std::shared_ptr<ssl::context> context) {
  return std::make_unique<TlsStream>(std::move(socket), std::move(context), ssl::stream_base::server);
}

std::unique_ptr<ByteStream> tls_client_stream(ByteStream::Socket socket, std::shared_ptr<ssl::context> context,
                                              const std::string& host) {
  auto stream = std::make_unique<TlsStream>(std::move(socket), std::move(context), ssl::stream_base::client);
  expect_peer(stream->native(), host);
  return stream;
}

}  // namespace lienthong::transport
