#include "http/server.hpp"

#include "base/log.hpp"
#include "http/connection.hpp"
#include "runtime/task_group.hpp"
#include "runtime/tokens.hpp"

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>

namespace lienthong::http {
namespace {

using base::ErrorKind;
using base::Result;
using boost::asio::awaitable;
using boost::asio::ip::tcp;
using boost::system::error_code;

/// With no descriptor left, accepting fails at once for ever: breathe, so that others can close theirs.
constexpr std::chrono::milliseconds breath{100};
constexpr std::chrono::seconds cut_time{2};

class BoundServer final : public Server {
 public:
  BoundServer(std::shared_ptr<Edge> edge, tcp::acceptor acceptor)
      : edge_(std::move(edge)),
        acceptor_(std::make_shared<tcp::acceptor>(std::move(acceptor))),
        port_(acceptor_->local_endpoint().port()),
        tasks_(edge_->executor) {
    tasks_.spawn("accept", accept(edge_, acceptor_, tasks_));
  }
  ~BoundServer() override {
    stop_accepting();
    edge_->cut = true;
  }

  [[nodiscard]] std::uint16_t port() const override { return port_; }
  void stop_accepting() override;
  awaitable<bool> drain(base::Deadline deadline) override;

 private:
  static awaitable<void> accept(std::shared_ptr<Edge> edge, std::shared_ptr<tcp::acceptor> acceptor,
                                runtime::TaskGroup& tasks);

  std::shared_ptr<Edge> edge_;
  std::shared_ptr<tcp::acceptor> acceptor_;
  std::uint16_t port_;
  runtime::TaskGroup tasks_;
};

awaitable<void> BoundServer::accept(std::shared_ptr<Edge> edge, std::shared_ptr<tcp::acceptor> acceptor,
                                    runtime::TaskGroup& tasks) {
  co_await boost::asio::this_coro::throw_if_cancelled(false);
  while (!edge->stopping) {
    tcp::socket socket(edge->executor);
    tcp::endpoint from;
    const auto accepted = co_await acceptor->async_accept(socket, from, runtime::nothrow);
    if (edge->stopping) co_return;
    if (const error_code error = std::get<0>(accepted)) {
      base::log(base::LogLevel::warning, "accept failed", {{"errno", std::to_string(error.value())}});
      boost::asio::steady_timer timer(edge->executor, breath);
      co_await timer.async_wait(runtime::nothrow);
      continue;
    }
    if (edge->connections.size() >= edge->settings.max_connections) continue;  // closed by its destructor
    error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    auto connection = std::make_unique<Connection>(edge, std::move(socket), from.address().to_string());
    tasks.spawn("connection", Connection::serve(std::move(connection)));
  }
}

void BoundServer::stop_accepting() {
  edge_->stopping = true;
  error_code ignored;
  acceptor_->close(ignored);
  for (Connection* connection : edge_->connections) {
    if (connection->idle()) connection->close();
  }
}

awaitable<bool> BoundServer::drain(base::Deadline deadline) {
  if (co_await tasks_.join(deadline)) co_return true;
  edge_->cut = true;
  for (Connection* connection : edge_->connections) connection->close();
  tasks_.cancel();
  co_await tasks_.join(base::Deadline(std::chrono::steady_clock::now() + cut_time));
  co_return false;
}

Result<tcp::acceptor> bind(const boost::asio::any_io_executor& executor, const ServerSettings& settings) {
  const auto refused = [&](const char* text, const error_code& error) {
    return base::fail(base::Error(ErrorKind::permanent, "http.bind", text)
                          .with("address", settings.address)
                          .with("port", std::to_string(settings.port))
                          .with("errno", std::to_string(error.value())));
  };
  error_code error;
  const auto address = boost::asio::ip::make_address(settings.address, error);
  if (error) return refused("the address to listen on is not an IP address", error);
  const tcp::endpoint endpoint(address, settings.port);
  tcp::acceptor acceptor(executor);
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(boost::asio::socket_base::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(boost::asio::socket_base::max_listen_connections, error);
  if (error) return refused("cannot listen", error);
  return acceptor;
}

}  // namespace

Result<std::unique_ptr<Server>> start_server(boost::asio::any_io_executor executor, ServerSettings settings,
                                             const Router& router) {
  transport::TlsContext tls;
  if (settings.tls) {
    const auto rule = settings.tls->client_certificates == TlsSettings::ClientCertificates::required
                          ? transport::TlsServerSettings::Clients::must_prove
                          : transport::TlsServerSettings::Clients::may_prove;
    auto context = transport::tls_server_context(
        {settings.tls->certificate_file, settings.tls->key_file, settings.tls->client_ca_file, rule});
    if (!context) {
      return base::fail(
          base::Error(ErrorKind::permanent, "http.tls", context.error().text()).with("reason", context.error().code()));
    }
    tls = std::move(*context);
  }
  auto acceptor = bind(executor, settings);
  if (!acceptor) return base::fail(acceptor.error());
  auto edge = std::make_shared<Edge>(executor, std::move(settings), router);
  edge->tls = std::move(tls);
  return std::make_unique<BoundServer>(std::move(edge), std::move(*acceptor));
}

}  // namespace lienthong::http
