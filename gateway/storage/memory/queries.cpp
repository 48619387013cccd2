#include "storage/memory/state.hpp"
#include "storage/rules.hpp"

#include <algorithm>
#include <ranges>

namespace lienthong::storage::memory {
namespace {

bool full(std::size_t size, int limit) { return static_cast<std::int64_t>(size) >= limit; }

}  // namespace

const DossierRow* State::find(const domain::DossierCode& code) const {
  const auto found = dossiers_.find(code);
  return found == dossiers_.end() ? nullptr : &found->second;
}

DossierRecord State::load(const domain::DossierCode& code) const {
  DossierRecord record;
  const auto* row = find(code);
  if (row == nullptr) return record;
  record.version = row->version;
  record.events = row->events;
  for (const auto& [peer, view] : row->views) record.views.push_back(view);
  for (const auto& [key, lane] : lanes_) {
    if (key.second != code) continue;
    for (const auto& [place, id] : lane) record.deliveries.push_back(deliveries_.at(id).delivery);
  }
  for (const auto& [digest, bytes] : row->attachments) record.attachments.push_back({.digest = digest, .bytes = {}});
  for (const auto& message : row->inbox) {
    record.inbox.emplace(std::pair(message.source.value(), message.key), message.body_digest);
  }
  return record;
}

base::Result<Attachment> State::load_attachment(const domain::DossierCode& code, const std::string& digest) const {
  const auto* row = find(code);
  if (row == nullptr) return attachment_not_found();
  const auto found = row->attachments.find(digest);
  if (found == row->attachments.end()) return attachment_not_found();
  return Attachment{.digest = digest, .bytes = found->second};
}

std::string State::load_cursor(const domain::SystemId& peer, const std::string& stream) const {
  const auto found = cursors_.find({peer, stream});
  return found == cursors_.end() ? std::string{} : found->second;
}

std::vector<AttemptRecord> State::load_attempts(const domain::DossierCode& code) const {
  const auto* row = find(code);
  return row == nullptr ? std::vector<AttemptRecord>{} : row->attempts;
}

std::vector<InboxRecord> State::load_inbox(const domain::DossierCode& code) const {
  const auto* row = find(code);
  return row == nullptr ? std::vector<InboxRecord>{} : row->inbox;
}

std::vector<DossierSummary> State::list_dossiers(const std::string& after_code, int limit) const {
  std::vector<DossierSummary> list;
  for (auto it = dossiers_.upper_bound(domain::DossierCode{after_code}); it != dossiers_.end(); ++it) {
    if (full(list.size(), limit)) break;
    const auto& [code, row] = *it;
    list.push_back({.code = code,
                    .procedure = row.procedure,
                    .status = row.status,
                    .status_since = row.status_since,
                    .version = row.version});
  }
  return list;
}

std::vector<DossierEvents> State::list_active(const DaySpan& days, const std::string& after_code, int limit) const {
  const auto is_within = [&](const domain::Event& event) {
    const auto day = std::chrono::floor<std::chrono::days>(event.occurred_at);
    return days.first <= day && day <= days.last;
  };
  std::vector<DossierEvents> list;
  for (auto it = dossiers_.upper_bound(domain::DossierCode{after_code}); it != dossiers_.end(); ++it) {
    if (full(list.size(), limit)) break;
    if (std::ranges::any_of(it->second.events, is_within)) list.push_back({it->first, it->second.events});
  }
  return list;
}

std::vector<QueueRow> State::list_queue(const QueueFilter& filter) const {
  std::vector<QueueRow> list;
  for (const auto& [id, row] : deliveries_) {
    if (full(list.size(), filter.limit)) break;
    if (!matches(filter, row.delivery)) continue;
    QueueRow shown{.delivery = row.delivery, .last_reason = {}};
    shown.delivery.payload.clear();
    for (const auto& attempt : dossiers_.at(row.delivery.dossier).attempts) {
      if (attempt.delivery == id) shown.last_reason = attempt.reason;
    }
    list.push_back(std::move(shown));
  }
  return list;
}

std::vector<RefusedRecord> State::list_refused(int limit) const {
  std::vector<RefusedRecord> list;
  for (const auto& [id, record] : std::views::reverse(refused_)) {
    if (full(list.size(), limit)) break;
    list.push_back(record);
  }
  return list;
}

std::vector<ContractDrift> State::list_contract_drift() const {
  std::vector<ContractDrift> list;
  for (const auto& [key, drift] : drift_) list.push_back(drift);
  return list;
}

std::vector<domain::PeerView> State::list_views(const domain::SystemId& peer, const std::string& after_code,
                                                int limit) const {
  std::vector<domain::PeerView> list;
  for (auto it = dossiers_.upper_bound(domain::DossierCode{after_code}); it != dossiers_.end(); ++it) {
    if (full(list.size(), limit)) break;
    const auto view = it->second.views.find(peer);
    if (view != it->second.views.end()) list.push_back(view->second);
  }
  return list;
}

std::vector<Conservation> State::conservation() const {
  std::map<domain::SystemId, Conservation> by_peer;
  for (const auto& [peer, accepted] : accepted_) by_peer[peer] = {.peer = peer, .accepted = accepted, .by_state = {}};
  for (const auto& [id, row] : deliveries_) ++by_peer[row.delivery.peer].by_state[row.delivery.state];
  std::vector<Conservation> list;
  for (auto& [peer, equation] : by_peer) list.push_back(std::move(equation));
  return list;
}

std::optional<base::Instant> State::next_due(const domain::SystemId& peer) const {
  std::optional<base::Instant> earliest;
  for (const auto& [key, lane] : lanes_) {
    if (key.first != peer) continue;
    const auto ready = ready_at(lane);
    if (ready && (!earliest || *ready < *earliest)) earliest = ready;
  }
  return earliest;
}

std::vector<Change> State::changes(std::int64_t after, int limit) const {
  std::vector<Change> list;
  for (const auto& change : changes_) {
    if (full(list.size(), limit)) break;
    if (change.sequence > after) list.push_back(change);
  }
  return list;
}

}  // namespace lienthong::storage::memory
