#include "peer_fixture.hpp"

namespace lienthong::peer {
namespace {

using base::ErrorKind;
using domain::Outcome;
using domain::Presence;
using testing::canonical_case;
using testing::SystemBench;
using testing::tell;

std::string soap(const std::string& inside) {
  return R"(<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:h="urn:tthc:hoso:v1"><soap:Body>)" +
         inside + "</soap:Body></soap:Envelope>";
}
std::string reply(const std::string& state, const std::string& text = "", const std::string& operation = "NhanHoSo") {
  return soap("<h:" + operation + "Response><h:TrangThai>" + state + "</h:TrangThai><h:MaLoi/><h:MoTaLoi>" + text +
              "</h:MoTaLoi><h:MaTiepNhan>BTP-99812</h:MaTiepNhan></h:" + operation + "Response>");
}
std::string fault(const std::string& code, const std::string& text) {
  return soap("<soap:Fault><faultcode>" + code + "</faultcode><faultstring>" + text + "</faultstring></soap:Fault>");
}

class SoapTest : public ::testing::Test {
 protected:
  DeliveryResult deliver(unsigned status, const std::string& body) {
    bench_.peer().answers(status, body);
    return bench_.deliver(tell("submission", {dossier_}));
  }
  Outcome outcome_of(unsigned status, const std::string& body) { return deliver(status, body).attempt.outcome; }

