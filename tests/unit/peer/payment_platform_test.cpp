#include "peer/payment_platform.hpp"

#include "payment_fixture.hpp"
#include "peer/payment_signature.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace lienthong::peer {
namespace {

using domain::PlatformState;
using domain::ReportProof;
using testing::confirm_message;
using testing::keypay_reference;
using testing::PaymentBench;
using testing::platform_reference;
using testing::replaced;

std::string signed_by(const SignatureRule& rule, std::string json, const char* secret) {
  codec::Arena arena;
  const auto message = codec::read_json(json, arena).value();
  const std::string signature = payment_signature(rule, message, base::Secret(secret)).value();
  return json.insert(1, "\"" + std::string(rule.signature_member) + "\":\"" + signature + "\",");
}

std::string keypay_callback(const std::string& amount = "120000") {
  return signed_by(payment_signatures::keypay_create,
                   R"({"client_id":"CLIENT01","transaction_id":"4711_3f1c0d2e-9a7b-4","trans_amount":")" + amount +
                       R"(","command":"PAY","version":"3.0","addition_fee":"0","currency_code":"VND",)"
                       R"("transaction_code":"KP0001","payment_fee":"1100","status":"0"})",
                   "demo-hash-2");
}

TEST(payment_platform, init_is_signed_as_the_vector_says) {
  PaymentBench bench("payment-platform");
  bench.peer().answers(200, testing::opened_answer);
  const auto opening = bench.open(platform_reference);
  EXPECT_EQ(std::get<PaymentOpened>(opening).url, "https://thanhtoan.example.vn/pay?id=1");
  EXPECT_EQ(bench.sent("MaXacThuc"), "f73498c1cd203451451237d4f3bea41abcc3ce907fc702234b62e9bc52746c4a");
  EXPECT_EQ(bench.sent("SoTien"), "120000");
  EXPECT_NE(bench.peer().last().body.find("\"SoTien\":\"120000\",\"LoaiHinhThanhToan\""), std::string::npos)
      << "a text in INIT: " << bench.peer().last().body;
  EXPECT_EQ(bench.peer().last().url, "https://platform.test/api/");
}

TEST(payment_platform, query_repeats_the_time_text_and_is_signed_as_the_vector_says) {
  PaymentBench bench("payment-platform");
  bench.peer().answers(200, R"({"LoaiBanTin":"QUERY","MaLoi":"00","TrangThaiGD":"3","MaDoiTac":"DOITAC01",
    "MaThamChieu":"dvcH5512250613000120250613093015","SoTien":"120000","MaTienTe":"VND","MaGiaoDich":"",
    "MaNganHang":"","ThoiGianGD":"20250613093015"})");
  const auto report = bench.query(platform_reference);
  ASSERT_TRUE(report.has_value()) << report.error().describe();
  EXPECT_EQ(bench.sent("MaXacThuc"), "3e04cd148044a68f591fc271ca22e2ad9b59ff35a94c6f0c003f3c5b3fa6bd0b");
  EXPECT_EQ(bench.sent("ThoiGianGD"), "20250613093015");
  EXPECT_EQ(report->proof, ReportProof::own_query);
  EXPECT_EQ(report->state, PlatformState::pending);
  EXPECT_EQ(report->amount, 120'000) << "an amount as a text is read too";
  EXPECT_EQ(domain::meaning(*report), PlatformState::pending);
}

