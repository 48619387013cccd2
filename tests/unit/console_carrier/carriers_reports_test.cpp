#include "carriers_world.hpp"

namespace lienthong::app::testing {
namespace {

using CarriersReports = CarriersWorld;

TEST_P(CarriersReports, shows_whom_to_visit_until_the_item_has_arrived) {
  EXPECT_NE(look(number).find("Tổ 7, phường Quang Trung"), std::string::npos) << look(number);
  EXPECT_NE(look("eh 00550123 3 vn").find("0912000111"), std::string::npos);
  take(entry("key-00000001", "delivered", to_child));
  const std::string after = look(number);
  EXPECT_NE(after.find("\"state\":\"delivered\""), std::string::npos) << after;
  EXPECT_EQ(after.find("Tổ 7"), std::string::npos) << after;
  EXPECT_EQ(after.find("0912000111"), std::string::npos);
}

TEST_P(CarriersReports, a_wrong_check_digit_and_an_unknown_item_are_named) {
  EXPECT_EQ(look("EH005501234VN"), "item.check_digit");
  EXPECT_EQ(look("EH100000025VN"), "post.unknown_item");
}

TEST_P(CarriersReports, trying_out_numbers_comes_to_an_end) {
  for (int i = 0; i < 60; ++i) EXPECT_EQ(look("HCC-" + std::to_string(1000 + i)), "post.unknown_item");
  EXPECT_EQ(look("HCC-1"), "carrier.too_many_unknown");
  EXPECT_EQ(look(number), "carrier.too_many_unknown");
  world_.clock.advance(std::chrono::minutes(10));
  EXPECT_NE(look(number).find("Trần Thị Mơ"), std::string::npos);
}

TEST_P(CarriersReports, nobody_learns_an_address_by_reporting_his_own_item_under_an_order) {
  take(entry("key-00000001", "collected", R"(,"order":"H55.12-260615-0001")", "HCC-7777"));
  const std::string seen = look("HCC-7777");
  EXPECT_NE(seen.find("H55.12-260615-0001"), std::string::npos) << seen;
  EXPECT_EQ(seen.find("Tổ 7"), std::string::npos) << seen;
}

TEST_P(CarriersReports, a_report_is_heard_once_however_often_it_is_sent) {
  const std::string one = entry("key-00000001", "failed", R"(,"reason":"not_at_home")");
  EXPECT_NE(take(one).find(all_taken("key-00000001", "fresh")), std::string::npos);
  EXPECT_NE(take(one).find(all_taken("key-00000001", "repeated")), std::string::npos);
  EXPECT_NE(take(one + "," + one).find(all_taken("key-00000001", "repeated")), std::string::npos);
  EXPECT_EQ(leg().failed_attempts, 1);
  EXPECT_EQ(leg().events.size(), 1U);
  EXPECT_EQ(leg().events.front().note, "Không gặp người nhận");
}

TEST_P(CarriersReports, the_valid_half_lands_and_the_rest_is_named_and_kept) {
  const std::string answer = take(
      entry("key-00000001", "collected") + "," + entry("key-00000002", "collected", "", "EH005501234VN") + "," +
      entry("key-00000003", "delivered", to_child) + "," + entry("key-00000004", "failed", "", "HCC-7777") + ",{}");
  EXPECT_NE(answer.find(all_taken("key-00000001", "fresh")), std::string::npos) << answer;
  EXPECT_NE(answer.find("item.check_digit"), std::string::npos) << answer;
  EXPECT_NE(answer.find(all_taken("key-00000003", "fresh")), std::string::npos) << answer;
  EXPECT_NE(answer.find("entry.reason"), std::string::npos) << answer;
  EXPECT_NE(answer.find("entry.key\""), std::string::npos) << answer;
  EXPECT_EQ(leg().state, domain::LegState::delivered);
  EXPECT_EQ(world_.refused().size(), 3U);
}

TEST_P(CarriersReports, an_order_that_nobody_knows_is_kept) {
  const std::string answer = take(entry("key-00000001", "collected", R"(,"order":"H55.12-260615-9999")", "HCC-7777"));
  EXPECT_NE(answer.find(all_taken("key-00000001", "kept")), std::string::npos) << answer;
}

TEST_P(CarriersReports, a_moment_out_of_bounds_is_refused_in_its_place) {
  world_.clock.advance(std::chrono::days(31));
  EXPECT_NE(take(entry("key-00000001", "collected")).find("entry.too_old"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Engines, CarriersReports, ::testing::Values(Engine::memory, Engine::sqlite),
                         sync::testing::name_of);

}  // namespace
}  // namespace lienthong::app::testing
