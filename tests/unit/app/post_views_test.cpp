#include "app/post_views.hpp"

#include <gtest/gtest.h>

namespace lienthong::app {
namespace {

base::Instant at(std::string_view text) { return base::from_rfc3339(text).value(); }

sync::PostalOrderView failed_order() {
  const auto number = domain::OrderNumber::read("H55.12-260615-0001").value();
  const auto item = domain::ItemNumber::read("EH005501233VN").value();
  domain::TrackingEvent event{.id = {}, .source = domain::SystemId("vnpost"), .item = item, .order = number};
  event.occurred_at = at("2026-06-15T09:00:00+07:00");
  event.movement = domain::PostalMovement::attempt_failed;
  event.source_code = "7";
  event.source_text = "Phát không thành công";
  event.note = "bà Mơ đi vắng";
  event.id = domain::derive_tracking_id(event);
  sync::PostalOrderView out{domain::fold_leg({number, item, at("2026-06-14T09:00:00+07:00")}, {&event, 1}),
                            {},
                            {},
                            at("2026-06-15T10:30:00+07:00")};
  out.alarms = {{domain::PostalAlarm::Kind::attempt_failed, event.occurred_at, at("2026-06-15T10:30:00+07:00"),
                 std::chrono::milliseconds{-5'400'000}}};
  return out;
}

const base::Instant now = at("2026-06-15T12:00:00+07:00");

TEST(post_views, show_the_alarm_with_the_deadline_beside_it) {
  const std::string json = postal_listing_json({{failed_order()}, {}}, now);
  EXPECT_NE(json.find(R"("alarms":[{"kind":"POST_ATTEMPT_FAILED","since":"2026-06-15T09:00:00.000+07:00",)"
                      R"("due_at":"2026-06-15T10:30:00.000+07:00","hours_left":-2}])"),
            std::string::npos)
      << json;
  const std::string text = postal_listing_text({{failed_order()}, {}}, PostalList::alarms, now);
  EXPECT_NE(text.find("15/06/2026 10:30 (-2 h)  phát không được"), std::string::npos) << text;
}

TEST(post_views, show_what_carriers_said_but_no_note) {
  for (const std::string& shown : {postal_order_json(failed_order()), postal_order_text(failed_order(), now)}) {
    EXPECT_NE(shown.find("EMH"), std::string::npos) << shown;
    EXPECT_NE(shown.find("Phát không thành công"), std::string::npos) << shown;
    EXPECT_EQ(shown.find("Mơ"), std::string::npos) << shown;
  }
}

TEST(post_views, speak_to_people_in_their_language_and_of_the_deadline_before_anything_is_late) {
  auto order = failed_order();
  order.alarms.clear();
  const std::string text = postal_listing_text({{order}, {}}, PostalList::open, now);
  EXPECT_NE(text.find("phát kết quả  EH005501233VN  phát chưa được"), std::string::npos) << text;
  EXPECT_NE(text.find("7 Phát không thành công  15/06/2026 10:30 (-2 h)  -"), std::string::npos) << text;
}

TEST(post_views, a_cancelled_order_says_so) {
  auto order = failed_order();
  order.cancelled_at = at("2026-06-15T11:00:00+07:00");
  EXPECT_NE(
      postal_listing_json({{order}, {}}, now).find(R"("state":"cancelled","since":"2026-06-15T11:00:00.000+07:00")"),
      std::string::npos);
}

TEST(post_views, nothing_is_a_sentence_for_people_and_a_list_for_programs) {
  EXPECT_EQ(postal_listing_json({}, now), "{\"orders\":[],\"waiting\":[]}\n");
  EXPECT_EQ(postal_listing_text({}, PostalList::open, now), "Không có đơn hàng bưu chính nào đang mở.\n");
  EXPECT_EQ(postal_listing_text({}, PostalList::alarms, now), "Không có cảnh báo bưu chính nào.\n");
}

TEST(post_views, say_what_an_order_that_cannot_be_made_lacks) {
  const auto number = domain::OrderNumber::read("H55.12-260615-0002").value();
  const sync::PostalWaitView wait{number,
                                  {sync::OrderGap::applicant_address, sync::OrderGap::province_number},
                                  at("2026-06-15T09:00:00+07:00"),
                                  at("2026-06-16T12:00:00+07:00")};
  const PostalListing listing{{}, {wait}};
  EXPECT_EQ(postal_listing_json(listing, now),
            R"({"orders":[],"waiting":[{"order":"H55.12-260615-0002","dossier":"H55.12-260615-0002","leg":"deliver",)"
            R"("since":"2026-06-15T09:00:00.000+07:00","missing":["applicant.address","province.number"],)"
            R"("due_at":"2026-06-16T12:00:00.000+07:00","hours_left":24}]})"
            "\n");
  const std::string text = postal_listing_text(listing, PostalList::open, now);
  EXPECT_NE(text.find("Không có đơn hàng bưu chính nào đang mở."), std::string::npos) << text;
  EXPECT_NE(text.find("16/06/2026 12:00 (24 h)  địa chỉ người nộp, mã bưu chính của tỉnh ghi trong địa chỉ"),
            std::string::npos)
      << text;
}

}  // namespace
}  // namespace lienthong::app
