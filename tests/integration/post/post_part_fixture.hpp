#pragma once

#include "app/post_part.hpp"
#include "integration/http_fixture.hpp"
#include "ops/calendar_loader.hpp"
#include "runtime/callback.hpp"
#include "storage/memory/memory_store.hpp"
#include "unit/peer/peer_fixture.hpp"
#include "unit/sync/sync_world.hpp"

namespace lienthong::app::testing {

using namespace lienthong::testing;
using domain::SystemId;

inline domain::WorkingCalendar calendar() {
  mapping::Diagnostics problems;
  return ops::load_calendars("config/calendars", problems).value();
}

inline transport::ClientSettings own_hosts() {
  transport::ClientSettings out;
  out.site_hosts = {"127.0.0.1"};
  out.plain_http_hosts = {"127.0.0.1"};
  return out;
}

/// A system on a listener of its own.
class Listener {
 public:
  explicit Listener(boost::asio::io_context& io) : io_(io) {}
  ~Listener() {
    server_->stop_accepting();
    run(io_, server_->drain(soon(std::chrono::milliseconds{200})));
  }
  [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(server_->port()); }

 protected:
  using Answer = std::function<http::Response(const http::Request&)>;
  static http::Response json(std::string body, unsigned status = 200) {
    http::Response response;
    response.status = status;
    response.content_type = "application/json";
    response.body = std::move(body);
    return response;
  }
  void add(std::string method, std::string pattern, Answer answer) {
    http::Route route;
    route.method = std::move(method);
    route.pattern = std::move(pattern);
    route.handle = [answer = std::move(answer)](http::Request request, base::Deadline) {
      return HttpFixture::answer(answer(request));
    };
    router_.add(std::move(route));
  }
  void listen() { server_ = http::start_server(io_.get_executor(), {}, router_).value(); }

 private:
  boost::asio::io_context& io_;
  http::Router router_;
  std::unique_ptr<http::Server> server_;
};

/// The world of other tests, with a post whose delivery may return a result.
inline sync::World world_with(const SystemId& post) {
  sync::World out = sync::testing::world();
  const auto result = out.authority.part_of(domain::Status::returned);
  std::map<domain::Part, SystemId> owners;
  std::map<domain::Status, domain::Part> statuses;
  for (int code = 1; code <= 10; ++code)
    statuses[*domain::status_from_code(code)] = out.authority.part_of(*domain::status_from_code(code));
  for (const auto& [status, part] : statuses) owners[part] = sync::testing::province;
  owners[domain::Part::payment] = owners[domain::Part::postal] = owners[result];
  out.authority =
      domain::Authority(owners, statuses, {}, {}, {{{domain::Status::returned}, {}, post, {}, std::nullopt}});
  peer::Manifest manifest = adapter(post.value()).manifest;
  for (peer::Poll& poll : manifest.polls) poll.every = std::chrono::milliseconds{200};
  out.systems.emplace(post, std::move(manifest));
  return out;
}

/// The post's part behind a listener, with EMS beside a post that is reached over HTTP.
class PostPartFixture : public HttpFixture {
 protected:
  explicit PostPartFixture(SystemId post) : post_(std::move(post)) {
    site_.adapters.emplace(SystemId("ems"), adapter("ems"));
    site_.adapters.emplace(post_, adapter(post_.value()));
    site_.config.data = {"adapters", "schemas", "config"};
    site_.config.server.body_limit_bytes = 4 * 1024;
    site_.config.clients.push_back({"ems", "ems", "", ops::ClientScheme::basic, ""});
    ops::Config::System system;
    system.id = post_.value();
    site_.config.systems.push_back(system);
  }
  /// Where the post is.
  [[nodiscard]] virtual std::string post_url() const = 0;
  /// Something is to be told to it.
  virtual void wake_post() {}

  base::Result<std::unique_ptr<peer::ExternalSystem>> external_post() {
    peer::SystemSettings settings{post_url(), "H55", "key", base::Secret("secret")};
    std::shared_ptr<transport::HttpClient> http = transport::make_http_client(io.get_executor(), own_hosts()).value();
    return peer::make_external_system(site_.world.systems.at(post_), settings, site_.adapters.at(post_).plans,
                                      {http, std::shared_ptr<const base::Clock>(std::shared_ptr<void>(), &clock_)});
  }
  void SetUp() override {
    mapping::Diagnostics problems;
    site_.post = load_post_site(site_.config, site_.adapters, "lienthong.toml", problems);
    ASSERT_EQ(lines_of(problems), "");
    client_settings = own_hosts();
    auto made = make_post_part({.io = io,
                                .store = *store_,
                                .clock = clock_,
                                .random = random_,
                                .intake = intake_,
                                .site = site_,
                                .identity = identity_,
                                .signing_key = key_,
                                .admin_token = key_,
                                .wake = [this](const SystemId&) { wake_post(); },
                                .http_client = {},
                                .external_system = [this](const SystemId&) { return external_post(); },
                                .message_limits = {}});
    ASSERT_TRUE(made) << made.error().describe();
    part_ = std::move(*made);
    part_->add_routes(router);
    start();
  }
  void TearDown() override {
    part_->stop();
    loops_.cancel();
    EXPECT_TRUE(run(io, loops_.join(soon())));
    HttpFixture::TearDown();
    server.reset();
    part_.reset();
    store_->close();
  }

  void know_dossier(std::string document, std::string key = "k1") {
    const auto given = sync::testing::message(document, peer::Canonical::dossier, std::move(key));
    auto facts = sync::facts_of(sync::testing::province, "document", given->incoming, document, clock_.now());
    ASSERT_TRUE(run(io, intake_.accept_facts(std::move(*facts), soon())));
  }
  domain::Dossier truth() {
    const auto record = run(io, runtime::await_callback<storage::DossierRecord>(
                                    [&](auto done) { store_->load(sync::testing::dossier_code, std::move(done)); }));
    return domain::fold(record->events, site_.world.authority);
  }
  /// Runs both ends until it is so, at most for half a minute.
  [[nodiscard]] bool comes_true(const std::function<bool()>& so) {
    const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds{30};
    while (!so() && std::chrono::steady_clock::now() < limit) io.run_one_for(std::chrono::milliseconds{100});
    return so();
  }
  std::string orders(const std::string& query = "") { return send("GET", "/api/v1/post/orders" + query)->body; }

  SystemId post_;
  base::SystemClock clock_;
  base::SeededRandom random_{1};
  base::Secret key_{"key"};
  std::unique_ptr<storage::Store> store_ = storage::make_memory_store();
  Site site_{{}, {}, calendar(), world_with(post_), std::nullopt};
  sync::Observer observer_;
  sync::Intake intake_{*store_, clock_, site_.world, observer_, [](const SystemId&) {}};
  http::Identity identity_{{{SystemId("ems"), "ems", base::Secret("mat-khau"), http::Client::Scheme::basic, ""}},
                           http::TokenIssuer(base::Secret("key"), std::chrono::hours{1})};
  runtime::TaskGroup loops_{io.get_executor()};
  std::unique_ptr<PostPart> part_;
};

}  // namespace lienthong::app::testing
