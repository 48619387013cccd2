#pragma once

#include "base/instant.hpp"
#include "domain/ids.hpp"
#include "domain/status.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lienthong::domain {

/// Where a delivery stands; the terms of the conservation equation (I5).
enum class DeliveryState : std::uint8_t {
  waiting,     ///< in its lane, to be sent when it is the head and due
  in_flight,   ///< leased by a dispatcher; a request may be on its way
  unknown,     ///< a request went out and no usable answer came back (I6)
  delivered,   ///< the peer confirmed it, or was found to hold it
  superseded,  ///< a later delivery carries everything it would have said
  refused,     ///< the peer, or our own mapping, says that it can never pass as it is
  parked,      ///< the schedule ran out, or nobody but a person can decide
};
[[nodiscard]] std::string_view name(DeliveryState state);
[[nodiscard]] std::optional<DeliveryState> delivery_state_from_name(std::string_view name);
/// Delivered and superseded deliveries leave their lane; everything else holds its place in it.
[[nodiscard]] bool leaves_lane(DeliveryState state);
/// The one table of legal transitions.
[[nodiscard]] bool may_become(DeliveryState from, DeliveryState to);

/// Whether a newer delivery of the same kind makes a waiting older one pointless (I7).
enum class Collapse : std::uint8_t { every, latest };

/// One thing one peer must be told about one dossier. Body and key never change after it is made (R5).
struct Delivery {
  DeliveryId id;  ///< 0 until the store gives one
  SystemId peer;
  DossierCode dossier;
  std::string kind;  ///< a message kind of the peer's manifest: "dossier", "progress"
  Collapse collapse = Collapse::every;
  std::string subject;           ///< what it is about: the event id of a step, or the digest of the document told
  std::optional<Status> status;  ///< the status the peer will hold after it, when it carries one
  base::Instant occurred_at{};   ///< of the fact told
  IdempotencyKey key;
  std::string payload;        ///< canonical JSON that the mapping turns into the peer's message
  std::int64_t lane_seq = 0;  ///< place in the lane (peer, dossier); rises
  DeliveryState state = DeliveryState::waiting;
  int attempts = 0;
  base::Instant created_at{};
  base::Instant due_at{};  ///< not before this
  std::string reason;      ///< why it stands where it stands; a stable code, no personal data
  friend bool operator==(const Delivery&, const Delivery&) = default;
};

/// Hash of (peer, dossier, kind, subject, ordinal): the same fact told for the same reason keeps its key for ever.
/// `ordinal` counts the earlier deliveries of the lane with the same kind and subject, so that a document that returns
/// to an older content is news to a peer that remembers keys.
[[nodiscard]] IdempotencyKey derive_idempotency_key(const Delivery& delivery, int ordinal = 0);

}  // namespace lienthong::domain
