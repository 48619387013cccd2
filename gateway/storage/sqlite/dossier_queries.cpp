#include "storage/rules.hpp"
#include "storage/sqlite/operations.hpp"
#include "storage/sqlite/packing.hpp"
#include "storage/sqlite/rows.hpp"

#include <algorithm>
#include <utility>

namespace lienthong::storage::sqlite {
namespace {

static_assert(static_cast<int>(domain::Evidence::implied) == 1);
static_assert(static_cast<int>(domain::Outcome::accepted) == 0 && static_cast<int>(domain::Outcome::unknown) == 8);

std::vector<domain::Event> read_events(Connection& connection, std::int64_t dossier_id,
                                       const domain::DossierCode& code) {
  std::vector<domain::Event> events;
  auto rows = connection.query(
      "SELECT event_id, source, procedure, occurred_at, sequence, move_to, move_reason, evidence, facts FROM event"
      " WHERE dossier_id = ? ORDER BY version, ordinal",
      {dossier_id});
  while (rows.next()) {
    domain::Event event;
    event.id = domain::EventId{rows.text(0)};
    event.source = domain::SystemId{rows.text(1)};
    event.dossier = code;
    event.procedure = domain::ProcedureCode{rows.text(2)};
    event.occurred_at = rows.instant(3);
    event.source_sequence = rows.maybe_integer(4);
    if (const auto to = read_status(rows, 5)) {
      event.move =
          domain::Move{.to = *to, .reason = rows.text(6), .evidence = rows.enumeration(7, domain::Evidence::implied)};
    }
    auto facts = unpack_facts(rows.bytes(8));
    if (!facts) connection.note_damage("event.facts");
    if (facts) event.facts = std::move(*facts);
    events.push_back(std::move(event));
  }
  return events;
}

std::vector<domain::PeerView> read_views(Connection& connection, std::int64_t dossier_id) {
  static const std::string sql = "SELECT " + std::string(view_columns) +
                                 " FROM peer_view AS v JOIN dossier AS o ON o.id = v.dossier_id"
                                 " WHERE v.dossier_id = ? ORDER BY v.peer";
  std::vector<domain::PeerView> views;
  auto rows = connection.query(sql, {dossier_id});
  while (rows.next()) views.push_back(read_view(rows));
  return views;
}

std::vector<domain::Delivery> read_deliveries(Connection& connection, std::int64_t dossier_id) {
  static const std::string sql = "SELECT " + std::string(delivery_columns) +
                                 " FROM delivery AS d JOIN dossier AS o ON o.id = d.dossier_id"
                                 " WHERE d.dossier_id = ? ORDER BY d.peer, d.lane_seq";
  std::vector<domain::Delivery> deliveries;
  auto rows = connection.query(sql, {dossier_id});
  while (rows.next()) deliveries.push_back(read_delivery(rows, Payload::included));
  return deliveries;
}

}  // namespace

base::Result<DossierRecord> load(Connection& connection, const domain::DossierCode& code) {
  DossierRecord record;
  const auto dossier = find_dossier(connection, code);
  if (!dossier) return record;
  record.version = dossier->version;
  record.events = read_events(connection, dossier->id, code);
  record.views = read_views(connection, dossier->id);
  record.deliveries = read_deliveries(connection, dossier->id);
  auto attachments =
      connection.query("SELECT digest FROM attachment WHERE dossier_id = ? ORDER BY digest", {dossier->id});
  while (attachments.next()) record.attachments.push_back({.digest = attachments.text(0), .bytes = {}});
  auto inbox = connection.query("SELECT source, key, body_digest FROM inbox WHERE dossier_id = ?", {dossier->id});
  while (inbox.next()) record.inbox.emplace(std::pair(inbox.text(0), inbox.text(1)), inbox.text(2));
  return record;
}

base::Result<std::vector<DossierEvents>> list_active(Connection& connection, const DaySpan& days,
                                                     const std::string& after_code, int limit) {
  std::vector<std::pair<std::int64_t, domain::DossierCode>> found;
  auto rows = connection.query(
      "SELECT DISTINCT o.id, o.code FROM dossier_day AS d JOIN dossier AS o ON o.id = d.dossier_id"
      " WHERE d.day BETWEEN ? AND ? AND o.code > ? ORDER BY o.code LIMIT ?",
      {days.first.time_since_epoch().count(), days.last.time_since_epoch().count(), after_code, std::max(limit, 0)});
  while (rows.next()) found.emplace_back(rows.integer(0), domain::DossierCode{rows.text(1)});
  std::vector<DossierEvents> list;
  for (auto& [id, code] : found) {
    auto events = read_events(connection, id, code);
    list.push_back({std::move(code), std::move(events)});
  }
  return list;
}

base::Result<Attachment> load_attachment(Connection& connection, const domain::DossierCode& code,
                                         const std::string& digest) {
  auto rows = connection.query(
      "SELECT a.bytes FROM dossier AS o JOIN attachment AS a ON a.dossier_id = o.id WHERE o.code = ? AND a.digest = ?",
      {code, digest});
  if (!rows.next()) return attachment_not_found();
  return Attachment{.digest = digest, .bytes = rows.text(0)};
}

base::Result<std::vector<AttemptRecord>> load_attempts(Connection& connection, const domain::DossierCode& code) {
  std::vector<AttemptRecord> attempts;
  auto rows = connection.query(
      "SELECT delivery_id, number, started_at, ended_at, outcome, reason, peer_text, body_digest, mapping_version"
      " FROM attempt WHERE dossier_id = (SELECT id FROM dossier WHERE code = ?) ORDER BY seq",
      {code});
  while (rows.next()) {
    attempts.push_back({.delivery = domain::DeliveryId{rows.integer(0)},
                        .number = static_cast<int>(rows.integer(1)),
                        .started_at = rows.instant(2),
                        .ended_at = rows.instant(3),
                        .outcome = rows.enumeration(4, domain::Outcome::unknown),
                        .reason = rows.text(5),
                        .peer_text = rows.text(6),
                        .body_digest = rows.text(7),
                        .mapping_version = rows.text(8)});
  }
  return attempts;
}

base::Result<std::vector<InboxRecord>> load_inbox(Connection& connection, const domain::DossierCode& code) {
  std::vector<InboxRecord> messages;
  auto rows = connection.query(
      "SELECT source, kind, key, body_digest, raw, received_at FROM inbox"
      " WHERE dossier_id = (SELECT id FROM dossier WHERE code = ?) ORDER BY version",
      {code});
  while (rows.next()) {
    messages.push_back({.source = domain::SystemId{rows.text(0)},
                        .dossier = code,
                        .kind = rows.text(1),
                        .key = rows.text(2),
                        .body_digest = rows.text(3),
                        .raw = rows.unpacked(4),
                        .received_at = rows.instant(5)});
  }
  return messages;
}

}  // namespace lienthong::storage::sqlite
