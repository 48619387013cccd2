#include "peer/payment_signature.hpp"

#include "codec/arena.hpp"
#include "codec/json.hpp"
#include "peer_fixture.hpp"

#include <gtest/gtest.h>

#include <string>
#include <tuple>
#include <vector>

namespace lienthong::peer {
namespace {

using namespace payment_signatures;

/// The five vectors of contracts 5.1 and 5.2, as messages.
struct Vector {
  const char* name;
  const SignatureRule& rule;
  const char* secret;
  std::string message;
  std::string signature;
};

const std::vector<Vector>& vectors() {
  static const std::vector<Vector> all{
      {"init", platform_init, "demo-secret",
       R"({"LoaiBanTin":"INIT","PhienBan":"1.0.6","MaDoiTac":"DOITAC01","MaThamChieu":"dvcH5512250613000120250613093015",
           "SoTien":"120000","LoaiHinhThanhToan":"PAY","MaKenhThanhToan":"1","MaThietBi":"1","NgonNgu":"vi-VN",
           "MaTienTe":"VND","MaNganHang":"PAYMENT","ThongTinGiaoDich":"THANH TOAN HO SO H55.12-250613-0001",
           "ThoiGianGD":"20250613093015","Ip":"10.10.1.5","ThongTinBienLai":{"MaDichVu":"2"}})",
       "f73498c1cd203451451237d4f3bea41abcc3ce907fc702234b62e9bc52746c4a"},
      {"confirm", platform_confirm, "demo-secret",
       R"({"LoaiBanTin":"CONFIRM","MaLoi":"00","MaDoiTac":"DOITAC01","MaThamChieu":"dvcH5512250613000120250613093015",
           "SoTien":120000,"MaTienTe":"VND","MaGiaoDich":"PP250613000987","MaNganHang":"VIETCOMBANK",
           "ThoiGianGD":"20250613093211","ThongTinGiaoDich":"THANH TOAN HO SO H55.12-250613-0001"})",
       "81868a0177bda5f078a5af1e7f8821ba278841f108bf73be1c704fd2eecc4834"},
      {"query", platform_query, "demo-secret",
       R"({"LoaiBanTin":"QUERY","PhienBan":"1.0.6","MaDoiTac":"DOITAC01",
           "MaThamChieu":"dvcH5512250613000120250613093015","ThoiGianGD":"20250613093015"})",
       "3e04cd148044a68f591fc271ca22e2ad9b59ff35a94c6f0c003f3c5b3fa6bd0b"},
      {"keypay_create", keypay_create, "demo-hash-1",
       R"({"addition_fee":"0","client_id":"CLIENT01","command":"PAY","trans_amount":"120000",
           "transaction_id":"4711_3f1c0d2e-9a7b-4","version":"3.0"})",
       "668627fcafb1d0806c3275ef70fd0259b8bdcf4eb779f5b860555c169186a167"},
      {"keypay_detail", keypay_detail, "demo-hash-1",
       R"({"client_id":"CLIENT01","command":"PAY","transaction_id":"4711_3f1c0d2e-9a7b-4"})",
       "acbb7642c819419a1736a3fe488ce23e6fb78bb4d2704b28fb1d3179e28b8f59"}};
  return all;
}

