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
  sync::PostalOrderView out{domain::fold_leg({number, item, at("2026-06-14T09:00:00+07:00")}, {&event, 1}), {}, {}};
  out.alarms = {{domain::PostalAlarm::Kind::attempt_failed, event.occurred_at, at("2026-06-15T10:30:00+07:00"),
                 std::chrono::milliseconds{-5'400'000}}};
  return out;
}

TEST(post_views, show_the_alarm_with_the_deadline_beside_it) {
  const std::string json = postal_orders_json({failed_order()});
  EXPECT_NE(json.find(R"("alarms":[{"kind":"POST_ATTEMPT_FAILED","since":"2026-06-15T09:00:00.000+07:00",)"
                      R"("due_at":"2026-06-15T10:30:00.000+07:00","hours_left":-2}])"),
            std::string::npos)
      << json;
  const std::string text = postal_orders_text({failed_order()});
  EXPECT_NE(text.find("POST_ATTEMPT_FAILED  15/06/2026 10:30 (-2 h)"), std::string::npos) << text;
}

TEST(post_views, show_what_carriers_said_but_no_note) {
  for (const std::string& shown : {postal_order_json(failed_order()), postal_order_text(failed_order())}) {
    EXPECT_NE(shown.find("EMH"), std::string::npos) << shown;
    EXPECT_NE(shown.find("Phát không thành công"), std::string::npos) << shown;
    EXPECT_EQ(shown.find("Mơ"), std::string::npos) << shown;
  }
}

TEST(post_views, a_cancelled_order_says_so) {
  auto order = failed_order();
  order.cancelled_at = at("2026-06-15T11:00:00+07:00");
  EXPECT_NE(postal_orders_json({order}).find(R"("state":"cancelled","since":"2026-06-15T11:00:00.000+07:00")"),
            std::string::npos);
}

TEST(post_views, an_empty_list_is_a_list) { EXPECT_EQ(postal_orders_json({}), "{\"orders\":[]}\n"); }

}  // namespace
}  // namespace lienthong::app
