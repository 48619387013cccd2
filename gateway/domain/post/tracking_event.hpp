#pragma once

#include "base/instant.hpp"
#include "domain/ids.hpp"
#include "domain/post/item_number.hpp"
#include "domain/post/order_number.hpp"
#include "domain/post/postal_movement.hpp"

#include <compare>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace lienthong::domain {

/// Derived from what the carrier said; the same row twice has the same id.
using TrackingId = base::StrongId<struct TrackingIdTag>;

struct PostOffice {
  std::string code;
  std::string name;
  friend auto operator<=>(const PostOffice&, const PostOffice&) = default;
};

/// One thing that happened to one item of one order, as one carrier states it. Immutable.
struct TrackingEvent {
  TrackingId id;
  SystemId source;
  ItemNumber item;
  OrderNumber order;
  base::Instant occurred_at{};             ///< the carrier's own time; feeds and webhooks arrive in any order
  std::optional<PostalMovement> movement;  ///< nothing: a code that the carrier's table does not lead on from
  std::string source_code;                 ///< the carrier's own code, "4"
  std::string source_text;                 ///< its words beside the code
  PostOffice office;
  std::string note;  ///< why an attempt failed, to whom it was given; may hold personal data
  /// The event of the same source that this one puts right; that one no longer counts.
  std::optional<TrackingId> corrects;
  friend auto operator<=>(const TrackingEvent&, const TrackingEvent&) = default;
};

/// The order in which a leg is folded: own time, how far along, then everything else.
[[nodiscard]] std::strong_ordering leg_order(const TrackingEvent& left, const TrackingEvent& right);

/// Hash of all but `id` and, where there is a `source_code`, `movement`: a better table gives no second event.
[[nodiscard]] TrackingId derive_tracking_id(const TrackingEvent& event);

/// An item number may come again and an order may have several items: neither alone is a key (contracts 4.4).
struct LegKey {
  OrderNumber order;
  ItemNumber item;
  friend auto operator<=>(const LegKey&, const LegKey&) = default;
};
[[nodiscard]] std::map<LegKey, std::vector<TrackingEvent>> by_leg(std::span<const TrackingEvent> events);

}  // namespace lienthong::domain
