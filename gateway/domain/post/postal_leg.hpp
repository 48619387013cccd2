#pragma once

#include "base/instant.hpp"
#include "domain/post/tracking_event.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace lienthong::domain {

/// What we asked the post for.
struct PostalOrder {
  OrderNumber number;
  std::optional<ItemNumber> item;  ///< nothing when the post chooses the number itself
  base::Instant ordered_at{};
  friend bool operator==(const PostalOrder&, const PostalOrder&) = default;
};

enum class LegState : std::uint8_t {
  ordered,  ///< no movement heard of yet
  posted,
  in_transit,
  held_by_customs,
  at_delivery_office,
  out_for_delivery,
  attempt_failed,
  held_for_addressee,  ///< at the delivery office or a collection point
  delivered,
  returned_to_sender,
};
[[nodiscard]] std::string_view name(LegState state);
[[nodiscard]] bool is_terminal(LegState state);

/// Something odd in what carriers say of one leg; shown, never repaired by guessing.
struct LegIrregularity {
  enum class Kind : std::uint8_t {
    undocumented_code,       ///< no table leads on from the carrier's code
    begins_without_posting,  ///< the first movement is not EMA
    attempt_without_reason,  ///< EMH with no word why
    movement_after_end,      ///< later than the end, and no correction; does not count
    ends_disagree,           ///< delivered and returned to sender: a person decides
    corrects_other_source,   ///< names an event of somebody else; both count
    corrects_unheard_event,  ///< names an event that has not come
  };
  Kind kind = Kind::undocumented_code;
  TrackingId event;
  friend bool operator==(const LegIrregularity&, const LegIrregularity&) = default;
};
[[nodiscard]] std::string_view name(LegIrregularity::Kind kind);

/// One item on its way: the fold of its events.
struct PostalLeg {
  PostalOrder order;
  std::optional<ItemNumber> item;  ///< of the order, or of its events
  LegState state = LegState::ordered;
  base::Instant since{};                 ///< of the event that led to this state; `ordered_at` before the first
  std::optional<TrackingId> reason;      ///< that event
  base::Instant last_heard{};            ///< of the latest event, whatever it says; `ordered_at` before the first
  int failed_attempts = 0;               ///< moments of EMH
  std::vector<TrackingEvent> events;     ///< what counts, in the order of their own time
  std::vector<TrackingEvent> corrected;  ///< what a correction has put aside
  std::vector<LegIrregularity> irregularities;
  friend bool operator==(const PostalLeg&, const PostalLeg&) = default;

  [[nodiscard]] bool has(LegIrregularity::Kind kind) const;
};

/// Depends only on the set of events: any arrival order, any duplicates. The first end in own time stays, whatever
/// comes later (contracts 8.1 #22). Events of another order, or of two items, are a broken invariant
/// (std::logic_error): part them with `by_leg`.
[[nodiscard]] PostalLeg fold_leg(const PostalOrder& order, std::span<const TrackingEvent> events);

}  // namespace lienthong::domain
