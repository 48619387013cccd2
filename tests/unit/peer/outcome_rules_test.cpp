#include "peer_fixture.hpp"

namespace lienthong::peer {
namespace {

using domain::Outcome;
using testing::adapter;

Answer portal_answer(std::string code, std::string text, unsigned status = 200) {
  Answer answer;
  answer.http_status = status;
  answer.fields["refused"] = code == "0" ? "no" : "yes";
  answer.fields["error_code"] = std::move(code);
  answer.text = std::move(text);
  return answer;
}

Outcome portal(const std::string& code, const std::string& text, unsigned status = 200) {
  return adapter("portal").manifest.outcomes.classify(portal_answer(code, text, status)).first;
}

TEST(outcome_rules, the_first_rule_that_fits_decides_and_gives_its_name) {
  const auto [outcome, reason] =
      adapter("portal").manifest.outcomes.classify(portal_answer("-3", "Hồ sơ H55.12-250613-0001 đã tồn tại"));
  EXPECT_EQ(outcome, Outcome::duplicate);
  EXPECT_EQ(reason, "rule:da-ton-tai");
}

TEST(outcome_rules, an_answer_that_no_rule_fits_is_unknown) {
  EXPECT_EQ(portal("77", "Mã phản hồi chưa được công bố"), Outcome::unknown);
  EXPECT_EQ(OutcomeRules().classify({}).second, "rule:none");
}

TEST(outcome_rules, not_successful_is_never_success_even_with_code_zero) {
  EXPECT_EQ(portal("0", "Đồng bộ không thành công"), Outcome::retry);
  EXPECT_EQ(portal("0", "ĐỒNG BỘ KHÔNG THÀNH CÔNG"), Outcome::retry);
  EXPECT_EQ(portal("0", "Đồng bộ thành công 1 hồ sơ"), Outcome::accepted);
}

TEST(outcome_rules, a_success_text_without_code_zero_is_not_success) {
  EXPECT_EQ(portal("5", "Đồng bộ thành công"), Outcome::unknown);
}

TEST(outcome_rules, decomposed_vietnamese_is_the_same_text) {
  // "đã tồn tại" and "không thành công" with combining marks, as macOS and some databases give them (contracts 8.1
  // #18).
  EXPECT_EQ(portal("-3", "Hồ sơ đa\u0303 to\u0302\u0300n ta\u0323i"), Outcome::duplicate);
  EXPECT_EQ(portal("0", "kho\u0302ng tha\u0300nh co\u0302ng"), Outcome::retry);
}

TEST(outcome_rules, capitals_in_a_pattern_still_match) {
  OutcomeRule rule;
  rule.name = "da-co";
  rule.contains = {"Đã Tồn Tại"};
  rule.outcome = Outcome::already;
  EXPECT_EQ(OutcomeRules({rule}).classify(portal_answer("1", "hồ sơ đã tồn tại")).first, Outcome::already);
}

TEST(outcome_rules, a_session_error_is_auth_but_a_version_text_in_a_success_is_not) {
  EXPECT_EQ(portal("-1", "Phiên làm việc không hợp lệ"), Outcome::auth);
  EXPECT_EQ(portal("-1", "Invalid session"), Outcome::auth);
  EXPECT_EQ(portal("0", "Đồng bộ thành công (phiên bản 2)"), Outcome::accepted);
}

TEST(outcome_rules, the_more_specific_of_two_texts_wins) {
  EXPECT_EQ(portal("-3", "Hồ sơ đã tồn tại trong một cửa điện tử"), Outcome::already);
  EXPECT_EQ(portal("-2", "Đồng bộ không thành công: NgayTra có định dạng không đúng"), Outcome::data);
}

TEST(outcome_rules, every_class_of_the_contract_is_told_apart) {
  const std::vector<std::pair<std::string, Outcome>> texts{
      {"đã được tiếp nhận", Outcome::already},
      {"Hồ sơ đã trả kết quả, không được cập nhật trạng thái", Outcome::already},
      {"đã có kết quả xử lý. Không thể cập nhật trạng thái", Outcome::already},
      {"đã hoàn thành đăng ký, không được cập nhật trạng thái", Outcome::already},
      {"bị từ chối. Không thể cập nhật trạng thái", Outcome::already},
      {"không thể cập nhật lên trạng thái 4", Outcome::already},
      {"chưa cập nhật trạng thái", Outcome::retry},
      {"chưa được gửi không thể cập nhật trạng thái", Outcome::retry},
      {"Có lỗi trong quá trình thêm mới", Outcome::retry},
      {"client received SOAP Fault", Outcome::retry},
      {"Yêu cầu bị gián đoạn. Vui lòng thử lại", Outcome::retry},
      {"Logic xử lý không hợp lệ", Outcome::order},
      {"Hồ sơ không tồn tại", Outcome::not_found},
      {"vượt quá số lượng cho phép", Outcome::data},
  };
  for (const auto& [text, expected] : texts) EXPECT_EQ(portal("-3", text), expected) << text;
}

TEST(outcome_rules, http_statuses_decide_where_nothing_better_does) {
  EXPECT_EQ(portal("", "", 401), Outcome::auth);
  EXPECT_EQ(portal("", "", 429), Outcome::retry);
  EXPECT_EQ(portal("", "", 503), Outcome::retry);
  EXPECT_EQ(portal("", "", 500), Outcome::unknown);
  EXPECT_EQ(portal("", "", 400), Outcome::data);
  EXPECT_EQ(portal("", "", 302), Outcome::unknown);
}

TEST(outcome_rules, text_that_is_not_utf8_matches_nothing) {
  EXPECT_EQ(portal("77", "\xff\xfe đã tồn tại"), Outcome::unknown);
}

}  // namespace
}  // namespace lienthong::peer
