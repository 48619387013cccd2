#include "storage/sqlite/operations.hpp"
#include "storage/sqlite/rows.hpp"

#include <algorithm>

namespace lienthong::storage::sqlite {
namespace {

/// ", "-separated numbers of the states; they come from our enumeration, never from outside.
std::string numbers(const std::vector<domain::DeliveryState>& states) {
  std::string list;
  for (const auto state : states) list += (list.empty() ? "" : ", ") + std::to_string(static_cast<int>(state));
  return list;
}

/// Which rows, in a form for which the best index is plain: a dossier's rows lie together; a peer's and a state's go by
/// (peer, state), over all peers there are when none is named; everything else is read in order of id until the page is
/// full.
std::string selection(const QueueFilter& filter) {
  std::string sql = "SELECT id FROM delivery WHERE ";
  // A plus sign keeps a condition from choosing the index.
  const std::string unless_dossier = filter.dossier ? "+" : "";
  if (filter.dossier) sql += "dossier_id = (SELECT id FROM dossier WHERE code = ?2) AND ";
  if (filter.peer) {
    sql += unless_dossier + "peer = ?1 AND ";
  } else if (!filter.dossier && !filter.states.empty()) {
    sql += "peer IN (SELECT peer FROM peer_count) AND ";
  }
  if (!filter.states.empty()) sql += unless_dossier + "state IN (" + numbers(filter.states) + ") AND ";
  return sql + "1 ORDER BY id LIMIT ?3";
}

}  // namespace

std::vector<domain::DeliveryId> matching(Connection& connection, const QueueFilter& filter) {
  std::vector<domain::DeliveryId> ids;
  const auto sql = selection(filter);
  auto rows = connection.query(sql, {filter.peer, filter.dossier, std::max(filter.limit, 0)});
  while (rows.next()) ids.emplace_back(rows.integer(0));
  return ids;
}

base::Result<std::vector<QueueRow>> list_queue(Connection& connection, const QueueFilter& filter) {
  static const std::string sql = "SELECT " + std::string(delivery_columns) +
                                 ", (SELECT a.reason FROM attempt AS a WHERE a.dossier_id = d.dossier_id"
                                 " AND a.delivery_id = d.id ORDER BY a.seq DESC LIMIT 1)"
                                 " FROM delivery AS d JOIN dossier AS o ON o.id = d.dossier_id WHERE d.id = ?";
  std::vector<QueueRow> list;
  for (const auto& id : matching(connection, filter)) {
    auto rows = connection.query(sql, {id});
    if (!rows.next()) continue;
    list.push_back({.delivery = read_delivery(rows, Payload::left_out), .last_reason = rows.text(16)});
  }
  return list;
}

base::Result<std::vector<Conservation>> conservation(Connection& connection) {
  std::map<std::string, Conservation> by_peer;
  auto counters = connection.query("SELECT peer, accepted FROM peer_count");
  while (counters.next()) {
    by_peer[counters.text(0)] = {
        .peer = domain::SystemId{counters.text(0)}, .accepted = counters.integer(1), .by_state = {}};
  }
  // Counted from the rows, also for a peer whose counter is missing: then the equation must be seen not to hold.
  auto rows = connection.query("SELECT peer, state, count(*) FROM delivery GROUP BY peer, state");
  while (rows.next()) {
    auto& equation = by_peer[rows.text(0)];
    equation.peer = domain::SystemId{rows.text(0)};
    equation.by_state[rows.enumeration(1, domain::DeliveryState::parked)] = rows.integer(2);
  }
  std::vector<Conservation> list;
  for (auto& [peer, equation] : by_peer) list.push_back(std::move(equation));
  return list;
}

base::Result<std::optional<base::Instant>> next_due(Connection& connection, const domain::SystemId& peer) {
  const auto ready = connection.number("SELECT min(ready_at) FROM ready_lane WHERE peer = ?", {peer});
  if (!ready) return std::optional<base::Instant>{};
  return std::optional(base::from_unix_ms(*ready));
}

}  // namespace lienthong::storage::sqlite
