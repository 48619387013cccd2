#include "inbound_fixture.hpp"

namespace lienthong::peer {
namespace {

using base::Error;
using base::ErrorKind;
using testing::file_text;
using testing::InboundBench;
using testing::replaced;

RawMessage json(std::string body) { return {"application/json", {}, std::move(body)}; }
RawMessage xml(std::string body) { return {"application/xml", {}, std::move(body)}; }

class StatusMessageInboundTest : public ::testing::Test {
 protected:
  InboundBench bench_{"province"};
  std::string document_ = file_text("adapters/province/cases/document-received/external.json");
  std::string trace_ = file_text("adapters/province/cases/trace-processing/external.json");
  std::string trace_xml_ = file_text("adapters/province/cases/trace-xml/external.xml");
};

TEST_F(StatusMessageInboundTest, a_document_is_read_into_canonical_form) {
  const auto incoming = bench_.read("document", json(document_));
  ASSERT_TRUE(incoming) << incoming.error().describe();
  EXPECT_EQ(incoming->code.value(), "H55.12-250613-0001");
  EXPECT_EQ(incoming->canonical_kind, Canonical::dossier);
  EXPECT_EQ(incoming->canonical.find("received_at")->scalar(), "2025-06-13T09:30:15.000+07:00");
  EXPECT_EQ(incoming->key, incoming->body_digest);
  EXPECT_TRUE(incoming->notes.empty());
}

TEST_F(StatusMessageInboundTest, json_and_xml_of_one_step_are_one_message) {
  const auto from_json = bench_.read("step", json(trace_));
  const auto from_xml = bench_.read("step", xml(trace_xml_));
  const auto from_text_xml = bench_.read("step", {"text/xml", {}, trace_xml_});
  ASSERT_TRUE(from_json && from_xml && from_text_xml);
  EXPECT_EQ(from_json->body_digest, from_xml->body_digest);
  EXPECT_EQ(from_json->key, from_text_xml->key);
}

TEST_F(StatusMessageInboundTest, the_senders_key_wins_over_the_derived_one) {
  RawMessage message = json(trace_);
  message.headers["idempotency-key"] = "abc";
  EXPECT_EQ(bench_.read("step", message)->key, "abc");
}

TEST_F(StatusMessageInboundTest, fields_named_by_the_manifest_make_the_key) {
  Manifest manifest = testing::adapter("province").manifest;
  manifest.hears[1].key = {"code", "occurred_at", "status"};
  InboundBench bench(manifest, testing::adapter("province").plans);
  const auto incoming = bench.read("step", json(trace_));
  ASSERT_TRUE(incoming);
  EXPECT_EQ(incoming->key, R"("H55.12-250613-0001"|"2025-06-13T14:02:10.000+07:00"|"processing")");
  manifest.hears[1].key = {"reason"};
  InboundBench without(manifest, testing::adapter("province").plans);
  EXPECT_EQ(without.refusal("step", json(trace_)), "inbound.key");
}

TEST_F(StatusMessageInboundTest, blanks_around_the_code_are_the_operators_and_go_away) {
  const auto incoming =
      bench_.read("step", json(replaced(trace_, "\"H55.12-250613-0001\"", "\" H55.12-250613-0001\\u00a0\"")));
  ASSERT_TRUE(incoming) << incoming.error().describe();
  EXPECT_EQ(incoming->code.value(), "H55.12-250613-0001");
  EXPECT_EQ(incoming->canonical.find("code")->scalar(), "H55.12-250613-0001");
}

TEST_F(StatusMessageInboundTest, blanks_around_other_texts_stay) {
  const auto incoming = bench_.read("step", json(replaced(trace_, "\"Chuyển thụ lý\"", "\" Chuyển thụ lý \"")));
  ASSERT_TRUE(incoming);
  EXPECT_EQ(incoming->canonical.find("note")->scalar(), " Chuyển thụ lý ");
}

TEST_F(StatusMessageInboundTest, a_field_nobody_reads_is_noted_as_contract_drift) {
  const auto incoming = bench_.read("step", json(replaced(trace_, "{", "{\"MaMoi\":\"1\",")));
  ASSERT_TRUE(incoming);
  ASSERT_EQ(incoming->notes.size(), 1U);
  EXPECT_EQ(incoming->notes[0].rule, "field.unread");
}

TEST_F(StatusMessageInboundTest, what_cannot_be_read_is_refused_with_its_reason) {
  EXPECT_EQ(bench_.refusal("step", {"text/csv", {}, trace_}), "inbound.content_type");
  EXPECT_EQ(bench_.refusal("step", {"", {}, trace_}), "inbound.content_type");
  EXPECT_EQ(bench_.refusal("step", xml("<MSyncDocument/>")), "inbound.root");
  EXPECT_NE(bench_.refusal("step", xml("<!DOCTYPE x>" + trace_xml_)), "accepted");
  EXPECT_NE(bench_.refusal("step", json("{")), "accepted");
  EXPECT_NE(bench_.refusal("step", json("[]")), "accepted");
  EXPECT_NE(bench_.refusal("step", json(replaced(trace_, "\"Status\": 4", "\"Status\": 11"))), "accepted");
  EXPECT_NE(bench_.refusal("step", json(replaced(trace_, "\"Status\": 4", "\"Status\": 0"))), "accepted");
  EXPECT_NE(bench_.refusal("step", json(replaced(trace_, "H55.12-250613-0001", "HS1"))), "accepted");
  EXPECT_NE(bench_.refusal("step", json(replaced(trace_, "2025-06-13T14:02:10.000Z", "2025-02-30T14:02:10.000Z"))),
            "accepted");
  EXPECT_NE(bench_.refusal("step", json(R"({"DocCode":"H55.12-250613-0001"})")), "accepted");
}

TEST_F(StatusMessageInboundTest, a_message_over_the_limit_is_too_large) {
  codec::Limits limits;
  limits.bytes = 50;
  EXPECT_EQ(bench_.read("step", json(trace_), limits).error().kind(), ErrorKind::too_large);
}

TEST_F(StatusMessageInboundTest, answers_have_the_senders_form) {
  const InboundProfile& step = bench_.hears("step");
  EXPECT_EQ(step.accepted(json(trace_)).body, R"({"Status":200,"Message":"OK"})");
  EXPECT_EQ(step.accepted(json(trace_)).status, 200U);
  const Reply reply = step.accepted(xml(trace_xml_));
  EXPECT_EQ(reply.content_type, "application/xml; charset=utf-8");
  EXPECT_NE(reply.body.find("<Status>200</Status><Message>OK</Message></MResult>"), std::string::npos) << reply.body;
}

TEST_F(StatusMessageInboundTest, a_refusal_says_code_text_and_path_and_never_a_value) {
  const auto incoming = bench_.read("step", json(replaced(trace_, "\"Status\": 4", "\"Status\": 987654")));
  ASSERT_FALSE(incoming);
  const Reply reply = bench_.hears("step").refused(json(trace_), incoming.error());
  EXPECT_EQ(reply.status, 400U);
  EXPECT_TRUE(reply.body.starts_with(R"({"Status":400,"Message":"mapping.code_unmapped: )")) << reply.body;
  EXPECT_EQ(reply.body.find("987654"), std::string::npos);
  EXPECT_NE(reply.body.find("Status: a code that"), std::string::npos) << reply.body;
}

TEST_F(StatusMessageInboundTest, the_status_follows_the_kind_of_the_error) {
  const std::vector<std::pair<ErrorKind, unsigned>> kinds{{ErrorKind::invalid, 400},     {ErrorKind::unauthorised, 401},
                                                          {ErrorKind::forbidden, 403},   {ErrorKind::not_found, 404},
                                                          {ErrorKind::conflict, 409},    {ErrorKind::too_large, 413},
                                                          {ErrorKind::unsupported, 415}, {ErrorKind::transient, 503},
                                                          {ErrorKind::internal, 500},    {ErrorKind::permanent, 500}};
  for (const auto& [kind, status] : kinds) {
    const Reply reply = bench_.hears("step").refused(json(""), Error(kind, "x.y", "text"));
    EXPECT_EQ(reply.status, status);
    EXPECT_NE(reply.body.find("\"Status\":" + std::to_string(status)), std::string::npos);
  }
}

TEST_F(StatusMessageInboundTest, our_own_failures_stay_inside) {
  const Reply reply =
      bench_.hears("step").refused(json(""), Error(ErrorKind::internal, "sqlite.corrupt", "page 7 is broken"));
  EXPECT_EQ(reply.body.find("sqlite"), std::string::npos);
  EXPECT_EQ(reply.body.find("page"), std::string::npos);
}

}  // namespace
}  // namespace lienthong::peer
