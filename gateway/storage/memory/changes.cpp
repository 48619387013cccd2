#include "storage/memory/state.hpp"
#include "storage/rules.hpp"

#include <algorithm>

namespace lienthong::storage::memory {

using domain::DeliveryState;

base::Result<void> State::admit(const UnitOfWork& work) const {
  if (auto sound = check(work); !sound) return sound;
  const auto* row = find(work.dossier);
  if (work.expected_version != (row == nullptr ? 0 : row->version)) return version_conflict();
  if (work.inbox && row != nullptr) {
    const auto same = [&](const InboxRecord& held) {
      return held.source == work.inbox->source && held.key == work.inbox->key;
    };
    if (std::ranges::any_of(row->inbox, same)) return key_conflict();
  }
  for (const auto& guard : work.journal_guards) {
    const auto held = journal_subjects_.find({guard.journal, guard.subject});
    const auto entries = held == journal_subjects_.end() ? 0 : static_cast<std::int64_t>(held->second.size());
    if (entries != guard.entries) return journal_conflict();
  }
  std::set<domain::DeliveryId> seen;
  for (const auto id : work.supersede) {
    const auto held = deliveries_.find(id);
    const bool waits = held != deliveries_.end() && held->second.delivery.dossier == work.dossier &&
                       may_be_superseded(held->second.delivery.state);
    if (!waits || !seen.insert(id).second) return version_conflict();
  }
  if (!lane_places_are_free(work)) return lane_seq_taken();
  return {};
}

bool State::lane_places_are_free(const UnitOfWork& work) const {
  std::set<std::pair<domain::SystemId, std::int64_t>> given;
  return std::ranges::all_of(work.create, [&](const domain::Delivery& delivery) {
    const auto lane = lanes_.find({delivery.peer, work.dossier});
    const bool taken = lane != lanes_.end() && lane->second.contains(delivery.lane_seq);
    return !taken && given.emplace(delivery.peer, delivery.lane_seq).second;
  });
}

base::Result<CommitReceipt> State::commit(const UnitOfWork& work) {
  if (auto admitted = admit(work); !admitted) return base::fail(admitted.error());
  CommitReceipt receipt{.version = work.expected_version, .created = {}, .known = {}};
  if (changes_dossier(work)) {
    auto& row = dossiers_[work.dossier];
    if (row.id == 0) row.id = ++last_dossier_;
    receipt.version = ++row.version;
    if (work.inbox) {
      row.inbox.push_back(*work.inbox);
      row.inbox.back().dossier = work.dossier;
    }
    add_events(row, work);
    add_truth(row, work);
    for (auto view : work.views) {
      view.dossier = work.dossier;
      row.views[view.peer] = view;
    }
    for (const auto& attachment : work.attachments) row.attachments.emplace(attachment.digest, attachment.bytes);
  }
  for (const auto id : work.supersede) {
    auto& delivery = deliveries_.at(id).delivery;
    delivery.state = DeliveryState::superseded;
    delivery.reason = reason_superseded;
  }
  for (const auto& delivery : work.create) receipt.created.push_back(add_delivery(delivery, work.dossier));
  for (const auto& drift : work.contract_drift) add_drift(drift);
  if (work.cursor) cursors_[{work.cursor->peer, work.cursor->stream}] = work.cursor->cursor;
  receipt.known = add_journal(work.journal);
  return receipt;
}

void State::add_events(DossierRow& row, const UnitOfWork& work) const {
  for (auto event : work.events) {
    event.dossier = work.dossier;
    const auto same = [&](const domain::Event& held) { return held.id == event.id; };
    if (std::ranges::none_of(row.events, same)) row.events.push_back(std::move(event));
  }
}

void State::add_truth(DossierRow& row, const UnitOfWork& work) {
  if (!work.truth) return;
  if (work.truth->status != row.status) {
    changes_.push_back({.sequence = static_cast<std::int64_t>(changes_.size()) + 1,
                        .dossier = work.dossier,
                        .status = work.truth->status,
                        .occurred_at = work.truth->status_since,
                        .recorded_at = work.at});
  }
  row.procedure = work.truth->procedure;
  row.status = work.truth->status;
  row.status_since = work.truth->status_since;
}

domain::DeliveryId State::add_delivery(domain::Delivery delivery, const domain::DossierCode& dossier) {
  const domain::DeliveryId id{++last_delivery_};
  delivery.id = id;
  delivery.dossier = dossier;
  ++accepted_[delivery.peer];
  lanes_[{delivery.peer, dossier}].emplace(delivery.lane_seq, id);
  deliveries_[id].delivery = std::move(delivery);
  return id;
}

void State::add_drift(const ContractDrift& drift) {
  const auto [held, fresh] = drift_.emplace(std::tuple(drift.source, drift.kind, drift.path), drift);
  if (fresh) return;
  held->second.count += drift.count;
  held->second.first_at = std::min(held->second.first_at, drift.first_at);
  held->second.last_at = std::max(held->second.last_at, drift.last_at);
}

std::int64_t State::add_refused(RefusedRecord record) {
  record.id = ++last_refused_;
  refused_.emplace(record.id, std::move(record));
  return last_refused_;
}

}  // namespace lienthong::storage::memory