std::string with_member(std::string message, std::string_view name, std::string_view json) {
  message.insert(1, "\"" + std::string(name) + "\":" + std::string(json) + ",");
  return message;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

base::Result<void> check(const SignatureRule& rule, const std::string& json, const char* secret,
                         const HeldValues& held = {}) {
  codec::Arena arena;
  return check_payment_signature(rule, codec::read_json(json, arena).value(), base::Secret(secret), held);
}

std::string code_of(const base::Result<void>& result) { return result ? "" : result.error().code(); }

class PaymentSignature : public ::testing::TestWithParam<Vector> {};

TEST_P(PaymentSignature, is_that_of_the_vector) {
  codec::Arena arena;
  const auto& one = GetParam();
  const auto message = codec::read_json(one.message, arena).value();
  EXPECT_EQ(payment_signature(one.rule, message, base::Secret(one.secret)).value(), one.signature);
}

TEST_P(PaymentSignature, is_accepted_on_the_message_alone_and_under_its_secret) {
  const auto& one = GetParam();
  const std::string whole = with_member(one.message, one.rule.signature_member, "\"" + one.signature + "\"");
  EXPECT_EQ(code_of(check(one.rule, whole, one.secret)), "");
  EXPECT_EQ(code_of(check(one.rule, whole, "demo-secret-2")), "payment.signature");
  EXPECT_EQ(code_of(check(one.rule, one.message, one.secret)), "payment.signature") << "no signature at all";
  const std::string last_digit = one.signature.substr(0, 63) + (one.signature.back() == '0' ? "1" : "0");
  EXPECT_EQ(code_of(check(one.rule, replaced(whole, one.signature, last_digit), one.secret)), "payment.signature");
  EXPECT_EQ(code_of(check(one.rule, replaced(whole, one.signature, one.signature.substr(0, 63)), one.secret)),
            "payment.signature");
}

TEST_P(PaymentSignature, breaks_with_each_signed_member) {
  codec::Arena arena;
  const auto& one = GetParam();
  const auto message = codec::read_json(one.message, arena).value();
  for (const std::string_view member : one.rule.signed_members) {
    const HeldValues other{{std::string(member), "x"}};
    EXPECT_NE(payment_signature(one.rule, message, base::Secret(one.secret), other).value(), one.signature) << member;
  }
}

INSTANTIATE_TEST_SUITE_P(Vectors, PaymentSignature, ::testing::ValuesIn(vectors()),
                         [](const auto& info) { return std::string(info.param.name); });

TEST(payment_signature, an_amount_is_the_same_as_text_and_as_integer) {
  const Vector& confirm = vectors()[1];
  codec::Arena arena;
  const std::string text = replaced(confirm.message, "\"SoTien\":120000", "\"SoTien\":\"120000\"");
  EXPECT_EQ(payment_signature(confirm.rule, codec::read_json(text, arena).value(), base::Secret(confirm.secret)),
            confirm.signature);
}

TEST(payment_signature, a_member_that_cannot_be_signed_is_named) {
  const Vector& confirm = vectors()[1];
  const auto refused = [&](std::string_view to) {
    const auto result = check(confirm.rule, replaced(confirm.message, "\"SoTien\":120000", to), confirm.secret);
    return result ? "" : result.error().describe();
  };
  for (const char* bad : {"\"Other\":1", "\"SoTien\":null", "\"SoTien\":120000.5", "\"SoTien\":[120000]",
                          "\"SoTien\":\"120000|VND\"", "\"SoTien\":true"}) {
    EXPECT_NE(refused(bad).find("payment.signature_member"), std::string::npos) << bad;
    EXPECT_NE(refused(bad).find("member=SoTien"), std::string::npos) << bad;
    EXPECT_EQ(refused(bad).find("120000"), std::string::npos) << "no value in a text that is logged: " << bad;
  }
}

TEST(payment_signature, an_empty_first_member_still_has_its_place) {
  static constexpr std::array<std::string_view, 2> members{"a", "b"};
  constexpr SignatureRule rule{SignatureAlgorithm::hmac_sha256, "s", members};
  codec::Arena arena;
  const auto sign = [&](const char* json) {
    return payment_signature(rule, codec::read_json(json, arena).value(), base::Secret("k")).value();
  };
  EXPECT_NE(sign(R"({"a":"","b":"x"})"), sign(R"({"a":"x","b":""})"));
}

/// What the adapters' cases show is signed as the contracts say.
TEST(payment_signature, the_cases_of_the_adapters_are_signed) {
  const std::vector<std::tuple<const SignatureRule*, const char*, const char*>> cases{
      {&platform_init, "payment-platform/cases/khoi-tao", "demo-secret"},
      {&platform_confirm, "payment-platform/cases/xac-nhan", "demo-secret"},
      {&platform_query, "payment-platform/cases/truy-van", "demo-secret"},
      {&keypay_create, "keypay/cases/tao", "demo-hash-1"},
      {&keypay_detail, "keypay/cases/tra-cuu", "demo-hash-1"}};
  for (const auto& [rule, folder, secret] : cases) {
    const std::string message = testing::file_text("adapters/" + std::string(folder) + "/external.json");
    EXPECT_EQ(code_of(check(*rule, message, secret)), "") << folder;
  }
}

/// KeyPay's callback is proved with the amount that we asked for: one that names another amount fails.
TEST(payment_signature, held_values_win_over_those_received) {
  const Vector& create = vectors()[3];
  const std::string lowered = replaced(with_member(create.message, "check_sum", "\"" + create.signature + "\""),
                                       "\"trans_amount\":\"120000\"", "\"trans_amount\":\"12\"");
  EXPECT_EQ(code_of(check(create.rule, lowered, create.secret)), "payment.signature");
  EXPECT_EQ(code_of(check(create.rule, lowered, create.secret, {{"trans_amount", "120000"}})), "");
}

}  // namespace
}  // namespace lienthong::peer
