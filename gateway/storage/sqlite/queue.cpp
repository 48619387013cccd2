#include "storage/rules.hpp"
#include "storage/sqlite/lane.hpp"
#include "storage/sqlite/operations.hpp"
#include "storage/sqlite/packing.hpp"
#include "storage/sqlite/rows.hpp"

#include <algorithm>

namespace lienthong::storage::sqlite {
namespace {

using domain::DeliveryState;

std::vector<std::int64_t> ready_lanes(Connection& connection, const LeaseRequest& request) {
  std::vector<std::int64_t> dossiers;
  auto rows = connection.query(
      "SELECT dossier_id FROM ready_lane WHERE peer = ? AND ready_at <= ? ORDER BY ready_at, dossier_id LIMIT ?",
      {request.peer, request.now, std::max(request.lanes, 0)});
  while (rows.next()) dossiers.push_back(rows.integer(0));
  return dossiers;
}

void park_damaged(Connection& connection, const domain::DeliveryId& id) {
  connection.run("UPDATE delivery SET state = ?, reason = ? WHERE id = ?", {DeliveryState::parked, reason_damaged, id});
}

/// The front of a lane, at most `batch`. A delivery whose body fails its checksum is parked and ends the front: it must
/// not be sent, and must not keep other lanes from being sent (F08).
std::vector<domain::Delivery> front(Connection& connection, const LaneId& lane, int batch) {
  static const std::string sql = "SELECT " + std::string(delivery_columns) +
                                 " FROM delivery AS d JOIN dossier AS o ON o.id = d.dossier_id"
                                 " WHERE d.dossier_id = ? AND d.peer = ? AND d.state <> 3 AND d.state <> 4"
                                 " ORDER BY d.lane_seq LIMIT ?";
  std::vector<domain::Delivery> open;
  std::optional<domain::DeliveryId> damaged;
  {
    auto rows = connection.query(sql, {lane.dossier_id, lane.peer, batch});
    while (rows.next()) {
      auto delivery = read_delivery(rows, Payload::left_out);
      auto payload = unpack(rows.bytes(15));
      if (!payload) {
        if (may_be_leased(delivery.state)) damaged = delivery.id;
        break;
      }
      delivery.payload = std::move(*payload);
      open.push_back(std::move(delivery));
    }
  }
  if (damaged) park_damaged(connection, *damaged);
  return open;
}

std::int64_t next_token(Connection& connection) {
  return connection.number("UPDATE counter SET value = value + 1 WHERE name = 'lease' RETURNING value").value_or(0);
}

std::optional<Lease> take(Connection& connection, const LaneId& lane, const LeaseRequest& request) {
  auto open = front(connection, lane, request.batch);
  open.resize(lease_run(open, request.now, request.batch));
  if (open.empty()) return std::nullopt;
  Lease lease{.token = next_token(connection), .deliveries = {}, .before = open.front().state, .view = {}};
  lease.view.peer = lane.peer;
  lease.view.dossier = open.front().dossier;
  if (auto view = find_view(connection, lane.dossier_id, lane.peer)) lease.view = std::move(*view);
  for (auto& delivery : open) {
    connection.run("UPDATE delivery SET state = ?, lease_token = ?, lease_until = ? WHERE id = ?",
                   {DeliveryState::in_flight, lease.token, request.until, delivery.id});
    delivery.state = DeliveryState::in_flight;
  }
  lease.deliveries = std::move(open);
  return lease;
}

void add_attempt(Connection& connection, std::int64_t dossier_id, const AttemptRecord& attempt) {
  const auto last = connection.number("SELECT max(seq) FROM attempt WHERE dossier_id = ?", {dossier_id}).value_or(0);
  connection.run("INSERT INTO attempt VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                 {dossier_id, last + 1, attempt.delivery, attempt.number, attempt.started_at, attempt.ended_at,
                  attempt.outcome, attempt.reason, attempt.peer_text, attempt.body_digest, attempt.mapping_version});
}

/// False when the view is about a dossier that is not stored.
bool learn(Connection& connection, const Settlement& settlement) {
  const auto dossier = find_dossier(connection, settlement.view->dossier);
  if (!dossier) return false;
  const auto held = find_view(connection, dossier->id, settlement.view->peer);
  const domain::PeerView view = learned(held, settlement);
  if (held == view) return true;
  put_view(connection, dossier->id, view);
  // Whoever decides on the view that was held until now must decide again.
  connection.run("UPDATE dossier SET version = version + 1 WHERE id = ?", {dossier->id});
  return true;
}

}  // namespace

