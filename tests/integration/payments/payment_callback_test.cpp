// The payments part behind a real listener, with a platform behind another one.
#include "app/payments_part.hpp"
#include "codec/builder.hpp"
#include "codec/json.hpp"
#include "integration/http_fixture.hpp"
#include "ops/calendar_loader.hpp"
#include "peer/payment_signature.hpp"
#include "runtime/callback.hpp"
#include "storage/memory/memory_store.hpp"
#include "unit/peer/peer_fixture.hpp"
#include "unit/sync/sync_world.hpp"

#include <sys/stat.h>

#include <fstream>

namespace lienthong::app {
namespace {

using testing::run;
using testing::soon;

const domain::DossierCode code("H55.12-260613-0001");
const domain::SystemId province("province");

domain::WorkingCalendar calendar() {
  mapping::Diagnostics problems;
  return ops::load_calendars("config/calendars", problems).value();
}

/// Answers INIT with a link, as long as nothing else was scripted, and keeps what it was sent.
class Platform {
 public:
  explicit Platform(boost::asio::io_context& io) : io_(io) {
    http::Route route;
    route.method = "POST";
    route.pattern = "/api/";
    route.handle = [this](http::Request request, base::Deadline) { return answer(std::move(request)); };
    router_.add(std::move(route));
    server_ = http::start_server(io.get_executor(), {}, router_).value();
  }
  ~Platform() {
    server_->stop_accepting();
    run(io_, server_->drain(soon(std::chrono::milliseconds{200})));
  }
  [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(server_->port()) + "/api"; }
  [[nodiscard]] const std::vector<std::string>& asked() const { return asked_; }
  std::string paid_reference;  ///< QUERY says that it was paid

 private:
  boost::asio::awaitable<http::Response> answer(http::Request request) {
    asked_.push_back(request.body);
    http::Response response;
    response.body = R"({"error_code":"0","message":"{\"UrlThanhToan\":\"https://thanhtoan.example.vn/pay?id=1\"}"})";
    if (request.body.find("\"QUERY\"") != std::string::npos) {
      response.body = R"({"LoaiBanTin":"QUERY","MaLoi":"00","TrangThaiGD":"1","MaDoiTac":"DOITAC01","MaThamChieu":")" +
                      paid_reference + R"(","SoTien":8000,"MaTienTe":"VND","MaGiaoDich":"PP1","ThoiGianGD":"x"})";
    }
    if (request.body.find("\"GET_BILL\"") != std::string::npos) response.body = "%PDF-1.4 receipt";
    co_return response;
  }
  boost::asio::io_context& io_;
  http::Router router_;
  std::unique_ptr<http::Server> server_;
  std::vector<std::string> asked_;
};

