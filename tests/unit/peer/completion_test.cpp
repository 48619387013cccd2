#include "peer/completion.hpp"

#include "peer/profiles/digit_time.hpp"
#include "peer_fixture.hpp"

namespace lienthong::peer {
namespace {

using domain::TellRule;
using testing::adapter;

std::string completed(const std::string& json, TellRule::What what = TellRule::What::document,
                      const std::string& system = "portal") {
  codec::Arena arena;
  return codec::write_canonical_json(
      complete(codec::read_json(json, arena).value(), what, adapter(system).manifest, arena));
}

TEST(completion, twelve_digits_are_a_cccd_and_nine_a_cmnd) {
  EXPECT_EQ(
      completed(R"({"applicant":{"identity_number":"019185001234"}})", TellRule::What::document, "province"),
      R"({"applicant":{"identity_number":"019185001234"},"identities":[{"kind":"cccd","number":"019185001234"}]})");
  EXPECT_NE(completed(R"({"applicant":{"identity_number":"091234567"}})").find(R"("kind":"cmnd")"), std::string::npos);
}

TEST(completion, a_number_of_another_kind_is_not_given_one) {
  for (const std::string number : {"0101234567", "B1234567", "01918500123a", ""}) {
    EXPECT_EQ(completed(R"({"applicant":{"identity_number":")" + number + R"("}})").find("identities"),
              std::string::npos)
        << number;
  }
  EXPECT_EQ(completed(R"({"applicant":{"name":"A"}})").find("identities"), std::string::npos);
}

TEST(completion, what_is_stated_wins) {
  EXPECT_NE(
      completed(R"({"applicant":{"identity_kind":"cmnd","identity_number":"019185001234"}})").find(R"("kind":"cmnd")"),
      std::string::npos);
  const std::string stated = R"({"databases":[{"code":"3"}],"identities":[],"received_at":"b","submitted_at":"a"})";
  EXPECT_EQ(completed(stated), stated);
}

TEST(completion, acceptance_is_submission_where_nothing_else_is_known) {
  EXPECT_EQ(completed(R"({"received_at":"2025-06-13T09:30:15.000+07:00"})", TellRule::What::document, "province"),
            R"({"received_at":"2025-06-13T09:30:15.000+07:00","submitted_at":"2025-06-13T09:30:15.000+07:00"})");
}

TEST(completion, databases_come_from_the_manifest) {
  EXPECT_EQ(completed("{}"), R"({"databases":[{"code":"7"}]})");
  Manifest manifest = adapter("portal").manifest;
  manifest.settings["databases"] = "7, 9";
  codec::Arena arena;
  EXPECT_EQ(codec::write_json(complete(codec::Value::record({}), TellRule::What::document, manifest, arena)),
            R"({"databases":[{"code":"7"},{"code":"9"}]})");
}

TEST(completion, a_step_without_a_text_is_told_by_its_status) {
  EXPECT_EQ(completed(R"({"status":"processing"})", TellRule::What::step),
            R"({"note":"Đang xử lý","status":"processing"})");
  EXPECT_EQ(completed(R"({"note":"Thụ lý","status":"processing"})", TellRule::What::step),
            R"({"note":"Thụ lý","status":"processing"})");
}

TEST(digit_time, is_wall_time_in_viet_nam_both_ways) {
  const auto at = base::from_rfc3339("2025-06-13T17:30:15Z").value();
  EXPECT_EQ(to_digits(at), "20250614003015");
  EXPECT_EQ(from_digits("20250614003015"), at);
}

TEST(digit_time, refuses_what_is_no_moment) {
  for (const std::string text :
       {"", "2025061400301", "202506140030155", "20250230000000", "2025061400301x", "20250614250000"}) {
    EXPECT_FALSE(from_digits(text)) << text;
  }
}

}  // namespace
}  // namespace lienthong::peer
