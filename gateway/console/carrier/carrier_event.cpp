#include "console/carrier/carrier_event.hpp"

#include "console/carrier/carrier_words.hpp"

#include <algorithm>
#include <string_view>

namespace lienthong::console {
namespace {

/// Between what happened and the key: "failed/not_at_home#8c1f…". No action or reason has it.
constexpr std::string_view key_mark = "#";

bool has_key(const domain::TrackingEvent& event) { return event.source_code.find(key_mark) != std::string::npos; }

domain::PostalMovement movement_of(CarrierAction action) {
  switch (action) {
    case CarrierAction::collected:
      return domain::PostalMovement::posted;
    case CarrierAction::delivered:
      return domain::PostalMovement::delivered;
    case CarrierAction::failed:
      return domain::PostalMovement::attempt_failed;
    case CarrierAction::returned:
      break;
  }
  return domain::PostalMovement::returned_to_sender;
}

/// "Con: Trần Văn B; Không gặp người nhận; ghi chú": everything that was said, in the words of people.
std::string note_of(const CarrierEntry& entry) {
  std::string note;
  const auto append = [&](std::string_view part) {
    if (part.empty()) return;
    note += note.empty() ? "" : "; ";
    note += part;
  };
  const std::string relation(vietnamese_of(relations(), entry.relation).value_or(""));
  append(relation.empty() || entry.to.empty() ? relation + entry.to : relation + ": " + entry.to);
  append(vietnamese_of(failure_reasons(), entry.reason).value_or(""));
  append(entry.note);
  return note;
}

}  // namespace

domain::TrackingEvent tracking_event(const CarrierName& carrier, const CarrierEntry& entry,
                                     const domain::OrderNumber& order) {
  const domain::PostalMovement movement = movement_of(entry.action);
  domain::TrackingEvent event{.id = {},
                              .source = carrier.system,
                              .item = entry.item,
                              .order = order,
                              .occurred_at = entry.at,
                              .movement = movement,
                              .source_code = std::string(name(entry.action)) +
                                             (entry.reason.empty() ? "" : "/" + entry.reason) + std::string(key_mark) +
                                             entry.key,
                              .source_text = std::string(domain::vietnamese_name(movement)),
                              .office = {.code = carrier.id, .name = {}},
                              .note = note_of(entry),
                              .corrects = std::nullopt};
  event.id = domain::derive_tracking_id(event);
  return event;
}

const domain::PostalLeg* current_leg(std::span<const domain::PostalLeg> legs) {
  const auto earlier = [](const domain::PostalLeg& left, const domain::PostalLeg& right) {
    const bool left_open = !domain::is_terminal(left.state);
    const bool right_open = !domain::is_terminal(right.state);
    return left_open != right_open ? right_open : left.order.ordered_at < right.order.ordered_at;
  };
  const auto latest = std::max_element(legs.begin(), legs.end(), earlier);
  return latest == legs.end() ? nullptr : &*latest;
}

bool is_heard_elsewhere(const domain::PostalLeg& leg) {
  return std::ranges::any_of(leg.events, [](const domain::TrackingEvent& event) { return !has_key(event); });
}

std::vector<CarrierAction> actions_of(const domain::PostalLeg& leg) {
  if (domain::is_terminal(leg.state)) return {};
  if (leg.state == domain::LegState::ordered)
    return {CarrierAction::collected, CarrierAction::delivered, CarrierAction::failed, CarrierAction::returned};
  return {CarrierAction::delivered, CarrierAction::failed, CarrierAction::returned};
}

}  // namespace lienthong::console
