#include "base/digest.hpp"
#include "peer_fixture.hpp"

namespace lienthong::peer {
namespace {

using base::ErrorKind;
using domain::Outcome;
using testing::adapter;
using testing::canonical_case;
using testing::SystemBench;
using testing::tell;

const std::string token = R"({"access_token":"t-1","token_type":"Bearer","expires_in":3600,"scope":"x"})";
const std::string ok = R"({"Status":200,"Message":"OK"})";

std::string header(const transport::HttpRequest& request, std::string_view name) {
  for (const auto& [key, value] : request.headers) {
    if (key == name) return value;
  }
  return "";
}

class StatusMessageTest : public ::testing::Test {
 protected:
  Outcome outcome_of(unsigned status, const std::string& body) {
    bench_.peer().answers(status, body);
    return bench_.deliver(tell("step", {step_})).attempt.outcome;
  }

  SystemBench bench_{"province"};
  std::string step_ = canonical_case("province", "trace-processing");
};

TEST_F(StatusMessageTest, a_step_goes_to_its_path_with_a_bearer_token_and_its_key) {
  bench_.peer().answers(200, token).answers(200, ok);
  const DeliveryResult result = bench_.deliver(tell("step", {step_}));
  EXPECT_EQ(result.attempt.outcome, Outcome::accepted);
  EXPECT_EQ(bench_.peer().requests()[0].url, "http://peer.test/base/token");
  EXPECT_EQ(bench_.body(0), "grant_type=client_credentials&client_id=h55_tichhop&client_secret=mat-khau");
  const transport::HttpRequest& sent = bench_.peer().requests()[1];
  EXPECT_EQ(sent.url, "http://peer.test/base/Document/UpdateDocumentTraces");
  EXPECT_EQ(header(sent, "Authorization"), "Bearer t-1");
  EXPECT_EQ(header(sent, "Idempotency-Key"), "key-1");
  EXPECT_EQ(header(sent, "Content-Type"), "application/json");
  EXPECT_EQ(result.body_digest, base::sha256_hex(sent.body));
}

TEST_F(StatusMessageTest, a_token_is_shown_under_the_type_that_came_with_it) {
  const auto shown_after = [](const std::string& answer) {
    SystemBench bench(adapter("province").manifest, adapter("province").plans);
    bench.peer().answers(200, answer).answers(200, ok);
    (void)bench.deliver(tell("step", {canonical_case("province", "trace-processing")}));
    return header(bench.peer().last(), "Authorization");
  };
  EXPECT_EQ(shown_after(R"({"access_token":"t","token_type":"MAC"})"), "MAC t");
  EXPECT_EQ(shown_after(R"({"access_token":"t","token_type":"bearer"})"), "Bearer t")
      << "the same type in capitals or not";
  EXPECT_EQ(shown_after(R"({"access_token":"t"})"), "Bearer t");
  EXPECT_EQ(shown_after(R"({"access_token":"t","token_type":"a\r\nb: c"})"), "Bearer t");
}

TEST_F(StatusMessageTest, numbers_and_flags_of_the_document_are_json_numbers_and_booleans) {
  bench_.peer().answers(200, token).answers(200, ok);
  (void)bench_.deliver(tell("document", {canonical_case("province", "document-received")}));
  codec::Arena arena;
  const auto sent = codec::read_json(bench_.body(1), arena).value();
  EXPECT_TRUE(sent.find("Status")->is_number());
  EXPECT_TRUE(sent.find("ApplicantsType")->is_number());
  EXPECT_TRUE(sent.find("IsReturned")->is_boolean());
  EXPECT_EQ(sent.find("SuccessDate")->scalar(), "0000-00-00T00:00:00.000+0700");
  EXPECT_EQ(sent.find("DateReceived")->scalar(), "2025-06-13T09:30:15.000Z");
}

TEST_F(StatusMessageTest, the_same_message_goes_out_as_xml_when_the_manifest_says_so) {
  Manifest manifest = adapter("province").manifest;
  manifest.settings["format"] = "xml";
  SystemBench bench(manifest, adapter("province").plans);
  bench.peer().answers(200, token).answers(200, "<MResult><Status>200</Status><Message>OK</Message></MResult>");
  EXPECT_EQ(bench.deliver(tell("step", {step_})).attempt.outcome, Outcome::accepted);
  EXPECT_NE(bench.body(1).find("<MDocumentTraces>"), std::string::npos);
  EXPECT_NE(bench.body(1).find("<Status>4</Status>"), std::string::npos);
  EXPECT_EQ(header(bench.peer().requests()[1], "Content-Type"), "application/xml; charset=utf-8");
}

TEST_F(StatusMessageTest, answers_are_classified_by_status_and_text) {
  bench_.peer().answers(200, token);
  EXPECT_EQ(outcome_of(200, R"({"Status":"200","Message":"OK"})"), Outcome::accepted);
  EXPECT_EQ(outcome_of(200, R"({"Status":200,"Message":"Cập nhật không thành công"})"), Outcome::retry);
  EXPECT_EQ(outcome_of(200, R"({"Status":500,"Message":"Lỗi"})"), Outcome::unknown);
  EXPECT_EQ(outcome_of(200, R"({"Status":400,"Message":"Sai"})"), Outcome::data);
  EXPECT_EQ(outcome_of(200, R"({"Status":503,"Message":"Bận"})"), Outcome::retry);
  EXPECT_EQ(outcome_of(200, R"({"Status":409,"Message":"Hồ sơ đã tồn tại"})"), Outcome::already);
  EXPECT_EQ(outcome_of(200, R"({"Status":400,"Message":"Logic xử lý không hợp lệ"})"), Outcome::order);
  EXPECT_EQ(outcome_of(404, R"({"Status":404,"Message":"Hồ sơ không tồn tại"})"), Outcome::not_found);
  EXPECT_EQ(outcome_of(200, R"({"Message":"OK"})"), Outcome::unknown);
  EXPECT_EQ(outcome_of(200, "OK"), Outcome::unknown);
  EXPECT_EQ(outcome_of(200, "<html><body>Login</body></html>"), Outcome::unknown);
  EXPECT_EQ(outcome_of(500, ""), Outcome::unknown);
  EXPECT_EQ(outcome_of(429, ""), Outcome::retry);
}

TEST_F(StatusMessageTest, a_refused_token_is_fetched_anew_once) {
  bench_.peer()
      .answers(200, token)
      .answers(401, "")
      .answers(200, R"({"access_token":"t-2","expires_in":"60"})")
      .answers(200, ok);
  EXPECT_EQ(bench_.deliver(tell("step", {step_})).attempt.outcome, Outcome::accepted);
  EXPECT_EQ(header(bench_.peer().requests()[3], "Authorization"), "Bearer t-2");
  EXPECT_EQ(bench_.body(3), bench_.body(1));
}

TEST_F(StatusMessageTest, a_token_is_used_again_while_it_lives) {
  bench_.peer().answers(200, token).answers(200, ok).answers(200, ok);
  (void)bench_.deliver(tell("step", {step_}));
  (void)bench_.deliver(tell("step", {step_}));
  EXPECT_EQ(bench_.peer().requests().size(), 3U);
}

TEST_F(StatusMessageTest, a_system_that_cannot_be_asked_says_so_without_a_call) {
  const LookUpResult result = bench_.look_up();
  EXPECT_EQ(result.attempt.outcome, Outcome::data);
  EXPECT_EQ(result.attempt.reason, "look_up.unsupported");
  EXPECT_TRUE(bench_.peer().requests().empty());
}

TEST_F(StatusMessageTest, credentials_are_form_encoded) {
  boost::asio::io_context io;
  auto client = std::make_shared<testing::ScriptedClient>();
  client->answers(200, token).answers(200, ok);
  auto system =
      make_external_system(adapter("province").manifest, {"http://peer.test", "H55", "a b", base::Secret("p&s=ễ")},
                           adapter("province").plans, {client, std::make_shared<testing::StandingClock>()})
          .value();
  (void)testing::run(io, system->deliver(tell("step", {step_}), testing::soon()));
  EXPECT_EQ(client->requests()[0].body,
            "grant_type=client_credentials&client_id=a%20b&client_secret=p%26s%3D%E1%BB%85");
}

}  // namespace
}  // namespace lienthong::peer
