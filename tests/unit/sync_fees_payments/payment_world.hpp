#pragma once

#include "runtime/callback.hpp"
#include "storage/memory/memory_store.hpp"
#include "storage/sqlite/sqlite_store.hpp"
#include "support/fake_clock.hpp"
#include "support/run_coroutine.hpp"
#include "sync/fees/payment_desk.hpp"
#include "sync/fees/payment_watch.hpp"
#include "unit/peer/payment_fixture.hpp"
#include "unit/sync/sync_world.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>

// A dossier that owes one fee, a desk, a watch, and a scripted platform behind them; on either store.

namespace lienthong::sync::testing {

using lienthong::testing::run;
using lienthong::testing::ScriptedClient;
using lienthong::testing::soon;

inline const domain::DossierCode paying_dossier("H55.12-250613-0001");
inline const domain::SystemId platform_id("payment-platform");

inline base::Instant asked_at() { return base::from_rfc3339("2025-06-13T09:30:15.000+07:00").value(); }

/// The province owns every part; the platform may state the payment beside it, as in the shipped table.
inline domain::Authority payment_by_platform_too() {
  using domain::Part;
  using domain::Status;
  return domain::Authority({{Part::submission, province},
                            {Part::processing, province},
                            {Part::payment, province},
                            {Part::postal, province},
                            {Part::result, province}},
                           {{Status::registered, Part::submission},
                            {Status::accepted, Part::submission},
                            {Status::withdrawn, Part::submission},
                            {Status::not_accepted, Part::processing},
                            {Status::processing, Part::processing},
                            {Status::supplement_requested, Part::processing},
                            {Status::payment_requested, Part::processing},
                            {Status::stopped, Part::processing},
                            {Status::completed, Part::processing},
                            {Status::returned, Part::result}},
                           {{"payment", Part::payment}}, {}, {{{}, {"payment"}, platform_id, {}, std::nullopt}});
}

inline domain::FeeSchedule one_fee(std::int64_t amount = 120'000) {
  domain::BeneficiaryAccount account;
  account.id = "ward";
  account.unit = domain::UnitCode("H55.12");
  account.number = "3713000001";
  account.bank = "VCB";
  account.holder_name = "UBND PHUONG TRUNG THANH";
  domain::FeeRate rate;
  rate.procedure = domain::ProcedureCode("1.001193");
  rate.code = "LPHT";
  rate.title = "Lệ phí hộ tịch";
  rate.amount = amount;
  rate.legal_basis = "x";
  rate.notice = "1";
  rate.unit = domain::UnitCode("H55.12");
  rate.account = "ward";
  rate.valid_from = std::chrono::sys_days{std::chrono::year{2025} / 1 / 1};
  return domain::FeeSchedule::from_rates({account}, {rate}).value();
}

inline domain::Facts facts_owing(std::int64_t amount) {
  return {{"procedure", R"({"code":"1.001193","name":"Đăng ký khai sinh"})"},
          {"applicant", R"({"identity_number":"019185001234","name":"Trần Thị Mơ"})"},
          {"fees", R"([{"amount":)" + std::to_string(amount) + R"(,"code":"LPHT","name":"Lệ phí hộ tịch"}])"}};
}

/// Everything that dies with the process; the store stays.
class Process {
 public:
  Process(boost::asio::io_context& io, storage::Store& store, support::FakeClock& clock, World& world,
          const std::string& platform = "payment-platform")
      : intake_(store, clock, world, observer_, [](const domain::SystemId&) {}) {
    const auto& adapter = lienthong::testing::payment_adapter(platform);
    platform_ =
        peer::make_payment_platform(adapter.manifest, lienthong::testing::payment_settings(platform), adapter.plans,
                                    {client_, std::shared_ptr<const base::Clock>(std::shared_ptr<void>(), &clock)})
            .value();
    desk_ = std::make_unique<PaymentDesk>(
        PaymentDesk::Parts{io.get_executor(), store, clock, random_, intake_, world.authority, schedule_, *platform_},
        [] {});
    watch_ = std::make_unique<PaymentWatch>(
        PaymentWatch::Parts{io.get_executor(), store, clock, random_, intake_, *desk_, *platform_, {}});
  }
  [[nodiscard]] ScriptedClient& peer() { return *client_; }
  [[nodiscard]] PaymentDesk& desk() { return *desk_; }
  [[nodiscard]] PaymentWatch& watch() { return *watch_; }
  [[nodiscard]] Intake& intake() { return intake_; }

