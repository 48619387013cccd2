#include "storage/memory/state.hpp"
#include "storage/rules.hpp"

#include <algorithm>

namespace lienthong::storage::memory {

using domain::DeliveryState;

std::vector<domain::Delivery> State::open_deliveries(const Lane& lane) const {
  std::vector<domain::Delivery> open;
  for (const auto& [place, id] : lane) {
    const auto& delivery = deliveries_.at(id).delivery;
    if (!domain::leaves_lane(delivery.state)) open.push_back(delivery);
  }
  return open;
}

std::optional<base::Instant> State::ready_at(const Lane& lane) const {
  std::optional<base::Instant> head;
  for (const auto& [place, id] : lane) {
    const auto& delivery = deliveries_.at(id).delivery;
    // A run of which a part was settled still has requests under way: one lease per lane at a time.
    if (delivery.state == DeliveryState::in_flight) return std::nullopt;
    if (head || domain::leaves_lane(delivery.state)) continue;
    if (!may_be_leased(delivery.state)) return std::nullopt;
    head = delivery.due_at;
  }
  return head;
}

std::vector<Lease> State::lease(const LeaseRequest& request) {
  using Candidate = std::tuple<base::Instant, std::int64_t, LaneKey>;
  std::vector<Candidate> candidates;
  if (request.batch < 1) return {};
  for (const auto& [key, lane] : lanes_) {
    if (key.first != request.peer) continue;
    const auto ready = ready_at(lane);
    if (ready && *ready <= request.now) candidates.emplace_back(*ready, dossiers_.at(key.second).id, key);
  }
  std::ranges::sort(candidates);
  std::vector<Lease> leases;
  for (const auto& [ready, order, key] : candidates) {
    if (leases.size() == static_cast<std::size_t>(std::max(request.lanes, 0))) break;
    leases.push_back(take(key, lanes_.at(key), request));
  }
  return leases;
}

Lease State::take(const LaneKey& key, const Lane& lane, const LeaseRequest& request) {
  auto open = open_deliveries(lane);
  open.resize(lease_run(open, request.now, request.batch));
  Lease lease{.token = ++last_token_, .deliveries = {}, .before = open.front().state, .view = {}};
  for (auto& delivery : open) {
    auto& row = deliveries_.at(delivery.id);
    row.delivery.state = DeliveryState::in_flight;
    row.token = lease.token;
    row.leased_until = request.until;
    lease.deliveries.push_back(row.delivery);
  }
  const auto& views = dossiers_.at(key.second).views;
  const auto view = views.find(key.first);
  lease.view.peer = key.first;
  lease.view.dossier = key.second;
  if (view != views.end()) lease.view = view->second;
  return lease;
}

base::Result<void> State::settle(const Settlement& settlement) {
  if (auto sound = check(settlement); !sound) return sound;
  for (const auto& item : settlement.items) {
    const auto row = deliveries_.find(item.delivery);
    const bool held = row != deliveries_.end() && row->second.token == settlement.token &&
                      row->second.delivery.state == DeliveryState::in_flight;
    if (!held) return fenced();
  }
  for (const auto& attempt : settlement.attempts) {
    if (!deliveries_.contains(attempt.delivery)) return unknown_subject();
  }
  if (settlement.view && find(settlement.view->dossier) == nullptr) return unknown_subject();

  for (const auto& item : settlement.items) {
    auto& delivery = deliveries_.at(item.delivery).delivery;
    delivery.state = item.state;
    delivery.due_at = item.due_at;
    delivery.reason = item.reason;
    delivery.attempts = item.attempts;
  }
  for (const auto& attempt : settlement.attempts) {
    dossiers_.at(deliveries_.at(attempt.delivery).delivery.dossier).attempts.push_back(attempt);
  }
  if (!settlement.view) return {};
  auto& dossier = dossiers_.at(settlement.view->dossier);
  const auto held = dossier.views.find(settlement.view->peer);
  const bool known = held != dossier.views.end();
  const domain::PeerView now_known = learned(known ? std::optional(held->second) : std::nullopt, settlement);
  // Whoever decides on the view that was held until now must decide again.
  if (!known || held->second != now_known) ++dossier.version;
  dossier.views[now_known.peer] = now_known;
  return {};
}

bool State::matches(const QueueFilter& filter, const domain::Delivery& delivery) const {
  return (!filter.peer || *filter.peer == delivery.peer) && (!filter.dossier || *filter.dossier == delivery.dossier) &&
         (filter.states.empty() || std::ranges::count(filter.states, delivery.state) != 0);
}

std::int64_t State::requeue(const QueueFilter& filter, base::Instant now, const std::string& reason) {
  QueueFilter narrowed = filter;
  narrowed.states = requeued_states(filter);
  if (narrowed.states.empty()) return 0;
  std::int64_t count = 0;
  for (auto& [id, row] : deliveries_) {
    if (count >= filter.limit) break;
    if (!matches(narrowed, row.delivery)) continue;
    row.delivery.state = DeliveryState::waiting;
    row.delivery.due_at = now;
    row.delivery.reason = reason;
    row.delivery.attempts = 0;
    ++count;
  }
  return count;
}

std::int64_t State::recover(base::Instant now) {
  std::int64_t count = 0;
  for (auto& [id, row] : deliveries_) {
    if (row.delivery.state != DeliveryState::in_flight || row.leased_until >= now) continue;
    row.delivery.state = DeliveryState::unknown;
    row.delivery.reason = reason_lease_lost;
    ++count;
  }
  return count;
}

}  // namespace lienthong::storage::memory