class PaymentCallback : public testing::HttpFixture {
 protected:
  void SetUp() override {
    const auto secret_file = folder_.write("payment_secret", "demo-secret\n");
    ::chmod(secret_file.c_str(), 0600);
    site_.config.data = {"adapters", "schemas", "config"};
    site_.config.server.body_limit_bytes = 1024 * 1024;
    site_.config.limits.depth = 64;
    site_.config.limits.nodes = 10'000;
    ops::PaymentsConfig& payments = site_.config.payments;
    payments.system = "payment-platform";
    payments.base_url = platform_.url();
    payments.partner = "DOITAC01";
    payments.secret_file = secret_file.string();
    payments.address = "10.10.1.5";
    payments.query_after = payments.query_base = payments.query_cap = std::chrono::milliseconds{200};
    payments.give_up_after = std::chrono::hours{1};
    mapping::Diagnostics problems;
    site_.fees = load_fee_site(site_.config, problems);
    ASSERT_TRUE(site_.fees);
    state_dossier();
    begin();
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
  void begin() {
    auto made = make_payments_part({.io = io,
                                    .store = *store_,
                                    .clock = clock_,
                                    .random = random_,
                                    .intake = intake_,
                                    .site = site_,
                                    .identity = identity_,
                                    .signing_key = admin_,
                                    .admin_token = admin_,
                                    .wake = [](const domain::SystemId&) {},
                                    .http_client = {}});
    ASSERT_TRUE(made.has_value()) << made.error().describe();
    part_ = std::move(*made);
    part_->add_routes(router);
    part_->start(loops_);
  }
  void state_dossier() {
    domain::Event event;
    event.source = province;
    event.dossier = code;
    event.occurred_at = clock_.now();
    event.procedure = domain::ProcedureCode("1.001193");
    event.facts = {{"procedure", R"({"code":"1.001193","name":"Đăng ký khai sinh"})"},
                   {"applicant", R"({"name":"Trần Thị Mơ"})"},
                   {"fees", R"([{"amount":8000,"code":"LPHT","name":"Lệ phí hộ tịch"}])"}};
    event.id = domain::derive_event_id(event);
    sync::NewFacts facts;
    facts.source = province;
    facts.dossier = code;
    facts.events = {event};
    ASSERT_TRUE(run(io, intake_.accept_facts(std::move(facts), soon())));
  }
  static transport::Headers admin() { return {{"Authorization", "Bearer admin-token"}}; }
  std::string field(const std::string& body, std::string_view name) {
    codec::Arena arena;
    const auto value = codec::read_json(body, arena).value();
    return value.find(name) == nullptr ? "(absent)" : std::string(value.find(name)->scalar());
  }
  std::string begin_payment() {
    const auto opened = send("POST", "/api/v1/payments", R"({"dossier":"H55.12-260613-0001"})", admin()).value();
    EXPECT_EQ(opened.status, 201U) << opened.body;
    return field(opened.body, "reference");
  }
  std::string state_of(const std::string& reference) {
    return field(send("GET", "/api/v1/payments/" + reference, {}, admin()).value().body, "state");
  }
  static std::string confirmation(const std::string& reference, int amount) {
    const std::string json = R"({"LoaiBanTin":"CONFIRM","MaLoi":"00","MaDoiTac":"DOITAC01","MaThamChieu":")" +
                             reference + R"(","SoTien":)" + std::to_string(amount) +
                             R"(,"MaTienTe":"VND","MaGiaoDich":"PP1","MaNganHang":"VCB","ThoiGianGD":"20260613093211",)"
                             R"("ThongTinGiaoDich":"x"})";
    codec::Arena arena;
    const auto signature = peer::payment_signature(peer::payment_signatures::platform_confirm,
                                                   codec::read_json(json, arena).value(), base::Secret("demo-secret"));
    return std::string(json).insert(1, "\"MaXacThuc\":\"" + signature.value() + "\",");
  }
  domain::Dossier dossier() {
    const auto record = run(
        io, runtime::await_callback<storage::DossierRecord>([&](auto done) { store_->load(code, std::move(done)); }));
    return domain::fold(record.value().events, site_.world.authority);
  }

  testing::TempFolder folder_;
  Platform platform_{io};
  std::unique_ptr<storage::Store> store_ = storage::make_memory_store();
  base::SystemClock clock_;
  base::SeededRandom random_{3};
  Site site_{{}, {}, calendar(), sync::World{sync::testing::authority(), {}, {}}};
  sync::Observer observer_;
  sync::Intake intake_{*store_, clock_, site_.world, observer_, [](const domain::SystemId&) {}};
  base::Secret admin_{"admin-token"};
  http::Identity identity_{{}, http::TokenIssuer(base::Secret("key"), std::chrono::hours{1})};
  runtime::TaskGroup loops_{io.get_executor()};
  std::unique_ptr<Part> part_;
};

TEST_F(PaymentCallback, a_payment_goes_from_the_order_to_the_dossier) {
  const std::string reference = begin_payment();
  ASSERT_EQ(platform_.asked().size(), 1U);
  EXPECT_EQ(send("POST", "/api/v1/payments", R"({"dossier":"H55.12-260613-0001"})", admin()).value().status, 409U);
  const auto wrong = send("POST", "/payment/confirm", confirmation(reference, 8001)).value();
  EXPECT_EQ(wrong.status, 200U);
  EXPECT_EQ(field(wrong.body, "MaLoi"), "02");
  for (int twice = 0; twice < 2; ++twice) {
    const auto taken = send("POST", "/payment/confirm", confirmation(reference, 8000)).value();
    EXPECT_EQ(field(taken.body, "MaLoi"), "00") << taken.body;
    codec::Arena arena;
    EXPECT_TRUE(peer::check_payment_signature(peer::payment_signatures::platform_reply,
                                              codec::read_json(taken.body, arena).value(),
                                              base::Secret("demo-secret")));
  }
  EXPECT_EQ(state_of(reference), "paid");
  const auto bill = send("GET", "/api/v1/payments/" + reference + "/bill", {}, admin()).value();
  EXPECT_EQ(bill.body, "%PDF-1.4 receipt");
  EXPECT_EQ(bill.header("content-type"), "application/pdf");
  run_until_true([&] { return !dossier().observations.empty() || dossier().facts.contains("payment"); });
}

