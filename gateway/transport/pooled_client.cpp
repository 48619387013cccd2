#include "runtime/cancellation.hpp"
#include "runtime/tokens.hpp"
#include "runtime/with_deadline.hpp"
#include "transport/beast_client.hpp"
#include "transport/request_text.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>

#include <algorithm>
#include <map>
#include <optional>

namespace lienthong::transport {
namespace {

using base::ErrorKind;
using base::Result;
using boost::asio::awaitable;
using Steady = std::chrono::steady_clock;

/// Without TLS only what never leaves the machine, and what the configuration names.
bool is_loopback(const std::string& host) {
  boost::system::error_code not_address;
  const auto address = boost::asio::ip::make_address(host, not_address);
  return !not_address && classify(address) == AddressClass::loopback;
}

bool lists(const std::vector<std::string>& hosts, const std::string& host) {
  return std::find(hosts.begin(), hosts.end(), host) != hosts.end();
}

class PooledClient final : public HttpClient {
 public:
  PooledClient(boost::asio::any_io_executor executor, ClientSettings settings, ConnectionFactory factory)
      : executor_(std::move(executor)),
        settings_(std::move(settings)),
        factory_(std::move(factory)),
        pool_({settings_.max_connections_per_host, settings_.max_idle, settings_.max_age}) {}

  awaitable<Result<HttpResponse>> send(HttpRequest request, base::Deadline deadline) override;

 private:
  using Id = ConnectionPool::Id;

  /// A place in the pool. Whoever leaves without giving it back healthy gives it back dead.
  struct Lease {
    explicit Lease(PooledClient& owner) : client(owner) {}
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    ~Lease() {
      if (!grant) return;
      client.connections_.erase(grant->connection);
      client.apply(client.pool_.discard(grant->connection, Steady::now()));
    }
    void give_back() {
      client.apply(client.pool_.release(grant->connection, Steady::now()));
      grant.reset();
    }
    PooledClient& client;
    std::optional<ConnectionPool::Grant> grant;
  };
  struct Waiter {
    explicit Waiter(const boost::asio::any_io_executor& executor) : timer(executor, Steady::time_point::max()) {}
    boost::asio::steady_timer timer;
    std::optional<ConnectionPool::Grant> grant;
  };

  awaitable<void> attempt(const Url& url, const std::string& head, const HttpRequest& request, base::Deadline deadline,
                          std::optional<Result<HttpResponse>>& result);
  awaitable<Result<HttpResponse>> exchange(const Url& url, const std::string& head, const HttpRequest& request,
                                           base::Deadline deadline);
  awaitable<Result<void>> acquire(const Url& url, Lease& lease);
  awaitable<Result<void>> open(const Url& url, Id connection, base::Deadline deadline);
  void apply(ConnectionPool::Step step);

