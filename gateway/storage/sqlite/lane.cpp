#include "storage/sqlite/lane.hpp"

#include "storage/rules.hpp"

namespace lienthong::storage::sqlite {
namespace {

using domain::DeliveryState;

std::optional<std::int64_t> ready_at(Connection& connection, const LaneId& lane) {
  // A run of which a part was settled still has requests under way: one lease per lane at a time.
  if (connection.number("SELECT 1 FROM delivery WHERE dossier_id = ? AND peer = ? AND state = 1 LIMIT 1",
                        {lane.dossier_id, lane.peer})) {
    return std::nullopt;
  }
  auto head = connection.query(
      "SELECT state, due_at FROM delivery WHERE dossier_id = ? AND peer = ? AND state <> 3 AND state <> 4"
      " ORDER BY lane_seq LIMIT 1",
      {lane.dossier_id, lane.peer});
  if (!head.next() || !may_be_leased(head.enumeration(0, DeliveryState::parked))) return std::nullopt;
  return head.integer(1);
}

void refresh_one(Connection& connection, const LaneId& lane) {
  const auto ready = ready_at(connection, lane);
  if (ready) {
    connection.run(
        "INSERT INTO ready_lane VALUES (?, ?, ?)"
        " ON CONFLICT DO UPDATE SET ready_at = excluded.ready_at WHERE ready_at <> excluded.ready_at",
        {lane.dossier_id, lane.peer, *ready});
  } else {
    connection.run("DELETE FROM ready_lane WHERE dossier_id = ? AND peer = ?", {lane.dossier_id, lane.peer});
  }
}

}  // namespace

void refresh(Connection& connection, const Lanes& lanes) {
  for (const auto& lane : lanes) refresh_one(connection, lane);
}

std::optional<HeldDelivery> find_delivery(Connection& connection, const domain::DeliveryId& id) {
  auto rows = connection.query("SELECT dossier_id, peer, state, lease_token FROM delivery WHERE id = ?", {id});
  if (!rows.next()) return std::nullopt;
  return HeldDelivery{.lane = {.dossier_id = rows.integer(0), .peer = domain::SystemId{rows.text(1)}},
                      .state = rows.enumeration(2, DeliveryState::parked),
                      .token = rows.integer(3)};
}

}  // namespace lienthong::storage::sqlite
