#include "storage/sqlite/operations.hpp"
#include "storage/sqlite/rows.hpp"

#include <algorithm>

namespace lienthong::storage::sqlite {
namespace {

/// A negative LIMIT means "all" to SQLite.
int at_least_none(int limit) { return std::max(limit, 0); }

}  // namespace

base::Result<std::string> load_cursor(Connection& connection, const domain::SystemId& peer, const std::string& stream) {
  auto rows = connection.query("SELECT cursor FROM cursor WHERE peer = ? AND stream = ?", {peer, stream});
  if (!rows.next()) return std::string{};
  return rows.text(0);
}

base::Result<std::vector<DossierSummary>> list_dossiers(Connection& connection, const std::string& after_code,
                                                        int limit) {
  std::vector<DossierSummary> list;
  auto rows = connection.query(
      "SELECT code, procedure, status, status_since, version FROM dossier WHERE code > ? ORDER BY code LIMIT ?",
      {after_code, at_least_none(limit)});
  while (rows.next()) {
    list.push_back({.code = domain::DossierCode{rows.text(0)},
                    .procedure = domain::ProcedureCode{rows.text(1)},
                    .status = read_status(rows, 2),
                    .status_since = rows.instant(3),
                    .version = rows.integer(4)});
  }
  return list;
}

base::Result<std::vector<RefusedRecord>> list_refused(Connection& connection, int limit) {
  std::vector<RefusedRecord> list;
  auto rows = connection.query(
      "SELECT id, source, kind, reason, detail, raw, raw_size, received_at FROM refused ORDER BY id DESC LIMIT ?",
      {at_least_none(limit)});
  while (rows.next()) {
    list.push_back({.id = rows.integer(0),
                    .source = domain::SystemId{rows.text(1)},
                    .kind = rows.text(2),
                    .reason = rows.text(3),
                    .detail = rows.text(4),
                    .raw = rows.unpacked(5),
                    .raw_size = static_cast<std::size_t>(rows.integer(6)),
                    .received_at = rows.instant(7)});
  }
  return list;
}

base::Result<std::vector<ContractDrift>> list_contract_drift(Connection& connection) {
  std::vector<ContractDrift> list;
  auto rows = connection.query(
      "SELECT source, kind, path, count, first_at, last_at FROM contract_drift ORDER BY source, kind, path");
  while (rows.next()) {
    list.push_back({.source = domain::SystemId{rows.text(0)},
                    .kind = rows.text(1),
                    .path = rows.text(2),
                    .count = rows.integer(3),
                    .first_at = rows.instant(4),
                    .last_at = rows.instant(5)});
  }
  return list;
}

base::Result<std::vector<domain::PeerView>> list_views(Connection& connection, const domain::SystemId& peer,
                                                       const std::string& after_code, int limit) {
  // CROSS JOIN keeps the order of the loops: along the codes, so that a page costs a page.
  static const std::string sql = "SELECT " + std::string(view_columns) +
                                 " FROM dossier AS o CROSS JOIN peer_view AS v ON v.dossier_id = o.id AND v.peer = ?"
                                 " WHERE o.code > ? ORDER BY o.code LIMIT ?";
  std::vector<domain::PeerView> list;
  auto rows = connection.query(sql, {peer, after_code, at_least_none(limit)});
  while (rows.next()) list.push_back(read_view(rows));
  return list;
}

base::Result<std::vector<Change>> changes(Connection& connection, std::int64_t after, int limit) {
  std::vector<Change> list;
  auto rows = connection.query(
      "SELECT c.sequence, o.code, c.status, c.occurred_at, c.recorded_at FROM change_feed AS c"
      " JOIN dossier AS o ON o.id = c.dossier_id WHERE c.sequence > ? ORDER BY c.sequence LIMIT ?",
      {after, at_least_none(limit)});
  while (rows.next()) {
    list.push_back({.sequence = rows.integer(0),
                    .dossier = domain::DossierCode{rows.text(1)},
                    .status = read_status(rows, 2),
                    .occurred_at = rows.instant(3),
                    .recorded_at = rows.instant(4)});
  }
  return list;
}

}  // namespace lienthong::storage::sqlite
