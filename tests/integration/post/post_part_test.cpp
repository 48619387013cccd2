// The post's part behind a real listener: EMS tells of items by webhook, VNPost is read from another listener.
#include "app/post_part.hpp"

#include "app/run_to_end.hpp"
#include "base/digest.hpp"
#include "integration/http_fixture.hpp"
#include "ops/calendar_loader.hpp"
#include "runtime/callback.hpp"
#include "storage/memory/memory_store.hpp"
#include "unit/peer/peer_fixture.hpp"
#include "unit/sync/sync_world.hpp"

namespace lienthong::app {
namespace {

using domain::SystemId;
using testing::run;
using testing::soon;

const SystemId vnpost("vnpost");

domain::WorkingCalendar calendar() {
  mapping::Diagnostics problems;
  return ops::load_calendars("config/calendars", problems).value();
}

transport::ClientSettings own_hosts() {
  transport::ClientSettings out;
  out.site_hosts = {"127.0.0.1"};
  out.plain_http_hosts = {"127.0.0.1"};
  return out;
}

/// Gives a token to who has the secret, and one page of tracking.
class Vnpost {
 public:
  explicit Vnpost(boost::asio::io_context& io) : io_(io) {
    add("POST", "/token", [this](const http::Request& request) {
      token_asked_with = std::string(request.header("authorization"));
      return std::string(R"({"access_token":"t-1","token_type":"Bearer","expires_in":3600})");
    });
    add("GET", "/apiVNPostNGSP/p1.0/order/tracking", [this](const http::Request& request) {
      last_ids.push_back(request.query.at("lastId"));
      const bool first = last_ids.back() == std::string(24, '0');
      return R"({"_embedded":{"rh:doc":[)" + (first ? row : std::string()) + "]}}";
    });
    server_ = http::start_server(io.get_executor(), {}, router_).value();
  }
  ~Vnpost() {
    server_->stop_accepting();
    run(io_, server_->drain(soon(std::chrono::milliseconds{200})));
  }
  [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(server_->port()); }
  std::string token_asked_with;
  std::vector<std::string> last_ids;
  std::string row = R"({"_id":{"$oid":"684b9d0f0000000000000003"},"CustomerCode":"TNN_HCC01",)"
                    R"("OrderNumber":"H55.12-260615-0001","EventTime":1781485800000,"POSID":"250100",)"
                    R"("ItemCode":"EH005501233VN","StatusCode":4,"StatusMessage":"Phát thành công","Notes":"mẹ nhận"})";

