#pragma once

#include "app/change_feed.hpp"
#include "app/operator_api.hpp"
#include "app/part.hpp"
#include "app/site.hpp"
#include "base/clock.hpp"
#include "base/random.hpp"
#include "base/secret.hpp"
#include "http/identity.hpp"
#include "http/inbound_endpoint.hpp"
#include "http/server.hpp"
#include "ops/health.hpp"
#include "ops/metrics.hpp"
#include "ops/metrics_observer.hpp"
#include "runtime/task_group.hpp"
#include "storage/store.hpp"
#include "sync/dispatcher.hpp"
#include "sync/intake.hpp"
#include "sync/poller.hpp"

#include <boost/asio/io_context.hpp>

#include <map>
#include <memory>
#include <vector>

namespace lienthong::app {

/// The running gateway: everything it is made of, in the order in which it is built. One io_context thread runs all of
/// it; the store has threads of its own.
class Application {
 public:
  Application(boost::asio::io_context& io, Site site);
  ~Application();

  /// Opens the store, recovers what a crash left in flight, builds the links, binds the listener and writes the port
  /// file. The error says which of these failed; nothing is left running then.
  base::Result<void> start();

  /// Stop sequence: unready → no new connections → requests in hand end → dispatchers lease nothing more and settle
  /// what they hold → whatever is left at the deadline is cut → store closed. Gives false when something had to be cut.
  boost::asio::awaitable<bool> stop();

  /// After the io_context has stopped: the store finishes what it was handed. Nothing runs after it.
  void close() { store_->close(); }

  [[nodiscard]] std::uint16_t port() const { return server_->port(); }
  [[nodiscard]] std::chrono::milliseconds drain_time() const { return site_.config.shutdown.drain; }

 private:
  base::Result<void> load_secrets();
  base::Result<void> open_store();
  base::Result<void> build_link(const ops::Config::System& system);
  base::Result<void> build_identity();
  base::Result<void> build_endpoints();
  base::Result<void> build_parts();
  base::Result<std::shared_ptr<transport::HttpClient>> http_client(const domain::SystemId& id);
  base::Result<std::unique_ptr<peer::ExternalSystem>> external_system(const domain::SystemId& id);
  void wake(const domain::SystemId& peer);
  base::Result<void> listen();
  base::Result<void> write_port_file() const;
  void add_operations_routes();
  boost::asio::awaitable<void> expire_leases();
  boost::asio::awaitable<http::Response> attachment(http::Request request);
  [[nodiscard]] ops::Vitals vitals() const;
  boost::asio::awaitable<http::Response> metrics_text();

  boost::asio::io_context& io_;
  Site site_;
  base::SystemClock clock_;
  base::SeededRandom random_;
  base::Secret signing_key_;
  base::Secret admin_token_;
  ops::Metrics metrics_;
  ops::MetricsObserver observer_;
  std::unique_ptr<storage::Store> store_;
  std::unique_ptr<sync::AttachmentAddress> addresses_;
  std::unique_ptr<sync::Intake> intake_;
  std::map<domain::SystemId, std::unique_ptr<sync::Dispatcher>> dispatchers_;
  std::vector<std::unique_ptr<peer::ExternalSystem>> polled_systems_;
  std::vector<std::unique_ptr<sync::Poller>> pollers_;
  std::unique_ptr<http::Identity> identity_;
  std::vector<std::unique_ptr<http::InboundEndpoint>> endpoints_;
  std::vector<std::unique_ptr<Part>> parts_;
  std::unique_ptr<OperatorApi> operator_api_;
  std::unique_ptr<ChangeFeed> change_feed_;
  http::Router router_;
  std::unique_ptr<http::Server> server_;
  runtime::TaskGroup loops_;
  ops::Phase phase_ = ops::Phase::starting;
};

}  // namespace lienthong::app