 private:
  std::shared_ptr<ScriptedClient> client_ = std::make_shared<ScriptedClient>();
  base::SeededRandom random_{7};
  domain::FeeSchedule schedule_ = one_fee();
  Observer observer_;
  Intake intake_;
  std::unique_ptr<peer::PaymentPlatform> platform_;
  std::unique_ptr<PaymentDesk> desk_;
  std::unique_ptr<PaymentWatch> watch_;
};

enum class Engine { memory, sqlite };

class PaymentTest : public ::testing::TestWithParam<Engine> {
 protected:
  PaymentTest() {
    if (GetParam() == Engine::memory) {
      store_ = storage::make_memory_store();
    } else {
      storage::SqliteSettings settings;
      settings.path = (folder_.path() / "payments.db").string();
      store_ = storage::open_sqlite_store(settings).value();
    }
    restart();
    state_fees(120'000);
  }
  ~PaymentTest() override { store_->close(); }

  void restart(const std::string& platform = "payment-platform") {
    process_ = std::make_unique<Process>(io_, *store_, clock_, world_, platform);
  }
  void state_fees(std::int64_t amount) { state(facts_owing(amount)); }
  void state_payment(const std::string& payment) { state({{"payment", payment}}); }
  void state(domain::Facts stated) {
    domain::Event event;
    event.source = province;
    event.dossier = paying_dossier;
    event.occurred_at = clock_.now();
    event.procedure = domain::ProcedureCode("1.001193");
    event.facts = std::move(stated);
    event.id = domain::derive_event_id(event);
    NewFacts facts;
    facts.source = province;
    facts.dossier = paying_dossier;
    facts.events = {event};
    ASSERT_TRUE(run(io_, process_->intake().accept_facts(facts, far())));
  }
  /// The fake clock's own steady time is long past for real timers: whoever is silent has timed out at once.
  base::Deadline far() { return base::Deadline::after(clock_.steady(), std::chrono::seconds{30}); }
  base::Result<BegunPayment> open() { return run(io_, process_->desk().open({paying_dossier, "", ""}, far())); }
  std::string open_code() {
    const auto begun = open();
    return begun ? "" : begun.error().code();
  }
  peer::Reply hear(const std::string& body) { return run(io_, process_->desk().hear(body)); }
  /// MaLoi of what it is answered.
  std::string said(const std::string& body) {
    codec::Arena arena;
    const auto reply = hear(body);
    return std::string(codec::read_json(reply.body, arena).value().find("MaLoi")->scalar());
  }
  std::chrono::milliseconds look() { return run(io_, process_->watch().look()); }
  StoredClaim claim(const std::string& reference) { return run(io_, process_->desk().find(reference)).value(); }
  domain::Dossier dossier() {
    const auto record =
        run(io_,
            runtime::await_callback<storage::DossierRecord>([&](auto done) { store_->load(paying_dossier, done); }))
            .value();
    return domain::fold(record.events, world_.authority);
  }
  std::size_t events() {
    return run(io_,
               runtime::await_callback<storage::DossierRecord>([&](auto done) { store_->load(paying_dossier, done); }))
        .value()
        .events.size();
  }
  std::vector<storage::RefusedRecord> refused_rows() {
    return run(io_, runtime::await_callback<std::vector<storage::RefusedRecord>>(
                        [&](auto done) { store_->list_refused(100, done); }))
        .value();
  }
  std::vector<std::string> refused() { return of_refused(&storage::RefusedRecord::reason); }
  /// The messages of them, as they came.
  std::vector<std::string> kept() { return of_refused(&storage::RefusedRecord::raw); }
  std::vector<std::string> of_refused(std::string storage::RefusedRecord::*member) {
    std::vector<std::string> out;
    for (const auto& row : refused_rows()) out.push_back(row.*member);
    return out;
  }

  lienthong::testing::TempFolder folder_;
  boost::asio::io_context io_;
  std::unique_ptr<storage::Store> store_;
  support::FakeClock clock_{asked_at()};
  World world_{payment_by_platform_too(), {}, {}};
  std::unique_ptr<Process> process_;
};

/// An answer to QUERY about `reference`.
inline std::string query_answer(const std::string& reference, const std::string& state,
                                const std::string& transaction = "PP250613000987") {
  return R"({"LoaiBanTin":"QUERY","MaLoi":"00","TrangThaiGD":")" + state +
         R"(","MaDoiTac":"DOITAC01","MaThamChieu":")" + reference +
         R"(","SoTien":120000,"MaTienTe":"VND","MaGiaoDich":")" + (state == "1" ? transaction : "") +
         R"(","MaNganHang":"","ThoiGianGD":"20250613093015"})";
}

}  // namespace lienthong::sync::testing