  boost::asio::any_io_executor executor_;
  ClientSettings settings_;
  ConnectionFactory factory_;
  ConnectionPool pool_;
  std::map<Id, std::unique_ptr<Connection>> connections_;
  std::map<Id, Waiter*> waiters_;
};

void PooledClient::apply(ConnectionPool::Step step) {
  for (const Id id : step.close) connections_.erase(id);
  for (const auto& [ticket, grant] : step.granted) {
    auto* waiter = waiters_.at(ticket);
    waiter->grant = grant;
    waiter->timer.cancel();
  }
}

awaitable<Result<void>> PooledClient::acquire(const Url& url, Lease& lease) {
  const std::string origin = url.origin();
  for (const Id id : pool_.sweep(Steady::now())) connections_.erase(id);
  if (runtime::stopped(co_await boost::asio::this_coro::cancellation_state)) {
    co_return base::fail(ErrorKind::cancelled, "net.cancelled", "stopped before a connection was asked for");
  }
  auto asked = pool_.acquire(origin, Steady::now());
  for (const Id id : asked.close) connections_.erase(id);
  lease.grant = asked.grant;
  if (lease.grant) co_return Result<void>();
  Waiter waiter(executor_);
  waiters_.emplace(asked.ticket, &waiter);
  co_await waiter.timer.async_wait(runtime::nothrow);
  waiters_.erase(asked.ticket);
  lease.grant = waiter.grant;
  if (lease.grant) co_return Result<void>();
  pool_.abandon(origin, asked.ticket);
  co_return base::fail(ErrorKind::cancelled, "net.cancelled", "stopped while waiting for a connection");
}

/// A coroutine of its own, so that `with_deadline` can stop it; what it is stopped in shows as a value.
awaitable<Result<void>> open_quietly(Connection& connection, base::Deadline deadline) {
  co_await boost::asio::this_coro::throw_if_cancelled(false);
  co_return co_await connection.open(deadline);
}

awaitable<Result<void>> PooledClient::open(const Url& url, Id id, base::Deadline deadline) {
  auto& connection = connections_[id];
  connection = factory_(url);
  const auto limit = base::Deadline::after(Steady::now(), settings_.connect_timeout).earlier_of(deadline);
  auto opening = open_quietly(*connection, limit);
  auto opened = co_await runtime::with_deadline<void>(executor_, std::move(opening), limit);
  if (!opened && opened.error().code() == "deadline.passed") {
    co_return base::fail(ErrorKind::transient, "net.connect_timeout", "no connection in time");
  }
  co_return opened;
}

awaitable<Result<HttpResponse>> PooledClient::exchange(const Url& url, const std::string& head,
                                                       const HttpRequest& request, base::Deadline deadline) {
  Lease lease(*this);
  if (auto leased = co_await acquire(url, lease); !leased) co_return base::fail(leased.error());
  const Id id = lease.grant->connection;
  bool kept = lease.grant->how == ConnectionPool::How::reuse;
  for (;;) {
    if (kept && !connections_.at(id)->quiet())
      kept = false;  // closed while idle: nothing was written, nobody need know
    if (!kept) {
      pool_.reopened(id, Steady::now());
      auto opened = co_await open(url, id, deadline);
      if (!opened) co_return base::fail(opened.error());
    }
    auto exchanged = co_await connections_.at(id)->exchange(head, request);
    const bool untouched = !exchanged && exchanged.error().kind() == ErrorKind::transient;
    if (untouched && kept) {
      kept = false;
      continue;
    }
    if (!exchanged) co_return base::fail(exchanged.error());
    if (exchanged->reuse == Reuse::keep) lease.give_back();
    co_return std::move(exchanged->response);
  }
}

awaitable<void> PooledClient::attempt(const Url& url, const std::string& head, const HttpRequest& request,
                                      base::Deadline deadline, std::optional<Result<HttpResponse>>& result) {
  co_await boost::asio::this_coro::throw_if_cancelled(false);
  result.emplace(co_await exchange(url, head, request, deadline));
}

awaitable<Result<HttpResponse>> PooledClient::send(HttpRequest request, base::Deadline deadline) {
  const auto url = parse_url(request.url);
  if (!url) co_return base::fail(ErrorKind::permanent, "net.url", "the configured address is not a usable URL");
  if (url->scheme == Scheme::http && !is_loopback(url->host) && !lists(settings_.plain_http_hosts, url->host)) {
    co_return base::fail(ErrorKind::permanent, "net.plain_http", "this host may only be spoken to over TLS");
  }
  const auto head = request_head(*url, request);
  if (!head) co_return base::fail(head.error());
  if (deadline.passed(Steady::now())) co_return base::fail(ErrorKind::transient, "net.timeout", "no time left to send");
  std::optional<Result<HttpResponse>> result;
  auto work = attempt(*url, *head, request, deadline, result);
  const auto ended = co_await runtime::run_until(executor_, std::move(work), deadline);
  if (!result) co_return base::fail(ErrorKind::cancelled, "net.cancelled", "stopped before anything was sent");
  if (result->has_value() || ended == runtime::Ended::by_itself || result->error().code() != "net.cancelled") {
    co_return std::move(*result);
  }
  const auto kind = result->error().kind() == ErrorKind::ambiguous ? ErrorKind::ambiguous : ErrorKind::transient;
  co_return base::fail(kind, "net.timeout", "no answer before the deadline");
}

}  // namespace

std::unique_ptr<HttpClient> make_pooled_client(boost::asio::any_io_executor executor, ClientSettings settings,
                                               ConnectionFactory factory) {
  return std::make_unique<PooledClient>(std::move(executor), std::move(settings), std::move(factory));
}

Result<std::unique_ptr<HttpClient>> make_http_client(boost::asio::any_io_executor executor, ClientSettings settings) {
  auto context = tls_client_context(settings.tls);
  if (!context) return base::fail(context.error());
  WireSettings wire{*context, {settings.header_limit, settings.response_limit}};
  ConnectionFactory factory = [executor, wire, site_hosts = settings.site_hosts](const Url& url) {
    boost::system::error_code not_address;
    boost::asio::ip::make_address(url.host, not_address);
    const auto named = lists(site_hosts, url.host) ? Destination::named_site : Destination::named;
    return make_wire_connection(executor, wire, url, not_address ? named : Destination::literal);
  };
  return make_pooled_client(executor, std::move(settings), std::move(factory));
}

}  // namespace lienthong::transport