  SystemBench bench_{"ministry-generic"};
  std::string dossier_ = canonical_case("ministry-generic", "nhan-ho-so-one-file");
};

TEST_F(SoapTest, a_submission_goes_out_as_soap_with_its_key_in_the_header) {
  const DeliveryResult result = deliver(200, reply("1"));
  EXPECT_EQ(result.attempt.outcome, Outcome::accepted);
  EXPECT_EQ(result.presence, Presence::present);
  const transport::HttpRequest& sent = bench_.peer().last();
  EXPECT_EQ(sent.url, "http://peer.test/base/soap");
  const std::map<std::string, std::string> headers(sent.headers.begin(), sent.headers.end());
  EXPECT_EQ(headers.at("Content-Type"), "text/xml; charset=utf-8");
  EXPECT_EQ(headers.at("SOAPAction"), "\"urn:tthc:hoso:v1/NhanHoSo\"");
  EXPECT_EQ(headers.at("Authorization"), "Basic aDU1X3RpY2hob3A6bWF0LWtoYXU=");
  for (const std::string part : {"<h:MaGiaoDich>key-1</h:MaGiaoDich>", "<h:MaDonViGui>H55</h:MaDonViGui>",
                                 "<h:MaDonViNhan>G15</h:MaDonViNhan>", "<h:ThoiGianGui>20250613100500</h:ThoiGianGui>",
                                 "<h:PhienBan>1.0</h:PhienBan>", "<h:NoiDung>JVBERi0xLjQK</h:NoiDung>"}) {
    EXPECT_NE(sent.body.find(part), std::string::npos) << part;
  }
}

TEST_F(SoapTest, the_bytes_are_the_same_on_every_attempt) {
  bench_.peer().fails(ErrorKind::ambiguous, "net.reset").answers(200, reply("1"));
  const DeliveryResult first = bench_.deliver(tell("submission", {dossier_}));
  const DeliveryResult second = bench_.deliver(tell("submission", {dossier_}));
  EXPECT_EQ(first.attempt.outcome, Outcome::unknown);
  EXPECT_EQ(bench_.body(0), bench_.body(1));
  EXPECT_EQ(first.body_digest, second.body_digest);
}

TEST_F(SoapTest, a_client_fault_is_never_sent_again_and_a_server_fault_is) {
  EXPECT_EQ(outcome_of(500, fault("soap:Client", "Thiếu trường bắt buộc")), Outcome::data);
  EXPECT_EQ(outcome_of(500, fault("soap:Server", "Hệ thống bận")), Outcome::retry);
  EXPECT_EQ(outcome_of(500, fault("SOAP-ENV:Server", "Hệ thống bận")), Outcome::retry);
  EXPECT_EQ(outcome_of(500, fault("Server", "Hệ thống bận")), Outcome::retry);
  EXPECT_EQ(outcome_of(500, fault("soap:VersionMismatch", "1.2")), Outcome::data);
}

TEST_F(SoapTest, a_fault_inside_200_is_not_success) {
  EXPECT_EQ(outcome_of(200, fault("soap:Server", "Lỗi")), Outcome::retry);
}

TEST_F(SoapTest, replies_are_classified_by_state_and_text) {
  EXPECT_EQ(outcome_of(200, reply("0", "Sai mã thủ tục")), Outcome::data);
  EXPECT_EQ(outcome_of(200, reply("0", "Hồ sơ đã được tiếp nhận")), Outcome::already);
  EXPECT_EQ(outcome_of(200, reply("0", "Hồ sơ đa\u0303 to\u0302\u0300n ta\u0323i")), Outcome::already);
  EXPECT_EQ(outcome_of(200, reply("1", "Tiếp nhận không thành công")), Outcome::retry);
  EXPECT_EQ(outcome_of(200, reply("7", "Mã phản hồi chưa được công bố")), Outcome::unknown);
  EXPECT_EQ(outcome_of(200, reply("0", "Logic xử lý không hợp lệ")), Outcome::order);
}

TEST_F(SoapTest, what_is_no_answer_to_this_operation_is_unknown) {
  EXPECT_EQ(outcome_of(200, reply("1", "", "TraKetQua")), Outcome::unknown);
  EXPECT_EQ(outcome_of(200, "<html/>"), Outcome::unknown);
  EXPECT_EQ(outcome_of(200, ""), Outcome::unknown);
  EXPECT_EQ(outcome_of(200, soap("")), Outcome::unknown);
  EXPECT_EQ(outcome_of(200, "<!DOCTYPE x [<!ENTITY a \"1\">]>" + reply("1")), Outcome::unknown);
  EXPECT_EQ(outcome_of(500, "oops"), Outcome::unknown);
  EXPECT_EQ(outcome_of(503, ""), Outcome::retry);
  EXPECT_EQ(outcome_of(401, ""), Outcome::auth);
}

TEST_F(SoapTest, what_breaks_the_ministrys_schema_is_not_sent) {
  const DeliveryResult result = bench_.deliver(tell(
      "submission",
      {R"({"code":"H55.12-250613-0001","procedure":{"code":"1.001193"},"status":"accepted","applicant":{"name":"A"},)"
       R"("documents":[{"name":"trong.pdf","content":""}]})"}));
  EXPECT_EQ(result.attempt.outcome, Outcome::data);
  EXPECT_TRUE(bench_.peer().requests().empty());
}

TEST_F(SoapTest, a_look_up_reads_status_and_time) {
  bench_.peer().answers(200, soap("<h:TraTrangThaiHoSoResponse><h:TrangThai>1</h:TrangThai><h:MaLoi/><h:MoTaLoi/>"
                                  "<h:MaHoSo>H55.12-250613-0001</h:MaHoSo><h:TrangThaiHoSo>5</h:TrangThaiHoSo>"
                                  "<h:ThoiDiemXuLy>20250613140210</h:ThoiDiemXuLy></h:TraTrangThaiHoSoResponse>"));
  const LookUpResult result = bench_.look_up();
  EXPECT_EQ(result.attempt.outcome, Outcome::accepted);
  EXPECT_EQ(result.presence, Presence::present);
  EXPECT_EQ(result.status, domain::Status::supplement_requested);
  EXPECT_EQ(result.status_at, base::from_rfc3339("2025-06-13T14:02:10+07:00").value());
  EXPECT_NE(bench_.body(0).find("<h:TraTrangThaiHoSo><h:MaHoSo>H55.12-250613-0001</h:MaHoSo></h:TraTrangThaiHoSo>"),
            std::string::npos);
}

TEST_F(SoapTest, a_look_up_of_what_the_ministry_does_not_know_is_absent) {
  bench_.peer().answers(200, reply("0", "Hồ sơ không tồn tại", "TraTrangThaiHoSo"));
  const LookUpResult result = bench_.look_up();
  EXPECT_EQ(result.attempt.outcome, Outcome::accepted);
  EXPECT_EQ(result.presence, Presence::absent);
}

TEST_F(SoapTest, a_look_up_answered_about_another_dossier_is_unknown) {
  bench_.peer().answers(
      200,
      soap("<h:TraTrangThaiHoSoResponse><h:TrangThai>1</h:TrangThai><h:MaLoi/><h:MoTaLoi/>"
           "<h:MaHoSo>H55.12-250613-0002</h:MaHoSo><h:TrangThaiHoSo>5</h:TrangThaiHoSo></h:TraTrangThaiHoSoResponse>"));
  EXPECT_EQ(bench_.look_up().attempt.reason, "look_up.unreadable");
}

TEST_F(SoapTest, a_status_without_a_partner_leaves_presence_without_status) {
  bench_.peer().answers(
      200,
      soap(
          "<h:TraTrangThaiHoSoResponse><h:TrangThai>1</h:TrangThai><h:MaLoi/><h:MoTaLoi/>"
          "<h:MaHoSo>H55.12-250613-0001</h:MaHoSo><h:TrangThaiHoSo>77</h:TrangThaiHoSo></h:TraTrangThaiHoSoResponse>"));
  const LookUpResult result = bench_.look_up();
  EXPECT_EQ(result.presence, Presence::present);
  EXPECT_FALSE(result.status);
}

}  // namespace
}  // namespace lienthong::peer