TEST(payment_platform, confirm_is_heard_as_the_vector_says_with_the_amount_as_integer_or_text) {
  PaymentBench bench("payment-platform");
  for (const char* amount : {"120000", "\"120000\""}) {
    const auto report =
        bench.platform().hear(replaced(confirm_message, "\"SoTien\":120000", "\"SoTien\":" + std::string(amount)), {});
    ASSERT_TRUE(report.has_value()) << report.error().describe();
    EXPECT_EQ(report->proof, ReportProof::signature_verified);
    EXPECT_EQ(report->amount, 120'000);
    EXPECT_EQ(report->transaction, "PP250613000987");
    EXPECT_EQ(domain::meaning(*report), PlatformState::paid);
  }
  EXPECT_EQ(bench.platform().reference_of(confirm_message), platform_reference);
  const auto forged = bench.platform().hear(replaced(confirm_message, "120000", "120001"), {});
  EXPECT_EQ(forged.value().proof, ReportProof::signature_wrong);
  EXPECT_EQ(bench.platform().hear(replaced(confirm_message, "\"SoTien\":120000,", ""), {}).error().code(),
            "payment.signature_member");
  EXPECT_FALSE(bench.platform().hear("[]", {}).has_value());
}

TEST(payment_platform, every_verdict_is_answered_in_the_envelope_and_signed) {
  PaymentBench bench("payment-platform");
  const std::vector<std::pair<PaymentVerdict, std::string>> codes{
      {PaymentVerdict::taken, "00"},        {PaymentVerdict::unknown_reference, "01"},
      {PaymentVerdict::wrong_amount, "02"}, {PaymentVerdict::wrong_checksum, "03"},
      {PaymentVerdict::malformed, "07"},    {PaymentVerdict::try_again, "99"}};
  for (const auto& [verdict, code] : codes) {
    const Reply reply = bench.platform().answer(confirm_message, verdict);
    codec::Arena arena;
    const auto body = codec::read_json(reply.body, arena).value();
    EXPECT_EQ(body.find("MaLoi")->scalar(), code);
    EXPECT_EQ(body.find("ThoiGianGD")->scalar(), "20250613093211") << "as it came";
    EXPECT_TRUE(check_payment_signature(payment_signatures::platform_reply, body, base::Secret("demo-secret")));
    EXPECT_EQ(reply.status, verdict == PaymentVerdict::try_again   ? 503U
                            : verdict == PaymentVerdict::malformed ? 400U
                                                                   : 200U);
  }
}

TEST(payment_platform, a_bearer_token_goes_with_every_call_where_the_site_has_one) {
  for (const std::string& token : {std::string(), std::string("t0ken")}) {
    PaymentBench bench("payment-platform", token);
    bench.peer().answers(200, testing::opened_answer).answers(503, "").answers(503, "");
    const auto sent = [&] {
      const auto& headers = bench.peer().last().headers;
      const auto found = std::ranges::find(headers, "Authorization", [](const auto& one) { return one.first; });
      return found == headers.end() ? std::string() : found->second;
    };
    bench.open(platform_reference);
    EXPECT_EQ(sent(), token.empty() ? "" : "Bearer t0ken");
    EXPECT_FALSE(bench.query(platform_reference).has_value());
    EXPECT_EQ(sent(), token.empty() ? "" : "Bearer t0ken");
    EXPECT_FALSE(bench.bill(platform_reference).has_value());
    EXPECT_EQ(sent(), token.empty() ? "" : "Bearer t0ken");
  }
}

TEST(payment_platform, what_cannot_be_read_is_answered_in_the_envelope_too) {
  PaymentBench bench("payment-platform");
  const std::vector<std::pair<std::string, std::string>> unreadable{
      {"{", ""},
      {"[]", ""},
      {R"({"MaThamChieu":"a|b","ThoiGianGD":5})", ""},
      {R"({"MaThamChieu":")" + std::string(256, 'r') + R"("})", ""},
      {R"({"MaThamChieu":"dvc1"})", "dvc1"}};
  for (const auto& [message, reference] : unreadable) {
    const Reply reply = bench.platform().answer(message, PaymentVerdict::malformed);
    codec::Arena arena;
    const auto body = codec::read_json(reply.body, arena).value();
    EXPECT_EQ(body.find("MaLoi")->scalar(), "07") << message;
    EXPECT_EQ(body.find("MaThamChieu")->scalar(), reference) << "only what the contract lets us repeat";
    EXPECT_EQ(body.find("ThoiGianGD")->scalar(), "");
    EXPECT_TRUE(check_payment_signature(payment_signatures::platform_reply, body, base::Secret("demo-secret")));
    EXPECT_EQ(reply.status, 400U);
  }
}

TEST(payment_platform, keypay_create_and_detail_are_signed_as_the_vectors_say) {
  PaymentBench bench("keypay");
  bench.peer().answers(200, R"({"error":"0","msg":"","payment_url":"https://keypay.example.vn/pay?id=1"})");
  EXPECT_EQ(std::get<PaymentOpened>(bench.open(keypay_reference)).url, "https://keypay.example.vn/pay?id=1");
  EXPECT_EQ(bench.sent("check_sum"), "668627fcafb1d0806c3275ef70fd0259b8bdcf4eb779f5b860555c169186a167");
  bench.peer().answers(200, keypay_callback());
  const auto report = bench.query(keypay_reference);
  EXPECT_EQ(bench.sent("check_sum"), "acbb7642c819419a1736a3fe488ce23e6fb78bb4d2704b28fb1d3179e28b8f59");
  EXPECT_EQ(domain::meaning(report.value()), PlatformState::paid);
  EXPECT_EQ(bench.peer().last().url, "https://platform.test/api/detail");
}

TEST(payment_platform, keypay_callbacks_are_proved_with_the_amount_that_we_hold) {
  PaymentBench bench("keypay");
  EXPECT_EQ(bench.platform().hear(keypay_callback(), 120'000).value().proof, ReportProof::signature_verified);
  EXPECT_EQ(bench.platform().hear(keypay_callback("12"), 120'000).value().proof, ReportProof::signature_wrong);
  const auto shown_less = bench.platform().hear(replaced(keypay_callback(), "\"120000\"", "\"12\""), 120'000);
  EXPECT_EQ(shown_less.value().proof, ReportProof::signature_verified) << "proved with ours";
  EXPECT_EQ(shown_less.value().amount, 12) << "but the claim sees what was said";
  for (const char* status : {"5", "00", "paid"}) {
    auto report = bench.platform().hear(
        replaced(keypay_callback(), "\"status\":\"0\"", "\"status\":\"" + std::string(status) + "\""), 120'000);
    EXPECT_EQ(domain::meaning(report.value()), PlatformState::pending) << status << " is no documented success";
  }
  EXPECT_EQ(bench.platform().answer("{}", PaymentVerdict::taken).body, R"({"return_code":0,"return_msg":"OK"})");
  EXPECT_EQ(bench.platform().answer("{}", PaymentVerdict::wrong_amount).body,
            R"({"return_code":-1,"return_msg":"wrong amount"})");
}

TEST(payment_platform, a_detail_that_is_not_signed_is_not_believed) {
  PaymentBench bench("keypay");
  bench.peer().answers(
      200,
      R"({"client_id":"CLIENT01","transaction_id":"4711_3f1c0d2e-9a7b-4","trans_amount":"120000","command":"PAY","status":"0"})");
  EXPECT_EQ(bench.query(keypay_reference).error().code(), "payment.answer");
  EXPECT_EQ(bench.bill(keypay_reference).error().code(), "payment.no_bill");
}

TEST(payment_platform, what_became_of_an_order_is_never_guessed) {
  PaymentBench bench("payment-platform");
  const auto opened = [&] { return bench.open(platform_reference); };
  bench.peer().answers(200, R"({"error_code":"03","message":"Sai mã xác thực"})");
  EXPECT_EQ(std::get<PaymentRefused>(opened()).code, "03");
  bench.peer().answers(400, R"({"error_code":"02","message":"Dữ liệu có định dạng không đúng"})");
  EXPECT_EQ(std::get<PaymentRefused>(opened()).code, "02");
  bench.peer().fails(base::ErrorKind::transient, "net.connect");
  EXPECT_EQ(std::get<PaymentNotSent>(opened()).error.code(), "net.connect");
  bench.peer().fails(base::ErrorKind::ambiguous, "net.reset");
  EXPECT_EQ(std::get<PaymentUnknown>(opened()).reason, "net.reset");
  bench.peer().never_answers();
  EXPECT_TRUE(std::holds_alternative<PaymentUnknown>(opened()));
  for (const char* unclear : {"", "<html>", "[]", R"({"error_code":"0","message":"OK"})", R"({"error_code":"0"})",
                              R"({"error_code":"0","message":"{}"})", R"({"message":"thành công"})"}) {
    bench.peer().answers(200, unclear);
    EXPECT_TRUE(std::holds_alternative<PaymentUnknown>(opened())) << unclear;
  }
  bench.peer().answers(500, R"({"error_code":"03","message":"x"})");
  EXPECT_TRUE(std::holds_alternative<PaymentUnknown>(opened()));
}

TEST(payment_platform, an_order_that_cannot_be_said_is_not_sent) {
  PaymentBench bench("payment-platform");
  auto order = testing::payment_order(platform_reference);
  order.description = "with | inside";
  boost::asio::io_context io;
  const auto opening = testing::run(io, bench.platform().open(order, testing::soon()));
  EXPECT_TRUE(std::holds_alternative<PaymentNotSent>(opening));
  EXPECT_TRUE(bench.peer().requests().empty());
}

TEST(payment_platform, an_answer_about_another_attempt_is_not_taken_for_ours) {
  PaymentBench bench("payment-platform");
  bench.peer().answers(200, R"({"LoaiBanTin":"QUERY","MaLoi":"00","TrangThaiGD":"1","MaDoiTac":"DOITAC01",
    "MaThamChieu":"dvcOther","SoTien":120000,"MaTienTe":"VND","MaGiaoDich":"P","MaNganHang":"","ThoiGianGD":"20250613093015"})");
  EXPECT_EQ(bench.query(platform_reference).error().code(), "payment.answer");
  bench.peer().answers(502, "");
  EXPECT_EQ(bench.query(platform_reference).error().kind(), base::ErrorKind::transient);
}

TEST(payment_platform, a_portal_that_asks_hears_one_for_something_to_pay) {
  PaymentBench bench("keypay");
  EXPECT_EQ(bench.platform().dossier_asked(R"({"MaHoSo":" H55.12-250613-0001 "})"),
            domain::DossierCode("H55.12-250613-0001"));
  for (const char* none : {"{}", "[]", R"({"MaHoSo":5})", R"({"MaHoSo":" "})"}) {
    EXPECT_FALSE(bench.platform().dossier_asked(none).has_value()) << none;
  }
  EXPECT_EQ(bench.platform().demand(NothingToPay{}).body, R"({"error_code":0,"message":[]})");
  EXPECT_EQ(bench.platform().demand(NobodyKnows{}).body, R"({"error_code":-1,"message":[]})");
  codec::Arena arena;
  const Reply reply = bench.platform().demand(testing::payment_order(keypay_reference));
  const auto body = codec::read_json(reply.body, arena).value();
  EXPECT_EQ(body.find("error_code")->scalar(), "1");
  const codec::Value* bill = body.find("message");
  EXPECT_EQ(bill->find("MaTraCuuTT")->scalar(), "H55.12-250613-000120250613093015");
  EXPECT_EQ(bill->find("transaction_id")->scalar(), keypay_reference);
  EXPECT_EQ(bill->find("client_id")->scalar(), "CLIENT01");
  EXPECT_EQ(bill->find("TKThuHuong")->scalar(), "3713000001");
}

TEST(payment_platform, a_receipt_is_a_pdf_or_nothing) {
  PaymentBench bench("payment-platform");
  bench.peer().answers(200, "%PDF-1.4\nx");
  EXPECT_EQ(bench.bill(platform_reference).value(), "%PDF-1.4\nx");
  EXPECT_EQ(bench.sent("LoaiBanTin"), "GET_BILL");
  bench.peer().answers(200, R"({"MaLoi":"15","MoTaLoi":"Không có biên lai"})");
  EXPECT_EQ(bench.bill(platform_reference).error().code(), "payment.bill");
  bench.peer().answers(503, "");
  EXPECT_EQ(bench.bill(platform_reference).error().kind(), base::ErrorKind::transient);
}

}  // namespace
}  // namespace lienthong::peer
