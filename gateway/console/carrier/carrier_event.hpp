#pragma once

#include "console/carrier/carrier_entry.hpp"
#include "domain/post.hpp"

#include <span>
#include <string>
#include <vector>

namespace lienthong::console {

/// Who reports: the carrier's own id, and the system in whose name its reports are taken.
struct CarrierName {
  std::string id;
  domain::SystemId system;
};

/// What an entry states about an order. Carrier and key are part of it, and so of its id: a resend is one event, and
/// two equal reports with two keys are two.
[[nodiscard]] domain::TrackingEvent tracking_event(const CarrierName& carrier, const CarrierEntry& entry,
                                                   const domain::OrderNumber& order);

/// The one an entry is about when it names no order: the latest that is still on its way, else the latest. nullptr when
/// there is none.
[[nodiscard]] const domain::PostalLeg* current_leg(std::span<const domain::PostalLeg> legs);

/// Whether anybody but carriers of this page has named the item under this order.
[[nodiscard]] bool is_heard_elsewhere(const domain::PostalLeg& leg);

/// What a carrier can do with an item now, most likely first; nothing when it has arrived or gone back.
[[nodiscard]] std::vector<CarrierAction> actions_of(const domain::PostalLeg& leg);

}  // namespace lienthong::console