TEST_F(PaymentCallback, what_is_not_confirmed_is_asked_about) {
  const std::string reference = begin_payment();
  platform_.paid_reference = reference;
  run_until_true([&] { return platform_.asked().size() > 1; });
  run_until_true([&] { return state_of(reference) == "paid"; });
}

TEST_F(PaymentCallback, nobody_acts_without_a_token) {
  const std::string reference = begin_payment();
  for (const std::string& path : {"/api/v1/payments/" + reference, "/api/v1/payments/" + reference + "/bill",
                                  std::string("/api/v1/payments?dossier=H55.12-260613-0001")}) {
    EXPECT_EQ(send("GET", path).value().status, 401U) << path;
  }
  EXPECT_EQ(send("POST", "/api/v1/payments", R"({"dossier":"H55.12-260613-0001"})").value().status, 401U);
  const std::string act = "/api/v1/payments/" + reference;
  EXPECT_EQ(send("POST", act + "/cancel", R"({"reason":"x"})").value().status, 401U);
  EXPECT_EQ(send("POST", act + "/refunds", R"({"number":"1","amount":1})").value().status, 401U);
  const auto cancelled = send("POST", act + "/cancel", R"({"reason":"asked by telephone"})", admin()).value();
  EXPECT_EQ(field(cancelled.body, "state"), "cancelled") << cancelled.body;
  EXPECT_EQ(send("POST", act + "/refunds", R"({"number":"1","amount":1})", admin()).value().status, 400U);
}

TEST_F(PaymentCallback, a_wrong_request_is_named) {
  const std::vector<std::pair<std::string, std::string>> wrong{
      {"[]", "request.body"},
      {"{}", "request.missing_field"},
      {R"({"dossier":"H55.12-260613-0001","amount":1})", "request.unknown_field"},
      {R"({"dossier":"H55.12-260613-0001","fee":"OTHER"})", "payment.fee"},
      {R"({"dossier":"H55.12-260613-9999"})", "dossier.unknown"}};
  for (const auto& [body, problem] : wrong) {
    const auto answer = send("POST", "/api/v1/payments", body, admin()).value();
    EXPECT_NE(answer.body.find(problem), std::string::npos) << answer.body;
  }
  EXPECT_TRUE(platform_.asked().empty());
  EXPECT_EQ(send("GET", "/api/v1/payments/dvcOther", {}, admin()).value().status, 404U);
  const auto items = send("GET", "/api/v1/payments?dossier=H55.12-260613-0001", {}, admin()).value();
  EXPECT_EQ(items.body, "{\"items\":[]}\n");
}

TEST(payments_part, is_absent_without_a_system_and_names_files_that_do_not_hold) {
  boost::asio::io_context io;
  const auto store = storage::make_memory_store();
  base::SystemClock clock;
  base::SeededRandom random{1};
  Site site{{}, {}, calendar(), sync::World{sync::testing::authority(), {}, {}}};
  sync::Observer observer;
  sync::Intake intake{*store, clock, site.world, observer, [](const domain::SystemId&) {}};
  const http::Identity identity{{}, http::TokenIssuer(base::Secret("key"), std::chrono::hours{1})};
  const base::Secret admin("x");
  const Services services{.io = io,
                          .store = *store,
                          .clock = clock,
                          .random = random,
                          .intake = intake,
                          .site = site,
                          .identity = identity,
                          .signing_key = admin,
                          .admin_token = admin,
                          .wake = {},
                          .http_client = {}};
  EXPECT_EQ(make_payments_part(services).value(), nullptr);
  site.config.payments.system = "payment-platform";
  site.config.payments.base_url = "http://127.0.0.1:1";
  site.config.payments.partner = "X";
  site.config.payments.secret_file = "nowhere";
  EXPECT_EQ(make_payments_part(services).error().code(), "payments.files") << "no adapters here";
  store->close();
}

}  // namespace
}  // namespace lienthong::app
