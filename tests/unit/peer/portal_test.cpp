#include "base/digest.hpp"
#include "base/text.hpp"
#include "peer_fixture.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

namespace lienthong::peer {
namespace {

using base::ErrorKind;
using domain::Outcome;
using domain::Presence;
using testing::canonical_case;
using testing::SystemBench;
using testing::tell;

const std::string session = R"({"error_code":0,"message":"Thành công","session":"s-1"})";
const std::string done = R"({"error_code":0,"message":"Đồng bộ thành công 1 hồ sơ"})";
const std::string exists = R"({"error_code":"-3","message":"Hồ sơ H55.12-250613-0001 đã tồn tại"})";
const std::string missing = R"({"error_code":"-3","message":"Hồ sơ H55.12-250613-0001 không tồn tại"})";

class PortalTest : public ::testing::Test {
 protected:
  DeliveryResult deliver_dossier(Presence presence = Presence::unknown) {
    return bench_.deliver(tell("dossier", {dossier_}, presence));
  }
  [[nodiscard]] codec::Value sent(std::size_t index) { return codec::read_json(bench_.body(index), arena_).value(); }
  std::string member(std::size_t index, std::string_view name) { return std::string(sent(index).find(name)->scalar()); }

  SystemBench bench_{"portal"};
  codec::Arena arena_;
  std::string dossier_ = canonical_case("portal", "ho-so-counter");
};

TEST_F(PortalTest, a_dossier_goes_out_in_the_session_envelope_after_one_login) {
  bench_.peer().answers(200, session).answers(200, done);
  const DeliveryResult result = deliver_dossier();
  EXPECT_EQ(result.attempt.outcome, Outcome::accepted);
  EXPECT_EQ(result.attempt.reason, "rule:thanh-cong");
  EXPECT_EQ(result.presence, Presence::present);
  EXPECT_EQ(result.peer_text, done);
  EXPECT_FALSE(result.mapping_version.empty());
  ASSERT_EQ(bench_.peer().requests().size(), 2U);
  EXPECT_EQ(bench_.peer().requests()[0].url, "http://peer.test/base/login");
  EXPECT_EQ(bench_.body(0), R"({"username":"h55_tichhop","password":"mat-khau"})");
  EXPECT_EQ(bench_.peer().requests()[1].url, "http://peer.test/base/integration");
  const std::string head =
      R"({"session":"s-1","madonvi":"H55","service":"DongBoHoSoMC","isUpdating":"False","data":[{"MaHoSo":)";
  EXPECT_TRUE(bench_.body(1).starts_with(head)) << bench_.body(1).substr(0, head.size());
}

TEST_F(PortalTest, the_body_is_the_golden_message) {
  bench_.peer().answers(200, session).answers(200, done);
  (void)deliver_dossier();
  codec::Arena arena;
  const auto golden =
      codec::read_json(testing::file_text("adapters/portal/cases/ho-so-counter/external.json"), arena).value();
  EXPECT_TRUE(codec::same(sent(1).find("data")->items()[0], golden));
}

TEST_F(PortalTest, every_value_on_the_wire_is_a_text_or_a_list) {
  bench_.peer().answers(200, session).answers(200, done);
  dossier_ = canonical_case("portal", "ho-so-supplement");
  (void)deliver_dossier();
  const codec::Value item = sent(1).find("data")->items()[0];
  for (const auto& field : item.members()) EXPECT_TRUE(field.value.is_text() || field.value.is_list()) << field.name;
}

TEST_F(PortalTest, error_code_is_understood_as_number_and_as_text) {
  for (const std::string body :
       {R"({"error_code":0})", R"({"error_code":"0"})", R"({"error_code":"00","message":"ok"})"}) {
    SystemBench bench("portal");
    bench.peer().answers(200, session).answers(200, body);
    EXPECT_EQ(bench.deliver(tell("dossier", {dossier_})).attempt.outcome, Outcome::accepted) << body;
  }
}

TEST_F(PortalTest, the_view_decides_between_insert_and_update) {
  bench_.peer().answers(200, session).answers(200, done).answers(200, done).answers(200, done);
  (void)deliver_dossier(Presence::absent);
  (void)deliver_dossier(Presence::present);
  (void)deliver_dossier(Presence::unknown);
  EXPECT_EQ(member(1, "isUpdating"), "False");
  EXPECT_EQ(member(2, "isUpdating"), "True");
  EXPECT_EQ(member(3, "isUpdating"), "False");
}

TEST_F(PortalTest, an_insert_that_exists_becomes_the_same_body_as_an_update_once) {
  bench_.peer().answers(200, session).answers(200, exists).answers(200, done);
  const DeliveryResult result = deliver_dossier();
  EXPECT_EQ(result.attempt.outcome, Outcome::accepted);
  EXPECT_EQ(result.presence, Presence::present);
  std::string as_update = bench_.body(1);
  as_update.replace(as_update.find("\"False\""), 7, "\"True\"");
  EXPECT_EQ(bench_.body(2), as_update);
  EXPECT_EQ(bench_.peer().requests().size(), 3U);
}

TEST_F(PortalTest, an_update_of_what_is_not_there_becomes_an_insert_once) {
  bench_.peer().answers(200, session).answers(200, missing).answers(200, done);
  EXPECT_EQ(deliver_dossier(Presence::present).attempt.outcome, Outcome::accepted);
  EXPECT_EQ(member(1, "isUpdating"), "True");
  EXPECT_EQ(member(2, "isUpdating"), "False");
}

TEST_F(PortalTest, a_portal_that_contradicts_itself_is_tried_later_and_not_in_a_circle) {
  bench_.peer().answers(200, session).answers(200, exists).answers(200, exists);
  EXPECT_EQ(deliver_dossier().attempt.outcome, Outcome::retry);
  bench_.peer().answers(200, exists).answers(200, missing);
  EXPECT_EQ(deliver_dossier().attempt.outcome, Outcome::not_found);
  EXPECT_EQ(bench_.peer().unplayed(), 0U);
}

TEST_F(PortalTest, an_insert_of_what_is_unknown_is_not_switched) {
  bench_.peer().answers(200, session).answers(200, missing);
  const DeliveryResult result = deliver_dossier(Presence::absent);
  EXPECT_EQ(result.attempt.outcome, Outcome::not_found);
  EXPECT_EQ(result.presence, Presence::absent);
}

TEST_F(PortalTest, a_step_that_exists_is_already_there) {
  bench_.peer().answers(200, session).answers(200, R"({"error_code":"-3","message":"Bước xử lý đã tồn tại"})");
  EXPECT_EQ(bench_.deliver(tell("progress", {canonical_case("portal", "tien-do-accepted")})).attempt.outcome,
            Outcome::already);
  EXPECT_EQ(bench_.peer().requests().size(), 2U);
}

TEST_F(PortalTest, steps_go_in_one_call_in_lane_order_without_is_updating) {
  bench_.peer().answers(200, session).answers(200, R"({"error_code":"0","message":"Cập nhật tiến độ thành công"})");
  const DeliveryResult result = bench_.deliver(
      tell("progress", {canonical_case("portal", "tien-do-accepted"), canonical_case("portal", "tien-do-processing")}));
  EXPECT_EQ(result.attempt.outcome, Outcome::accepted);
  EXPECT_EQ(member(1, "service"), "CapNhatTienDoHoSoMC");
  EXPECT_EQ(sent(1).find("isUpdating"), nullptr);
  const auto steps = sent(1).find("data")->items();
  ASSERT_EQ(steps.size(), 2U);
  EXPECT_EQ(steps[0].find("TrangThai")->scalar(), "2");
  EXPECT_EQ(steps[1].find("TrangThai")->scalar(), "4");
}

TEST_F(PortalTest, an_officer_longer_than_fifty_characters_is_cut_and_noted) {
  bench_.peer().answers(200, session).answers(200, done);
  std::string name;
  for (int i = 0; i < 60; ++i) name += "Ễ";
  const DeliveryResult result = bench_.deliver(tell(
      "progress",
      {R"({"code":"H55.12-250613-0001","status":"accepted","occurred_at":"2025-06-13T09:30:15.000+07:00","officer":{"name":")" +
       name + "\"}}"}));
  EXPECT_EQ(base::code_points(sent(1).find("data")->items()[0].find("NguoiXuLy")->scalar()), 50U);
  ASSERT_EQ(result.notes.size(), 1U);
  EXPECT_EQ(result.notes[0].rule, "text.cut");
}

TEST_F(PortalTest, a_mapping_failure_sends_nothing_and_names_the_path_but_no_value) {
  const DeliveryResult result =
      bench_.deliver(tell("dossier", {R"({"code":"H55.12-250613-0001","status":"accepted"})"}));
  EXPECT_EQ(result.attempt.outcome, Outcome::data);
  EXPECT_TRUE(result.attempt.reason.starts_with("mapping.")) << result.attempt.reason;
  ASSERT_FALSE(result.notes.empty());
  EXPECT_FALSE(result.notes.back().path.empty());
  EXPECT_TRUE(bench_.peer().requests().empty());
}

TEST_F(PortalTest, a_kind_that_the_manifest_does_not_have_is_data) {
  EXPECT_EQ(bench_.deliver(tell("poem", {dossier_})).attempt.reason, "peer.kind_unknown");
}

TEST_F(PortalTest, an_answer_that_is_no_json_is_unknown_and_kept_for_a_person) {
  bench_.peer().answers(200, session).answers(200, "<html>Đăng nhập</html>").answers(200, "").answers(200, "[0]");
  const DeliveryResult result = deliver_dossier();
  EXPECT_EQ(result.attempt.outcome, Outcome::unknown);
  EXPECT_EQ(result.attempt.reason, "rule:none");
  EXPECT_EQ(result.peer_text, "<html>Đăng nhập</html>");
  EXPECT_FALSE(result.presence);
  EXPECT_EQ(deliver_dossier().attempt.outcome, Outcome::unknown);
  EXPECT_EQ(deliver_dossier().attempt.outcome, Outcome::unknown);
}

TEST_F(PortalTest, transport_errors_are_told_apart_by_whether_something_was_sent) {
  bench_.peer().answers(200, session);
  bench_.peer().fails(ErrorKind::transient, "net.connect").fails(ErrorKind::ambiguous, "net.reset");
  bench_.peer().fails(ErrorKind::permanent, "net.tls_identity").fails(ErrorKind::cancelled, "net.cancelled");
  EXPECT_EQ(deliver_dossier().attempt.outcome, Outcome::retry);
  const DeliveryResult reset = deliver_dossier();
  EXPECT_EQ(reset.attempt.outcome, Outcome::unknown);
  EXPECT_EQ(reset.attempt.reason, "net.reset");
  EXPECT_EQ(deliver_dossier().attempt.reason, "net.tls_identity");
  EXPECT_EQ(deliver_dossier().attempt.outcome, Outcome::retry);
}

TEST_F(PortalTest, the_body_and_its_digest_are_the_same_on_every_attempt) {
  bench_.peer()
      .answers(200, session)
      .fails(ErrorKind::ambiguous, "net.reset")
      .answers(200, R"({"error_code":-1,"message":"phiên"})");
  bench_.peer().answers(200, R"({"error_code":0,"session":"s-2"})").answers(200, done);
  const DeliveryResult first = deliver_dossier();
  const DeliveryResult second = deliver_dossier();
  EXPECT_EQ(first.body_digest, second.body_digest);
  std::string body = bench_.body(4);
  const std::string proof = R"("session":"s-2",)";
  body.erase(body.find(proof), proof.size());
  EXPECT_EQ(second.body_digest, base::sha256_hex(body));
  EXPECT_EQ(second.attempt.outcome, Outcome::accepted);
}

TEST_F(PortalTest, a_long_answer_is_kept_to_two_kibibytes_of_whole_characters) {
  std::string text = "a";
  while (text.size() < 5000) text += "ễ";
  bench_.peer().answers(200, session).answers(500, text);
  const DeliveryResult result = deliver_dossier();
  EXPECT_LE(result.peer_text.size(), 2048U);
  EXPECT_GT(result.peer_text.size(), 2044U);
  EXPECT_TRUE(base::is_utf8(result.peer_text));
}

TEST_F(PortalTest, retry_after_is_read_in_seconds_and_as_a_date_and_nonsense_is_left_out) {
  const auto after = [this](const std::string& value) {
    bench_.peer().answers(503, "", {{"retry-after", value}});
    return deliver_dossier().attempt.retry_after;
  };
  bench_.peer().answers(200, session);
  EXPECT_EQ(after("120"), std::chrono::seconds(120));
  EXPECT_EQ(after("Fri, 13 Jun 2025 03:01:00 GMT"), std::chrono::seconds(60));
  EXPECT_EQ(after("-5"), std::nullopt);
  EXPECT_EQ(after("soon"), std::nullopt);
  EXPECT_EQ(after("Fri, 13 Jun 2025 02:00:00 GMT"), std::nullopt);
  EXPECT_GT(after("9223372036854775807").value(), std::chrono::hours(24 * 365));
}

TEST_F(PortalTest, a_look_up_finds_the_status_whatever_the_case_of_the_keys) {
  bench_.peer().answers(200, session);
  bench_.peer().answers(
      200,
      R"({"error_code":"0","result":[{"MAHOSO":"H55.12-250613-0001","TRANGTHAIHOSO":"4","THOIDIEMXULY":"20250613140210"}]})");
  bench_.peer().answers(200, R"({"error_code":0,"result":[{"MaHoSo":" H55.12-250613-0001 ","TrangThaiHoSo":10}]})");
  const LookUpResult upper = bench_.look_up();
  EXPECT_EQ(upper.attempt.outcome, Outcome::accepted);
  EXPECT_EQ(upper.presence, Presence::present);
  EXPECT_EQ(upper.status, domain::Status::processing);
  EXPECT_EQ(upper.status_at, base::from_rfc3339("2025-06-13T14:02:10+07:00").value());
  const LookUpResult pascal = bench_.look_up();
  EXPECT_EQ(pascal.status, domain::Status::returned);
  EXPECT_FALSE(pascal.status_at);
  bench_.peer().answers(
      200, R"({"error_code":0,"result":[{"MaHoSo":"H55.12-250613-0001","TrangThaiHoSo":"2","ThoiDiemXuLy":""}]})");
  EXPECT_EQ(bench_.look_up().status_at, base::Instant{}) << "it holds the dossier and no step yet";
  EXPECT_EQ(bench_.body(1),
            R"({"session":"s-1","madonvi":"H55","service":"TraCuuHoSo","mahoso":"H55.12-250613-0001"})");
}

TEST_F(PortalTest, an_empty_result_or_a_not_found_text_means_absent) {
  bench_.peer().answers(200, session).answers(200, R"({"error_code":0,"result":[]})").answers(200, missing);
  EXPECT_EQ(bench_.look_up().presence, Presence::absent);
  const LookUpResult text = bench_.look_up();
  EXPECT_EQ(text.attempt.outcome, Outcome::accepted);
  EXPECT_EQ(text.presence, Presence::absent);
}

TEST_F(PortalTest, a_look_up_whose_answer_says_nothing_of_this_dossier_is_unknown) {
  bench_.peer().answers(200, session);
  const std::vector<std::string> answers{
      R"({"error_code":0})", R"({"error_code":0,"result":[{"MaHoSo":"H55.12-250613-0002","TrangThaiHoSo":"4"}]})",
      R"({"error_code":0,"result":"none"})", exists};
  for (const std::string& answer : answers) {
    bench_.peer().answers(200, answer);
    const LookUpResult result = bench_.look_up();
    EXPECT_EQ(result.attempt.outcome, Outcome::unknown) << answer;
    EXPECT_EQ(result.presence, Presence::unknown) << answer;
  }
}

TEST_F(PortalTest, a_status_that_is_not_on_the_list_leaves_presence_without_status) {
  bench_.peer().answers(200, session);
  for (const std::string status : {"\"11\"", "\"\"", "\"abc\"", "\"999999999999\""}) {
    bench_.peer().answers(
        200, R"({"error_code":0,"result":[{"MaHoSo":"H55.12-250613-0001","TrangThaiHoSo":)" + status + "}]}");
    const LookUpResult result = bench_.look_up();
    EXPECT_EQ(result.presence, Presence::present) << status;
    EXPECT_FALSE(result.status) << status;
  }
}

}  // namespace
}  // namespace lienthong::peer
