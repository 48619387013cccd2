#pragma once

#include "peer/payment_platform.hpp"
#include "peer_fixture.hpp"

#include <map>
#include <string>

// A payment platform of this repository with a scripted peer behind it; values of contracts 5.1 and 5.2.

namespace lienthong::testing {

inline const peer::PaymentAdapter& payment_adapter(const std::string& id) {
  static std::map<std::string, peer::PaymentAdapter> loaded;
  if (const auto found = loaded.find(id); found != loaded.end()) return found->second;
  mapping::Diagnostics problems;
  auto adapter = peer::load_payment_adapter("adapters/" + id, "schemas", problems);
  if (!adapter) throw std::runtime_error(lines_of(problems));
  return loaded.emplace(id, std::move(*adapter)).first->second;
}

inline peer::PaymentSettings payment_settings(const std::string& id) {
  const bool keypay = id == "keypay";
  return {"https://platform.test/api/", keypay ? "CLIENT01" : "DOITAC01",
          base::Secret(keypay ? "demo-hash-1" : "demo-secret"), base::Secret(keypay ? "demo-hash-2" : "demo-secret"),
          keypay ? "" : "10.10.1.5"};
}

inline peer::PaymentOrder payment_order(const std::string& reference) {
  peer::PaymentOrder out;
  out.reference = reference;
  out.amount = 120'000;
  out.description = "THANH TOAN HO SO H55.12-250613-0001";
  out.time_text = "20250613093015";
  out.return_url = "https://motcua.example.vn/tra-ve";
  out.bill = {"H55.12-250613-0001",
              {"1.001193", "Đăng ký khai sinh"},
              {"1.001193.01", "Đăng ký khai sinh"},
              {"H55.12", "UBND phường Trung Thành"},
              {"3713000001", "VCB", "UBND PHUONG TRUNG THANH"},
              "THANH TOAN HO SO H55.12-250613-0001",
              {"Trần Thị Mơ", "019185001234", "Tổ 7"},
              {{"1.001193.01", "Lệ phí hộ tịch", 120'000}}};
  return out;
}

inline const std::string platform_reference = "dvcH5512250613000120250613093015";
inline const std::string keypay_reference = "4711_3f1c0d2e-9a7b-4";
inline const std::string opened_answer =
    R"({"error_code":"0","message":"{\"UrlThanhToan\":\"https://thanhtoan.example.vn/pay?id=1\"}"})";
inline const std::string confirm_message = R"({"LoaiBanTin":"CONFIRM","MaLoi":"00","MaDoiTac":"DOITAC01",
"MaThamChieu":"dvcH5512250613000120250613093015","SoTien":120000,"MaTienTe":"VND","MaGiaoDich":"PP250613000987",
"MaNganHang":"VIETCOMBANK","ThoiGianGD":"20250613093211","ThongTinGiaoDich":"THANH TOAN HO SO H55.12-250613-0001",
"MaXacThuc":"81868a0177bda5f078a5af1e7f8821ba278841f108bf73be1c704fd2eecc4834"})";

inline std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  if (at == std::string::npos) throw std::logic_error("nothing to replace");
  return text.replace(at, from.size(), to);
}

class PaymentBench {
 public:
  explicit PaymentBench(const std::string& id, const std::string& token = {}) {
    const peer::PaymentAdapter& adapter = payment_adapter(id);
    peer::PaymentSettings settings = payment_settings(id);
    settings.token = base::Secret(token);
    platform_ = peer::make_payment_platform(adapter.manifest, std::move(settings), adapter.plans,
                                            {client_, std::make_shared<StandingClock>()})
                    .value();
  }
  [[nodiscard]] ScriptedClient& peer() { return *client_; }
  [[nodiscard]] peer::PaymentPlatform& platform() { return *platform_; }
  peer::PaymentOpening open(const std::string& reference) {
    return run(io_, platform_->open(payment_order(reference), soon(std::chrono::milliseconds{300})));
  }
  base::Result<domain::PaymentReport> query(const std::string& reference) {
    auto answer = run(io_, platform_->query({reference, "20250613093015"}, soon()));
    if (!answer) return base::fail(std::move(answer).error());
    return std::move(answer->report);
  }
  base::Result<std::string> bill(const std::string& reference) {
    return run(io_, platform_->bill({reference, "20250613093015"}, soon()));
  }
  /// A member of the last request's body, as text.
  [[nodiscard]] std::string sent(std::string_view member) const {
    codec::Arena arena;
    const auto body = codec::read_json(client_->last().body, arena).value();
    const codec::Value* found = body.find(member);
    return found == nullptr ? "(absent)" : std::string(found->scalar());
  }

 private:
  boost::asio::io_context io_;
  std::shared_ptr<ScriptedClient> client_ = std::make_shared<ScriptedClient>();
  std::unique_ptr<peer::PaymentPlatform> platform_;
};

}  // namespace lienthong::testing
