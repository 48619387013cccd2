#pragma once

#include "domain/post/postal_leg.hpp"
#include "domain/post/postal_limits.hpp"

#include <string>
#include <utility>
#include <vector>

namespace lienthong::domain::testing {

inline const SystemId vnpost{"vnpost"};
inline const SystemId ems{"ems"};
inline const DossierCode dossier{"H55.12-250613-0001"};

/// 2025-06-14T00:00 in Viet Nam, plus hours.
inline base::Instant at(int hours) { return base::from_unix_ms(1'749'834'000'000) + std::chrono::hours{hours}; }

inline OrderNumber order(std::string_view text) { return OrderNumber::read(text).value(); }
inline const OrderNumber delivery = order("H55.12-250613-0001");
inline const OrderNumber collection = order("H55.12-250613-0001__0.71");

inline ItemNumber item(std::uint32_t serial) { return ItemNumber::from_serial("EH", serial).value(); }

inline TrackingEvent identified(TrackingEvent event) {
  event.id = derive_tracking_id(event);
  return event;
}

inline TrackingEvent heard(int hour, std::optional<PostalMovement> movement, const OrderNumber& number = delivery) {
  TrackingEvent event{.id = {}, .source = vnpost, .item = item(550123), .order = number};
  event.occurred_at = at(hour);
  event.movement = movement;
  event.source_code = movement ? std::string(name(*movement)) : "77";
  if (movement == PostalMovement::attempt_failed) event.note = "vắng nhà";
  return identified(event);
}

inline TrackingEvent correcting(TrackingEvent event, const TrackingEvent& wrong) {
  event.corrects = wrong.id;
  return identified(std::move(event));
}

inline PostalLeg leg_of(const std::vector<TrackingEvent>& events, const OrderNumber& number = delivery) {
  return fold_leg({number, item(550123), at(0)}, events);
}

inline PostalLimits limits(Leg leg = Leg::deliver) {
  using std::chrono::hours;
  return {leg, std::chrono::year{2025} / 1 / 1, hours{24}, hours{72}, hours{120}, 2};
}

inline std::vector<LegIrregularity::Kind> kinds(const PostalLeg& leg) {
  std::vector<LegIrregularity::Kind> out;
  for (const LegIrregularity& one : leg.irregularities) out.push_back(one.kind);
  return out;
}

}  // namespace lienthong::domain::testing