base::Result<std::vector<Lease>> lease(Connection& connection, const LeaseRequest& request) {
  std::vector<Lease> leases;
  if (request.batch < 1) return leases;
  Lanes touched;
  for (const auto dossier_id : ready_lanes(connection, request)) {
    const LaneId lane{.dossier_id = dossier_id, .peer = request.peer};
    touched.insert(lane);
    if (auto taken = take(connection, lane, request)) leases.push_back(std::move(*taken));
  }
  refresh(connection, touched);
  return leases;
}

base::Result<void> settle(Connection& connection, const Settlement& settlement) {
  if (auto sound = check(settlement); !sound) return sound;
  Lanes touched;
  for (const auto& item : settlement.items) {
    const auto held = find_delivery(connection, item.delivery);
    if (!held || held->state != DeliveryState::in_flight || held->token != settlement.token) return fenced();
    touched.insert(held->lane);
  }
  for (const auto& item : settlement.items) {
    connection.run(
        "UPDATE delivery SET state = ?, due_at = ?, reason = ?, attempts = ?, lease_until = NULL WHERE id = ?",
        {item.state, item.due_at, item.reason, item.attempts, item.delivery});
  }
  for (const auto& attempt : settlement.attempts) {
    const auto about = find_delivery(connection, attempt.delivery);
    if (!about) return unknown_subject();
    add_attempt(connection, about->lane.dossier_id, attempt);
  }
  if (settlement.view && !learn(connection, settlement)) return unknown_subject();
  refresh(connection, touched);
  return {};
}

base::Result<std::int64_t> requeue(Connection& connection, const QueueFilter& filter, base::Instant now,
                                   const std::string& reason) {
  QueueFilter narrowed = filter;
  narrowed.states = requeued_states(filter);
  if (narrowed.states.empty()) return 0;
  Lanes touched;
  const auto ids = matching(connection, narrowed);
  for (const auto& id : ids) {
    if (const auto held = find_delivery(connection, id)) touched.insert(held->lane);
    connection.run("UPDATE delivery SET state = ?, due_at = ?, reason = ?, attempts = 0 WHERE id = ?",
                   {DeliveryState::waiting, now, reason, id});
  }
  refresh(connection, touched);
  return static_cast<std::int64_t>(ids.size());
}

base::Result<std::int64_t> recover(Connection& connection, base::Instant now) {
  std::vector<std::pair<std::int64_t, LaneId>> lost;
  {
    auto rows = connection.query(
        "SELECT id, dossier_id, peer FROM delivery INDEXED BY delivery_leased WHERE state = 1 AND lease_until < ?",
        {now});
    while (rows.next()) {
      lost.emplace_back(rows.integer(0), LaneId{.dossier_id = rows.integer(1), .peer = domain::SystemId{rows.text(2)}});
    }
  }
  Lanes touched;
  for (const auto& [id, lane] : lost) {
    connection.run("UPDATE delivery SET state = ?, reason = ?, lease_until = NULL WHERE id = ?",
                   {DeliveryState::unknown, reason_lease_lost, id});
    touched.insert(lane);
  }
  refresh(connection, touched);
  return static_cast<std::int64_t>(lost.size());
}

}  // namespace lienthong::storage::sqlite