 private:
  void add(std::string method, std::string pattern, std::function<std::string(const http::Request&)> body) {
    http::Route route;
    route.method = std::move(method);
    route.pattern = std::move(pattern);
    route.handle = [body = std::move(body)](http::Request request, base::Deadline) {
      http::Response response;
      response.content_type = "application/json";
      response.body = body(request);
      return testing::HttpFixture::answer(std::move(response));
    };
    router_.add(std::move(route));
  }
  boost::asio::io_context& io_;
  http::Router router_;
  std::unique_ptr<http::Server> server_;
};

sync::World world() {
  sync::World out = sync::testing::world();
  const auto result = out.authority.part_of(domain::Status::returned);
  std::map<domain::Part, SystemId> owners;
  std::map<domain::Status, domain::Part> statuses;
  for (int code = 1; code <= 10; ++code)
    statuses[*domain::status_from_code(code)] = out.authority.part_of(*domain::status_from_code(code));
  for (const auto& [status, part] : statuses) owners[part] = sync::testing::province;
  owners[domain::Part::payment] = owners[domain::Part::postal] = owners[result];
  out.authority =
      domain::Authority(owners, statuses, {}, {}, {{{domain::Status::returned}, {}, vnpost, {}, std::nullopt}});
  out.systems.emplace(vnpost, testing::adapter("vnpost").manifest);
  return out;
}

class PostPartTest : public testing::HttpFixture {
 protected:
  PostPartTest() {
    site_.adapters.emplace(SystemId("ems"), testing::adapter("ems"));
    site_.adapters.emplace(vnpost, testing::adapter("vnpost"));
    site_.config.data = {"adapters", "schemas", "config"};
    site_.config.server.body_limit_bytes = 4 * 1024;
    site_.config.clients.push_back({"ems", "ems", "", ops::ClientScheme::basic, ""});
    ops::Config::System system;
    system.id = "vnpost";
    site_.config.systems.push_back(system);
    mapping::Diagnostics problems;
    site_.post = load_post_site(site_.config, site_.adapters, "lienthong.toml", problems);
    EXPECT_EQ(testing::lines_of(problems), "");
  }
  void SetUp() override {
    const auto external = [this](const SystemId&) {
      peer::SystemSettings settings{vnpost_.url(), "H55", "key", base::Secret("secret")};
      std::shared_ptr<transport::HttpClient> http = transport::make_http_client(io.get_executor(), own_hosts()).value();
      return peer::make_external_system(testing::adapter("vnpost").manifest, settings, testing::adapter("vnpost").plans,
                                        {http, std::shared_ptr<const base::Clock>(std::shared_ptr<void>(), &clock_)});
    };
    client_settings = own_hosts();
    auto made = make_post_part({.executor = io.get_executor(),
                                .store = *store_,
                                .clock = clock_,
                                .random = random_,
                                .intake = intake_,
                                .site = site_,
                                .identity = identity_,
                                .signing_key = key_,
                                .admin_token = key_,
                                .wake = [](const SystemId&) {},
                                .http_client = {},
                                .external_system = external,
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

  transport::HttpResponse tell(const std::string& body, const std::string& transaction,
                               const std::string& credentials = "ems:mat-khau") {
    auto answer = send("POST", "/ems/webhook", body,
                       {{"Content-Type", "application/json; charset=utf-8"},
                        {"ems-transaction", transaction},
                        {"Authorization", "Basic " + base::to_base64(credentials)}});
    EXPECT_TRUE(answer);
    return answer.value_or(transport::HttpResponse{});
  }
  static std::string status(std::string_view clock, std::string_view note = "") {
    return R"({"tracking_code":"EH005501233VN","order_code":"H55.12-260615-0001","status_code":4,)"
           R"("status_name":"Đang vận chuyển","note":")" +
           std::string(note) + R"(","locate":"250000 - Thái Nguyên","datetime":"15/06/2026 )" + std::string(clock) +
           R"(","total_weight":40,"money_collect":0,"total_fee":34000})";
  }
  void know_dossier(std::string document) {
    const auto given = sync::testing::message(document, peer::Canonical::dossier, "k1");
    auto facts = sync::facts_of(sync::testing::province, "document", given->incoming, document, clock_.now());
    ASSERT_TRUE(run(io, intake_.accept_facts(std::move(*facts), soon())));
  }
  domain::Dossier truth() {
    const auto record = run(io, runtime::await_callback<storage::DossierRecord>(
                                    [&](auto done) { store_->load(sync::testing::dossier_code, std::move(done)); }));
    return domain::fold(record->events, site_.world.authority);
  }
  std::string orders(const std::string& query = "") { return send("GET", "/api/v1/post/orders" + query)->body; }

