#include "console/carrier/carrier_event.hpp"

#include <gtest/gtest.h>

#include <array>

namespace lienthong::console {
namespace {

const CarrierName carrier{"buu-ta-01", domain::SystemId("vnpost")};
const domain::OrderNumber order = domain::OrderNumber::read("H55.12-260615-0001").value();

CarrierEntry entry(CarrierAction action, std::string key = "key-00000001") {
  return {.key = std::move(key),
          .item = domain::ItemNumber::read("EH005501233VN").value(),
          .order = {},
          .action = action,
          .at = base::from_unix_ms(1'781'490'600'000),
          .to = {},
          .relation = {},
          .reason = {},
          .note = {}};
}

domain::PostalLeg leg_with(const std::vector<domain::TrackingEvent>& events) {
  return domain::fold_leg({order, std::nullopt, base::from_unix_ms(1'781'400'000'000)}, events);
}

TEST(CarrierEvent, each_action_is_a_movement) {
  using domain::PostalMovement;
  const std::array cases{std::pair{CarrierAction::collected, PostalMovement::posted},
                         std::pair{CarrierAction::delivered, PostalMovement::delivered},
                         std::pair{CarrierAction::failed, PostalMovement::attempt_failed},
                         std::pair{CarrierAction::returned, PostalMovement::returned_to_sender}};
  for (const auto& [action, movement] : cases)
    EXPECT_EQ(tracking_event(carrier, entry(action), order).movement, movement) << name(action);
}

TEST(CarrierEvent, the_note_says_everything_in_words) {
  CarrierEntry delivered = entry(CarrierAction::delivered);
  delivered.to = "Trần Văn B";
  delivered.relation = "child";
  delivered.note = "có hẹn";
  EXPECT_EQ(tracking_event(carrier, delivered, order).note, "Con: Trần Văn B; có hẹn");
  CarrierEntry failed = entry(CarrierAction::failed);
  failed.reason = "not_at_home";
  EXPECT_EQ(tracking_event(carrier, failed, order).note, "Không gặp người nhận");
  CarrierEntry himself = entry(CarrierAction::delivered);
  himself.relation = "self";
  EXPECT_EQ(tracking_event(carrier, himself, order).note, "Chính người nhận");
}

TEST(CarrierEvent, the_same_report_is_one_event_and_another_key_is_another) {
  const auto first = tracking_event(carrier, entry(CarrierAction::collected), order);
  EXPECT_EQ(tracking_event(carrier, entry(CarrierAction::collected), order), first);
  EXPECT_NE(tracking_event(carrier, entry(CarrierAction::collected, "key-00000002"), order).id, first.id);
  EXPECT_NE(tracking_event({"buu-ta-02", carrier.system}, entry(CarrierAction::collected), order).id, first.id);
}

TEST(CarrierEvent, a_carriers_own_word_is_not_heard_elsewhere) {
  auto event = tracking_event(carrier, entry(CarrierAction::collected), order);
  EXPECT_FALSE(is_heard_elsewhere(leg_with({event})));
  event.source_code = "1";
  EXPECT_TRUE(is_heard_elsewhere(leg_with({event})));
}

TEST(CarrierEvent, the_open_order_goes_before_a_later_one_that_has_ended) {
  EXPECT_EQ(current_leg({}), nullptr);
  auto ended = leg_with({tracking_event(carrier, entry(CarrierAction::delivered), order)});
  ended.order.ordered_at += std::chrono::hours(1);
  auto open = leg_with({});
  auto older = open;
  older.order.ordered_at -= std::chrono::hours(1);
  const std::array all{ended, older, open};
  EXPECT_EQ(current_leg(all), &all[2]);
  const std::array only_ended{ended};
  EXPECT_EQ(current_leg(only_ended), only_ended.data());
}

TEST(CarrierEvent, what_has_ended_offers_nothing) {
  EXPECT_EQ(actions_of(leg_with({})).size(), 4U);
  EXPECT_EQ(actions_of(leg_with({tracking_event(carrier, entry(CarrierAction::collected), order)})).size(), 3U);
  EXPECT_TRUE(actions_of(leg_with({tracking_event(carrier, entry(CarrierAction::delivered), order)})).empty());
}

}  // namespace
}  // namespace lienthong::console
