#include "storage/rules.hpp"

#include <algorithm>
#include <array>

namespace lienthong::storage {

using base::ErrorKind;
using base::fail;
using domain::DeliveryState;

base::Result<void> check(const UnitOfWork& work) {
  const bool names_dossier = !work.dossier.value().empty();
  if (!names_dossier && (changes_dossier(work) || work.expected_version != 0)) {
    return fail(ErrorKind::invalid, "store.no_dossier", "a unit of work without a dossier changes one");
  }
  for (const auto& delivery : work.create) {
    if (delivery.state == DeliveryState::in_flight) {
      return fail(ErrorKind::invalid, "store.state", "a delivery cannot be created in flight");
    }
  }
  for (const auto& entry : work.journal) {
    if (entry.subject.empty() || entry.id.empty()) {
      return fail(ErrorKind::invalid, "store.journal_entry", "an entry of a journal needs a subject and an id");
    }
  }
  return {};
}

base::Result<void> check(const Settlement& settlement) {
  if (settlement.items.empty()) return fail(ErrorKind::invalid, "store.settlement", "a settlement settles nothing");
  for (const auto& item : settlement.items) {
    if (!domain::may_become(DeliveryState::in_flight, item.state)) {
      return fail(ErrorKind::invalid, "store.transition", "a delivery in flight cannot be settled into this state");
    }
  }
  return {};
}

bool changes_dossier(const UnitOfWork& work) {
  return work.inbox.has_value() || work.truth.has_value() || !work.events.empty() || !work.views.empty() ||
         !work.create.empty() || !work.supersede.empty() || !work.attachments.empty();
}

domain::PeerView learned(const std::optional<domain::PeerView>& held, const Settlement& settlement) {
  domain::PeerView out = *settlement.view;
  if (!held || held->known_at == settlement.leased_view_known_at) return out;
  out.status = held->status;
  out.status_at = held->status_at;
  out.how = held->how;
  out.known_at = held->known_at;
  return out;
}

bool may_be_superseded(DeliveryState state) {
  return state == DeliveryState::waiting || state == DeliveryState::refused;
}

bool may_be_leased(DeliveryState state) { return state == DeliveryState::waiting || state == DeliveryState::unknown; }

std::size_t lease_run(std::span<const domain::Delivery> open, base::Instant now, int batch) {
  if (open.empty() || !may_be_leased(open.front().state)) return 0;
  const auto limit = std::min(open.size(), static_cast<std::size_t>(std::max(batch, 0)));
  const auto fits = [&](const domain::Delivery& delivery) {
    return delivery.state == open.front().state && delivery.kind == open.front().kind && delivery.due_at <= now;
  };
  const auto front = open.first(limit);
  return static_cast<std::size_t>(std::ranges::find_if_not(front, fits) - front.begin());
}

std::vector<DeliveryState> requeued_states(const QueueFilter& filter) {
  std::vector<DeliveryState> states;
  for (const auto state : std::array{DeliveryState::unknown, DeliveryState::refused, DeliveryState::parked}) {
    if (filter.states.empty() || std::ranges::count(filter.states, state) != 0) states.push_back(state);
  }
  return states;
}

tl::unexpected<base::Error> version_conflict() {
  return fail(ErrorKind::conflict, "store.version", "the dossier has changed since it was loaded");
}

tl::unexpected<base::Error> journal_conflict() {
  return fail(ErrorKind::conflict, "store.journal", "the journal has moved on since it was loaded");
}

tl::unexpected<base::Error> key_conflict() {
  return fail(ErrorKind::conflict, "store.key", "a message of this source with this key was taken in before");
}

tl::unexpected<base::Error> lane_seq_taken() {
  return fail(ErrorKind::invalid, "store.lane_seq", "a place in the lane is given twice");
}

tl::unexpected<base::Error> fenced() {
  return fail(ErrorKind::conflict, "store.fenced", "the lease was lost; what it says is no longer taken");
}

tl::unexpected<base::Error> unknown_subject() {
  return fail(ErrorKind::invalid, "store.settlement", "an attempt or view is about something that is not stored");
}

tl::unexpected<base::Error> attachment_not_found() {
  return fail(ErrorKind::not_found, "store.attachment", "the dossier has no attachment of that digest");
}

tl::unexpected<base::Error> closed() { return fail(ErrorKind::cancelled, "store.closed", "the store is closed"); }

}  // namespace lienthong::storage