  base::SystemClock clock_;
  base::SeededRandom random_{1};
  base::Secret key_{"key"};
  std::unique_ptr<storage::Store> store_ = storage::make_memory_store();
  Site site_{{}, {}, calendar(), world(), std::nullopt};
  sync::Observer observer_;
  sync::Intake intake_{*store_, clock_, site_.world, observer_, [](const SystemId&) {}};
  http::Identity identity_{{{SystemId("ems"), "ems", base::Secret("mat-khau"), http::Client::Scheme::basic, ""}},
                           http::TokenIssuer(base::Secret("key"), std::chrono::hours{1})};
  Vnpost vnpost_{io};
  runtime::TaskGroup loops_{io.get_executor()};
  std::unique_ptr<PostPart> part_;
};

TEST_F(PostPartTest, AWebhookIsTakenOnceFromWhoProvesItself) {
  know_dossier(sync::testing::document_json(sync::testing::own_procedure));
  EXPECT_EQ(tell(status("09:30:00"), "t-1", "ems:sai").status, 401U);
  const auto taken = tell(status("09:30:00", "gặp bà Mơ"), "t-1");
  EXPECT_EQ(taken.status, 200U);
  EXPECT_EQ(taken.body, R"({"status":200,"message":"OK"})");
  EXPECT_EQ(tell(status("09:30:00", "gặp bà Mơ"), "t-1").status, 200U);
  EXPECT_EQ(tell(status("09:40:00"), "t-1").status, 409U);
  EXPECT_EQ(tell("{", "t-2").status, 400U);
  const std::string shown = orders();
  EXPECT_EQ(testing::count(shown, R"("order":"H55.12-260615-0001")"), 1U) << shown;
  EXPECT_NE(shown.find(R"("state":"in_transit")"), std::string::npos) << shown;
  EXPECT_EQ(shown.find("Mơ"), std::string::npos) << "notes are for nobody here";
  const auto refused = run(io, runtime::await_callback<std::vector<storage::RefusedRecord>>(
                                   [&](auto done) { store_->list_refused(10, std::move(done)); }));
  EXPECT_EQ(refused->size(), 3U) << "who could not prove it, the contradiction, what is no message";
}

TEST_F(PostPartTest, AMessageThatIsTooLargeIsAnsweredInTheSameEnvelope) {
  const auto answer = tell(status("09:30:00", std::string(5'000, 'x')), "t-1");
  EXPECT_EQ(answer.status, 413U);
  EXPECT_EQ(answer.body.find(R"({"status":413,)"), 0U) << answer.body;
}

TEST_F(PostPartTest, ADeliveryReadFromTheFeedReturnsTheResult) {
  std::string document = sync::testing::document_json(sync::testing::own_procedure);
  document.insert(document.size() - 1, R"(,"return_method":"post")");
  know_dossier(document);
  part_->start(loops_);
  run_until_true([&] { return vnpost_.last_ids.size() >= 1; });
  const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds{10};
  while (truth().status != domain::Status::returned && std::chrono::steady_clock::now() < limit)
    io.run_one_for(std::chrono::milliseconds{100});
  EXPECT_EQ(truth().status, domain::Status::returned);
  EXPECT_EQ(truth().steps.back().source, vnpost);
  EXPECT_EQ(vnpost_.token_asked_with, "Basic " + base::to_base64("key:secret"));
  EXPECT_EQ(vnpost_.last_ids.front(), std::string(24, '0'));
  EXPECT_EQ(run(io, runtime::await_callback<std::string>(
                        [&](auto done) { store_->load_cursor(vnpost, "tracking", std::move(done)); })),
            "684b9d0f0000000000000003");
  EXPECT_EQ(orders(), "{\"orders\":[]}\n");
}

TEST(PostSite, NamesWhatAnOrderNeeds) {
  std::map<SystemId, peer::Adapter> adapters{{vnpost, testing::adapter("vnpost")}};
  ops::Config config;
  config.data.config = "config";
  EXPECT_FALSE(uses_post(config, adapters));
  config.post.system = "vnpost";
  config.post.name = "Trung tâm";
  EXPECT_TRUE(uses_post(config, adapters));
  mapping::Diagnostics problems;
  EXPECT_FALSE(load_post_site(config, adapters, "lienthong.toml", problems));
  const std::string lines = testing::lines_of(problems);
  EXPECT_NE(lines.find("customer_code"), std::string::npos) << lines;
  EXPECT_NE(lines.find("province_name"), std::string::npos) << lines;
  EXPECT_NE(lines.find("no [[systems]] entry"), std::string::npos) << lines;
  EXPECT_EQ(lines.find("'name'"), std::string::npos) << lines;
}

}  // namespace
}  // namespace lienthong::app
