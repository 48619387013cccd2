#include "domain/post/tracking_event.hpp"

#include "base/digest.hpp"
#include "domain/digest_text.hpp"

#include <tuple>

namespace lienthong::domain {

std::strong_ordering leg_order(const TrackingEvent& left, const TrackingEvent& right) {
  // Movements are declared in the order of the way; what shares a second with the end happened before it.
  const auto by_way = std::tie(left.occurred_at, left.movement) <=> std::tie(right.occurred_at, right.movement);
  return by_way != 0 ? by_way : left <=> right;
}

TrackingId derive_tracking_id(const TrackingEvent& event) {
  DigestText text;
  text.add("tracking/1").add(event.source.value()).add(event.item.text()).add(event.order.text());
  text.add(std::to_string(base::unix_ms(event.occurred_at))).add(event.source_code);
  if (event.source_code.empty()) text.add(event.movement ? name(*event.movement) : "-");
  text.add(event.source_text).add(event.office.code).add(event.office.name).add(event.note);
  text.add(event.corrects ? event.corrects->value() : "-");
  return TrackingId(base::sha256_hex(text.text()));
}

std::map<LegKey, std::vector<TrackingEvent>> by_leg(std::span<const TrackingEvent> events) {
  std::map<LegKey, std::vector<TrackingEvent>> out;
  for (const TrackingEvent& event : events) out[{event.order, event.item}].push_back(event);
  return out;
}

}  // namespace lienthong::domain
