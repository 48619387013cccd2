#include "inbound_fixture.hpp"

namespace lienthong::peer {
namespace {

using base::Error;
using base::ErrorKind;
using testing::InboundBench;
using testing::replaced;

const std::string message_text =
    R"(<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:h="urn:tthc:hoso:v1"><soap:Header>)"
    "<h:ThongTinGoiTin><h:MaGiaoDich>G15-0001-2</h:MaGiaoDich><h:MaDonViGui>G15</h:MaDonViGui><h:MaDonViNhan>H55</"
    "h:MaDonViNhan>"
    "<h:ThoiGianGui>20250613100500</h:ThoiGianGui><h:PhienBan>1.0</h:PhienBan></h:ThongTinGoiTin></"
    "soap:Header><soap:Body>"
    "<h:ThongBaoTrangThai><h:MaHoSo>H55.12-250613-0001</h:MaHoSo><h:TrangThai>9</h:TrangThai>"
    "<h:ThoiDiemXuLy>20250614150240</h:ThoiDiemXuLy><h:NguoiXuLy>Hoàng Thị Thuỷ</h:NguoiXuLy><h:NoiDungXuLy>Đã có kết "
    "quả</h:NoiDungXuLy>"
    "<h:GiayToKetQua><h:MaGiayToKetQua>KQ.G15.000031</h:MaGiayToKetQua><h:TenGiayTo>Giấy khai sinh</h:TenGiayTo>"
    "<h:NoiDung>JVBERi0xLjQK</h:NoiDung></h:GiayToKetQua></h:ThongBaoTrangThai></soap:Body></soap:Envelope>";

RawMessage soap(std::string body) { return {"text/xml", {}, std::move(body)}; }

class SoapInboundTest : public ::testing::Test {
 protected:
  std::string refusal(const std::string& what, const std::string& instead) {
    return bench_.refusal("status", soap(replaced(message_text, what, instead)));
  }
  InboundBench bench_{"ministry-generic"};
};

TEST_F(SoapInboundTest, a_statement_is_read_with_its_key_and_its_papers) {
  const auto incoming = bench_.read("status", soap(message_text));
  ASSERT_TRUE(incoming) << incoming.error().describe();
  EXPECT_EQ(incoming->key, "G15-0001-2");
  EXPECT_EQ(incoming->canonical_kind, Canonical::step);
  EXPECT_EQ(incoming->canonical.find("status")->scalar(), "completed");
  EXPECT_EQ(incoming->canonical.find("results")->items()[0].find("content")->scalar(), "JVBERi0xLjQK");
}

TEST_F(SoapInboundTest, the_same_statement_under_another_key_has_the_same_content) {
  const auto first = bench_.read("status", soap(message_text));
  const auto second = bench_.read("status", soap(replaced(message_text, "G15-0001-2", "G15-0001-3")));
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->body_digest, second->body_digest);
  EXPECT_NE(first->key, second->key);
}

TEST_F(SoapInboundTest, blanks_around_the_code_go_away) {
  const auto incoming =
      bench_.read("status", soap(replaced(message_text, ">H55.12-250613-0001<", "> H55.12-250613-0001 <")));
  ASSERT_TRUE(incoming) << incoming.error().describe();
  EXPECT_EQ(incoming->code.value(), "H55.12-250613-0001");
}

TEST_F(SoapInboundTest, soap_12_is_refused_with_a_version_fault) {
  EXPECT_EQ(bench_.refusal("status", {"application/soap+xml", {}, message_text}), "soap.version");
  const std::string version_12 =
      replaced(message_text, "http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope");
  const auto incoming = bench_.read("status", soap(version_12));
  ASSERT_FALSE(incoming);
  EXPECT_EQ(incoming.error().code(), "soap.version");
  const Reply reply = bench_.hears("status").refused(soap(version_12), incoming.error());
  EXPECT_EQ(reply.status, 500U);
  EXPECT_NE(reply.body.find("<faultcode>soap:VersionMismatch</faultcode>"), std::string::npos) << reply.body;
}

TEST_F(SoapInboundTest, foreign_namespaces_and_doctypes_are_refused) {
  EXPECT_EQ(refusal("urn:tthc:hoso:v1", "urn:tthc:hoso:v2"), "xml.namespace");
  EXPECT_EQ(refusal("http://schemas.xmlsoap.org/soap/envelope/", "urn:khac"), "xml.namespace");
  EXPECT_NE(bench_.refusal("status", soap("<!DOCTYPE a [<!ENTITY x \"y\">]>" + message_text)), "accepted");
}

TEST_F(SoapInboundTest, what_is_no_envelope_with_one_statement_is_refused) {
  EXPECT_EQ(bench_.refusal("status", soap("<a/>")), "soap.envelope");
  EXPECT_EQ(bench_.refusal("status", soap(R"(<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"/>)")),
            "soap.body");
  EXPECT_EQ(
      bench_.refusal("status",
                     soap(R"(<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body/></s:Envelope>)")),
      "soap.body");
  EXPECT_EQ(refusal("</soap:Body>", "<h:TraKetQua/></soap:Body>"), "soap.body");
  EXPECT_EQ(bench_.refusal("status", soap(replaced(replaced(message_text, "<h:ThongBaoTrangThai>", "<h:TraKetQua>"),
                                                   "</h:ThongBaoTrangThai>", "</h:TraKetQua>"))),
            "soap.operation");
  EXPECT_EQ(bench_.refusal("status", {"application/json", {}, message_text}), "inbound.content_type");
  EXPECT_NE(bench_.refusal("status", soap("không phải XML")), "accepted");
}

TEST_F(SoapInboundTest, the_header_is_checked_too) {
  EXPECT_EQ(refusal("<h:MaGiaoDich>G15-0001-2</h:MaGiaoDich>", ""), "soap.schema");
  EXPECT_EQ(refusal("<h:MaGiaoDich>G15-0001-2</h:MaGiaoDich>", "<h:MaGiaoDich></h:MaGiaoDich>"), "soap.schema");
  EXPECT_EQ(refusal("<h:MaGiaoDich>G15-0001-2</h:MaGiaoDich>", "<h:MaGiaoDich> </h:MaGiaoDich>"), "soap.header");
  EXPECT_EQ(refusal("20250613100500", "13/06/2025"), "soap.schema");
  const auto start = message_text.find("<h:ThongTinGoiTin>");
  const std::string end_tag = "</h:ThongTinGoiTin>";
  const std::string packet = message_text.substr(start, message_text.find(end_tag) + end_tag.size() - start);
  EXPECT_EQ(refusal(packet, ""), "soap.header");
}

TEST_F(SoapInboundTest, what_breaks_the_xsd_is_refused_before_it_is_mapped) {
  EXPECT_EQ(refusal("<h:TrangThai>9</h:TrangThai>", ""), "soap.schema");
  EXPECT_EQ(refusal("20250614150240", "2025-06-14"), "soap.schema");
  EXPECT_EQ(refusal("<h:MaHoSo>", "<h:Khac/><h:MaHoSo>"), "soap.schema");
  EXPECT_EQ(refusal("<h:NoiDung>JVBERi0xLjQK</h:NoiDung>", ""), "soap.schema");
  EXPECT_EQ(refusal("<h:TrangThai>9</h:TrangThai>", "<h:TrangThai>9</h:TrangThai><h:TrangThai>4</h:TrangThai>"),
            "soap.schema");
}

TEST_F(SoapInboundTest, a_state_without_a_partner_and_a_date_that_is_none_are_refused_by_the_mapping) {
  EXPECT_EQ(refusal("<h:TrangThai>9</h:TrangThai>", "<h:TrangThai>77</h:TrangThai>"), "mapping.code_unmapped");
  EXPECT_EQ(refusal("<h:TrangThai>9</h:TrangThai>", "<h:TrangThai>0</h:TrangThai>"), "mapping.code_refused");
  EXPECT_NE(refusal("20250614150240", "20250230150240"), "accepted");
  EXPECT_NE(refusal("JVBERi0xLjQK", "không phải base64"), "accepted");
}

TEST_F(SoapInboundTest, a_repeated_message_is_answered_exactly_as_the_first) {
  const Reply first = bench_.hears("status").accepted(soap(message_text));
  EXPECT_EQ(first.status, 200U);
  EXPECT_EQ(first.content_type, "text/xml; charset=utf-8");
  EXPECT_NE(first.body.find("<h:ThongBaoTrangThaiResponse><h:TrangThai>1</h:TrangThai>"), std::string::npos)
      << first.body;
  EXPECT_EQ(first.body, bench_.hears("status").accepted(soap(message_text)).body);
}

TEST_F(SoapInboundTest, our_reply_meets_the_xsd) {
  const auto schema = codec::load_xsd("schemas/external/ministry-generic/tthc-hoso-v1.xsd", "ThongBaoTrangThaiResponse",
                                      {{"urn:tthc:hoso:v1", "h"}});
  ASSERT_TRUE(schema);
  const std::string body = bench_.hears("status").accepted(soap(message_text)).body;
  const auto from = body.find("<h:ThongBaoTrangThaiResponse>");
  const auto to = body.find("</soap:Body>");
  const std::string alone =
      replaced(body.substr(from, to - from), "Response>", "Response xmlns:h=\"urn:tthc:hoso:v1\">");
  EXPECT_TRUE((*schema)->check_xml(alone).empty());
}

TEST_F(SoapInboundTest, the_senders_faults_are_client_faults_and_ours_are_server_faults) {
  const InboundProfile& status = bench_.hears("status");
  const Reply client = status.refused(
      soap(""),
      std::move(Error(ErrorKind::invalid, "mapping.code_unmapped", "no partner")).with("path", "h:TrangThai"));
  EXPECT_EQ(client.status, 500U);
  EXPECT_NE(client.body.find("<faultcode>soap:Client</faultcode>"), std::string::npos);
  EXPECT_NE(client.body.find("<faultstring>mapping.code_unmapped: no partner (h:TrangThai)</faultstring>"),
            std::string::npos)
      << client.body;
  EXPECT_NE(client.body.find("<h:MaLoi>mapping.code_unmapped</h:MaLoi>"), std::string::npos);
  const Reply server = status.refused(soap(""), Error(ErrorKind::transient, "store.busy", "later"));
  EXPECT_NE(server.body.find("<faultcode>soap:Server</faultcode>"), std::string::npos);
  EXPECT_EQ(server.body.find("later</faultstring>") != std::string::npos, true);
}

}  // namespace
}  // namespace lienthong::peer
