#include "app/application.hpp"

#include "app/outbound_client.hpp"
#include "base/log.hpp"
#include "http/problem.hpp"
#include "runtime/callback.hpp"
#include "runtime/tokens.hpp"
#include "runtime/wait_for.hpp"
#include "storage/memory/memory_store.hpp"
#include "storage/sqlite/sqlite_store.hpp"

#include <boost/asio/steady_timer.hpp>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <random>

namespace lienthong::app {
namespace {

using base::ErrorKind;
using base::Result;
using boost::asio::awaitable;

constexpr std::chrono::hours token_life{1};
constexpr std::chrono::seconds lease_check_every{5};

/// What anybody may send us.
codec::Limits message_limits(const ops::Config& config) {
  codec::Limits limits;
  limits.bytes = config.server.body_limit_bytes;
  limits.depth = config.limits.depth;
  limits.nodes = config.limits.nodes;
  limits.attributes = config.limits.attributes;
  limits.name_bytes = config.limits.name_bytes;
  limits.nul_in_text = codec::NulInText::refuse;
  return limits;
}

}  // namespace

Application::Application(boost::asio::io_context& io, Site site)
    : io_(io),
      site_(std::move(site)),
      random_(std::random_device{}()),
      observer_(metrics_, clock_),
      loops_(io.get_executor()) {}

Application::~Application() = default;

Result<void> Application::start() {
  metrics_.build_info(LT_VERSION);
  router_.on_answer([this](std::string_view pattern, unsigned status) { metrics_.http_request(pattern, status); });
  // Secrets first: without them nothing may be opened.
  if (auto done = load_secrets(); !done) return done;
  // The store: everything after it may already find work in it.
  if (auto done = open_store(); !done) return done;
  // The inbox, and who may put something into it.
  intake_ = std::make_unique<sync::Intake>(*store_, clock_, site_.world, observer_,
                                           [this](const domain::SystemId& peer) { wake(peer); });
  if (auto done = build_identity(); !done) return done;
  if (auto done = build_endpoints(); !done) return done;
  if (auto done = build_parts(); !done) return done;
  // What people and monitoring see.
  add_operations_routes();
  // The listener before the links: attachment addresses carry its port.
  if (auto done = listen(); !done) return done;
  for (const ops::Config::System& system : site_.config.systems) {
    if (auto done = build_link(system); !done) return done;
  }
  for (auto& [id, dispatcher] : dispatchers_) loops_.spawn("dispatch " + id.value(), dispatcher->run());
  for (auto& poller : pollers_) loops_.spawn("poll", poller->run());
  for (auto& part : parts_) part->start(loops_);
  loops_.spawn("expire leases", expire_leases());
  phase_ = ops::Phase::serving;
  return write_port_file();
}

Result<void> Application::load_secrets() {
  auto key = base::Secret::from_file(site_.config.gateway.signing_key_file);
  if (!key) return base::fail(std::move(key).error());
  signing_key_ = std::move(*key);
  auto token = base::Secret::from_file(site_.config.gateway.admin_token_file);
  if (!token) return base::fail(std::move(token).error());
  admin_token_ = std::move(*token);
  return {};
}

Result<void> Application::open_store() {
  switch (site_.config.store.engine) {
    case ops::StoreEngine::memory:
      store_ = storage::make_memory_store();
      break;
    case ops::StoreEngine::sqlite: {
      storage::SqliteSettings settings;
      settings.path = site_.config.store.path;
      auto opened = storage::open_sqlite_store(settings);
      if (!opened) return base::fail(std::move(opened).error());
      store_ = std::move(*opened);
      break;
    }
  }
  // A gateway that was killed left nobody behind who could still be sending: every lease of its is over.
  const base::Instant end_of_time = base::from_unix_ms(INT64_MAX / 2);
  auto recovered = runtime::wait_for<std::int64_t>([&](auto done) { store_->recover(end_of_time, std::move(done)); });
  if (!recovered) return base::fail(std::move(recovered).error());
  if (*recovered > 0) {
    base::log(base::LogLevel::warning, "sends were cut off by the last stop; their outcome will be found out",
              {{"deliveries", std::to_string(*recovered)}});
  }
  return {};
}

Result<void> Application::build_link(const ops::Config::System& system) {
  const domain::SystemId id(system.id);
  const peer::Manifest& manifest = site_.world.systems.at(id);
  auto external = external_system(id);
  if (!external) return base::fail(std::move(external).error());
  for (const peer::Poll& poll : manifest.polls) {
    if (poll.canonical == peer::Canonical::tracking_event) continue;  // the post's part reads those
    auto polled = external_system(id);
    if (!polled) return base::fail(std::move(polled).error());
    polled_systems_.push_back(std::move(*polled));
    pollers_.push_back(std::make_unique<sync::Poller>(io_.get_executor(), *polled_systems_.back(), poll,
                                                      sync::Poller::Parts{*store_, *intake_, clock_}));
  }
  dispatchers_.emplace(id, std::make_unique<sync::Dispatcher>(
                               io_.get_executor(), std::move(*external),
                               sync::Dispatcher::Parts{*store_, clock_, random_, observer_, *addresses_, *intake_}));
  return {};
}

Result<std::unique_ptr<peer::ExternalSystem>> Application::external_system(const domain::SystemId& id) {
  auto client = http_client(id);  // first: it says when there is no such entry
  if (!client) return base::fail(std::move(client).error());
  const auto& system = *std::ranges::find(site_.config.systems, id.value(), &ops::Config::System::id);
  peer::SystemSettings settings;
  settings.limits = message_limits(site_.config);
  settings.base_url = system.base_url;
  settings.unit_code = system.unit_code.empty() ? site_.config.gateway.unit_code : system.unit_code;
  settings.client_id = system.client_id;
  if (!system.client_secret_file.empty()) {
    auto secret = base::Secret::from_file(system.client_secret_file);
    if (!secret) return base::fail(std::move(secret).error());
    settings.client_secret = std::move(*secret);
  }
  const peer::SystemContext context{std::move(*client),
                                    std::shared_ptr<const base::Clock>(std::shared_ptr<void>(), &clock_)};
  return peer::make_external_system(site_.world.systems.at(id), std::move(settings), site_.adapters.at(id).plans,
                                    context);
}

Result<std::shared_ptr<transport::HttpClient>> Application::http_client(const domain::SystemId& id) {
  const auto& systems = site_.config.systems;
  const auto system = std::ranges::find(systems, id.value(), &ops::Config::System::id);
  if (system == systems.end()) {
    return base::fail(base::Error(ErrorKind::not_found, "system.not_configured", "no [[systems]] entry has that id")
                          .with("system", id.value()));
  }
  const peer::Manifest& manifest = site_.world.systems.at(id);
  return make_outbound_client(io_.get_executor(), clock_,
                              {.base_url = system->base_url,
                               .tls_ca_file = system->tls_ca_file,
                               .tls_certificate_file = system->tls_certificate_file,
                               .tls_key_file = system->tls_key_file,
                               .concurrency = manifest.concurrency,
                               .rate_per_second = manifest.rate_per_second,
                               .burst = manifest.burst});
}

Result<void> Application::build_parts() {
  const Services services{
      .io = io_,
      .store = *store_,
      .clock = clock_,
      .random = random_,
      .intake = *intake_,
      .site = site_,
      .identity = *identity_,
      .signing_key = signing_key_,
      .admin_token = admin_token_,
      .wake = [this](const domain::SystemId& peer) { wake(peer); },
      .http_client = [this](const domain::SystemId& id) { return http_client(id); },
      .external_system = [this](const domain::SystemId& id) { return external_system(id); },
      .message_limits = message_limits(site_.config),
  };
  auto parts = make_parts(services);
  if (!parts) return base::fail(std::move(parts).error());
  parts_ = std::move(*parts);
  for (auto& part : parts_) part->add_routes(router_);
  return {};
}

void Application::wake(const domain::SystemId& peer) {
  if (const auto found = dispatchers_.find(peer); found != dispatchers_.end()) found->second->wake();
}

Result<void> Application::build_identity() {
  std::vector<http::Client> clients;
  for (const ops::Config::Client& configured : site_.config.clients) {
    http::Client client;
    client.system = domain::SystemId(configured.system);
    client.client_id = configured.client_id;
    auto secret = base::Secret::from_file(configured.client_secret_file);
    if (!secret) return base::fail(std::move(secret).error());
    client.secret = std::move(*secret);
    switch (configured.scheme) {
      case ops::ClientScheme::bearer:
        client.scheme = http::Client::Scheme::bearer;
        break;
      case ops::ClientScheme::basic:
        client.scheme = http::Client::Scheme::basic;
        break;
    }
    client.certificate_cn = configured.certificate_cn;
    clients.push_back(std::move(client));
  }
  identity_ = std::make_unique<http::Identity>(std::move(clients), http::TokenIssuer(signing_key_, token_life));
  return {};
}

Result<void> Application::build_endpoints() {
  const http::InboundEndpoint::Parts parts{*identity_, *intake_, clock_, message_limits(site_.config),
                                           site_.config.limits.slow_read};
  for (const ops::Config::Client& client : site_.config.clients) {
    const domain::SystemId id(client.system);
    const peer::Adapter& adapter = site_.adapters.at(id);
    auto profiles = peer::make_inbound_profiles(adapter.manifest, adapter.plans);
    if (!profiles) return base::fail(std::move(profiles).error());
    for (auto& profile : *profiles) {
      endpoints_.push_back(std::make_unique<http::InboundEndpoint>(id, std::move(profile), parts));
      router_.add(endpoints_.back()->route());
    }
  }
  return {};
}

Result<void> Application::listen() {
  http::ServerSettings settings;
  const ops::Config::Server& configured = site_.config.server;
  settings.address = configured.address;
  settings.port = configured.port;
  settings.header_timeout = configured.header_timeout;
  settings.idle_timeout = configured.idle_timeout;
  settings.max_connections = configured.max_connections;
  if (!configured.tls_certificate_file.empty()) {
    settings.tls =
        http::TlsSettings{configured.tls_certificate_file, configured.tls_key_file, configured.tls_client_ca_file};
  }
  auto server = http::start_server(io_.get_executor(), settings, router_);
  if (!server) return base::fail(std::move(server).error());
  server_ = std::move(*server);
  std::string public_url = site_.config.gateway.public_url;
  if (public_url.empty()) {
    public_url = std::string(settings.tls ? "https://" : "http://") + settings.address + ":" + std::to_string(port());
  }
  addresses_ = std::make_unique<sync::AttachmentAddress>(std::move(public_url), signing_key_);
  return {};
}

Result<void> Application::write_port_file() const {
  const std::string& file = site_.config.server.port_file;
  if (file.empty()) return {};
  std::ofstream out(file + ".new");
  out << port() << "\n";
  out.close();
  if (!out || std::rename((file + ".new").c_str(), file.c_str()) != 0) {
    return base::fail(
        base::Error(ErrorKind::permanent, "server.port_file", "the port file cannot be written").with("file", file));
  }
  return {};
}

awaitable<void> Application::expire_leases() {
  boost::asio::steady_timer timer(io_);
  for (;;) {
    timer.expires_after(lease_check_every);
    const auto [error] = co_await timer.async_wait(runtime::nothrow);
    if (error) co_return;
    auto lost = co_await runtime::await_callback<std::int64_t>(
        [&](auto done) { store_->recover(clock_.now(), std::move(done)); });
    if (lost && *lost > 0) {
      base::log(base::LogLevel::warning, "leases ran out", {{"deliveries", std::to_string(*lost)}});
      for (auto& [id, dispatcher] : dispatchers_) dispatcher->wake();
    }
  }
}

awaitable<bool> Application::stop() {
  phase_ = ops::Phase::draining;
  const base::Deadline deadline = base::Deadline::after(clock_.steady(), drain_time());
  server_->stop_accepting();
  for (auto& [id, dispatcher] : dispatchers_) dispatcher->stop();
  for (auto& poller : pollers_) poller->stop();
  for (auto& part : parts_) part->stop();
  const bool drained = co_await server_->drain(deadline);
  bool settled = true;
  while (!deadline.passed(clock_.steady())) {
    settled = std::all_of(dispatchers_.begin(), dispatchers_.end(),
                          [](const auto& entry) { return entry.second->in_hand() == 0; });
    if (settled) break;
    boost::asio::steady_timer timer(io_, std::chrono::milliseconds(20));
    co_await timer.async_wait(runtime::nothrow);
  }
  // What is left is cut. A send that was cut stays in flight in the store and is found out after the next start.
  loops_.cancel();
  const base::Deadline last = base::Deadline::after(clock_.steady(), std::chrono::seconds(2));
  bool joined = co_await loops_.join(last);
  for (auto& [id, dispatcher] : dispatchers_) joined = co_await dispatcher->cut(last) && joined;
  co_return drained&& settled&& joined;
}

}  // namespace lienthong::app
