#pragma once

#include "base/result.hpp"
#include "storage/store.hpp"

#include <optional>
#include <span>
#include <vector>

namespace lienthong::storage {

/// Rules that hold for every engine, kept in one place so that engines cannot come to differ in them.

/// `invalid` when no engine could carry it out: parts that need a dossier without one; a delivery that starts in
/// flight.
[[nodiscard]] base::Result<void> check(const UnitOfWork& work);
/// `invalid` when it has no items (nothing would fence it) or an item leaves `in_flight` for a state that it may not
/// become.
[[nodiscard]] base::Result<void> check(const Settlement& settlement);

/// Whether the commit makes a new version of its dossier: it changes something that a decision could rest on.
[[nodiscard]] bool changes_dossier(const UnitOfWork& work);

/// What a settlement makes of the view held now: see Settlement::leased_view_known_at.
[[nodiscard]] domain::PeerView learned(const std::optional<domain::PeerView>& held, const Settlement& settlement);

/// What was never done at the peer may make room for what says it better.
[[nodiscard]] bool may_be_superseded(domain::DeliveryState state);

/// A lane whose head is in another state is blocked (I4).
[[nodiscard]] bool may_be_leased(domain::DeliveryState state);

/// How many deliveries from the front of `open` (a lane's deliveries that have not left it, in order) go into one
/// lease: due ones of one kind and one state. Those of an unknown head were one call, so they are found out about
/// together.
[[nodiscard]] std::size_t lease_run(std::span<const domain::Delivery> open, base::Instant now, int batch);

/// The states that `requeue` takes back to waiting under a filter: refused, parked and unknown, narrowed by the
/// filter's.
[[nodiscard]] std::vector<domain::DeliveryState> requeued_states(const QueueFilter& filter);

[[nodiscard]] tl::unexpected<base::Error> version_conflict();
[[nodiscard]] tl::unexpected<base::Error> journal_conflict();
[[nodiscard]] tl::unexpected<base::Error> key_conflict();
[[nodiscard]] tl::unexpected<base::Error> lane_seq_taken();
[[nodiscard]] tl::unexpected<base::Error> fenced();
[[nodiscard]] tl::unexpected<base::Error> unknown_subject();
[[nodiscard]] tl::unexpected<base::Error> attachment_not_found();
[[nodiscard]] tl::unexpected<base::Error> closed();

/// Reasons that the store itself writes into deliveries.
inline constexpr const char* reason_superseded = "superseded";
inline constexpr const char* reason_lease_lost = "lease.lost";
/// The stored body fails its checksum: it must not be sent, a person decides (R17, F08).
inline constexpr const char* reason_damaged = "store.damaged";

}  // namespace lienthong::storage
