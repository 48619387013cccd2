#include "storage/rules.hpp"
#include "storage/sqlite/lane.hpp"
#include "storage/sqlite/operations.hpp"
#include "storage/sqlite/packing.hpp"
#include "storage/sqlite/rows.hpp"

namespace lienthong::storage::sqlite {
namespace {

using domain::DeliveryState;

bool inbox_holds(Connection& connection, std::int64_t dossier_id, const InboxRecord& message) {
  return connection
      .number("SELECT 1 FROM inbox WHERE dossier_id = ? AND source = ? AND key = ?",
              {dossier_id, message.source, message.key})
      .has_value();
}

/// The dossier's row, made when there is none, at its new version.
DossierKey next_version(Connection& connection, const UnitOfWork& work, const std::optional<DossierKey>& held) {
  if (held) {
    connection.run("UPDATE dossier SET version = version + 1 WHERE id = ?", {held->id});
    return {.id = held->id, .version = held->version + 1, .status = held->status};
  }
  connection.run("INSERT INTO dossier (code, version, procedure, status, status_since) VALUES (?, 1, '', NULL, 0)",
                 {work.dossier});
  return {.id = connection.last_id(), .version = 1, .status = std::nullopt};
}

void add_inbox(Connection& connection, const DossierKey& dossier, const InboxRecord& message) {
  connection.run("INSERT INTO inbox VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                 {dossier.id, message.source, message.key, dossier.version, message.kind, message.body_digest,
                  message.received_at, Blob{pack(message.raw)}});
}

void add_events(Connection& connection, const DossierKey& dossier, const std::vector<domain::Event>& events) {
  std::int64_t ordinal = 0;
  for (const auto& event : events) {
    const auto move = event.move.value_or(domain::Move{});
    // The same fact twice is one event (I2).
    connection.run("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                   {dossier.id, event.id, dossier.version, ordinal++, event.source, event.procedure, event.occurred_at,
                    event.source_sequence, event.move ? Param(move.to) : Param(nullptr), move.reason, move.evidence,
                    Blob{pack_facts(event.facts)}});
    const auto day = std::chrono::floor<std::chrono::days>(event.occurred_at).time_since_epoch().count();
    connection.run("INSERT INTO dossier_day VALUES (?, ?) ON CONFLICT DO NOTHING", {day, dossier.id});
  }
}

void set_truth(Connection& connection, const DossierKey& dossier, const domain::Dossier& truth, base::Instant at) {
  if (truth.status != dossier.status) {
    connection.run("INSERT INTO change_feed (dossier_id, status, occurred_at, recorded_at) VALUES (?, ?, ?, ?)",
                   {dossier.id, truth.status, truth.status_since, at});
  }
  connection.run("UPDATE dossier SET procedure = ?, status = ?, status_since = ? WHERE id = ?",
                 {truth.procedure, truth.status, truth.status_since, dossier.id});
}

/// False when one of them is neither waiting nor refused any more, or is none of this dossier's.
bool supersede(Connection& connection, std::int64_t dossier_id, const std::vector<domain::DeliveryId>& ids,
               Lanes& touched) {
  for (const auto& id : ids) {
    const auto held = find_delivery(connection, id);
    if (!held || held->lane.dossier_id != dossier_id || !may_be_superseded(held->state)) return false;
    connection.run("UPDATE delivery SET state = ?, reason = ? WHERE id = ?",
                   {DeliveryState::superseded, reason_superseded, id});
    touched.insert(held->lane);
  }
  return true;
}

/// Nothing when a place in a lane is given twice.
std::optional<std::vector<domain::DeliveryId>> create(Connection& connection, std::int64_t dossier_id,
                                                      const std::vector<domain::Delivery>& deliveries, Lanes& touched) {
  std::vector<domain::DeliveryId> ids;
  for (const auto& delivery : deliveries) {
    if (connection.number("SELECT 1 FROM delivery WHERE dossier_id = ? AND peer = ? AND lane_seq = ?",
                          {dossier_id, delivery.peer, delivery.lane_seq})) {
      return std::nullopt;
    }
    insert_delivery(connection, dossier_id, delivery);
    ids.emplace_back(connection.last_id());
    connection.run("INSERT INTO peer_count VALUES (?, 1) ON CONFLICT DO UPDATE SET accepted = accepted + 1",
                   {delivery.peer});
    touched.insert({.dossier_id = dossier_id, .peer = delivery.peer});
  }
  return ids;
}

void add_attachments(Connection& connection, std::int64_t dossier_id, const std::vector<Attachment>& attachments) {
  for (const auto& attachment : attachments) {
    connection.run("INSERT INTO attachment (dossier_id, digest, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                   {dossier_id, attachment.digest, Blob{attachment.bytes}});
  }
}

void add_drift(Connection& connection, const std::vector<ContractDrift>& drift) {
  for (const auto& field : drift) {
    connection.run(
        "INSERT INTO contract_drift VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count,"
        " first_at = min(first_at, excluded.first_at), last_at = max(last_at, excluded.last_at)",
        {field.source, field.kind, field.path, field.count, field.first_at, field.last_at});
  }
}

base::Result<CommitReceipt> change_dossier(Connection& connection, const UnitOfWork& work,
                                           const std::optional<DossierKey>& held) {
  if (work.inbox && held && inbox_holds(connection, held->id, *work.inbox)) return key_conflict();
  Lanes touched;
  const auto dossier = next_version(connection, work, held);
  if (!supersede(connection, dossier.id, work.supersede, touched)) return version_conflict();
  auto created = create(connection, dossier.id, work.create, touched);
  if (!created) return lane_seq_taken();
  if (work.inbox) add_inbox(connection, dossier, *work.inbox);
  add_events(connection, dossier, work.events);
  if (work.truth) set_truth(connection, dossier, *work.truth, work.at);
  for (const auto& view : work.views) put_view(connection, dossier.id, view);
  add_attachments(connection, dossier.id, work.attachments);
  refresh(connection, touched);
  return CommitReceipt{.version = dossier.version, .created = std::move(*created), .known = {}};
}

}  // namespace

base::Result<CommitReceipt> commit(Connection& connection, const UnitOfWork& work) {
  if (auto sound = check(work); !sound) return base::fail(sound.error());
  const auto held = find_dossier(connection, work.dossier);
  const auto version = held ? held->version : 0;
  if (work.expected_version != version) return version_conflict();
  if (!guards_hold(connection, work.journal_guards)) return journal_conflict();
  add_drift(connection, work.contract_drift);
  if (work.cursor) {
    connection.run("INSERT OR REPLACE INTO cursor VALUES (?, ?, ?)",
                   {work.cursor->peer, work.cursor->stream, work.cursor->cursor});
  }
  auto receipt = changes_dossier(work) ? change_dossier(connection, work, held)
                                       : CommitReceipt{.version = version, .created = {}, .known = {}};
  if (receipt) receipt->known = add_journal(connection, work.journal);
  return receipt;
}

base::Result<std::int64_t> add_refused(Connection& connection, const RefusedRecord& record) {
  connection.run(
      "INSERT INTO refused (source, kind, reason, detail, raw_size, received_at, raw) VALUES (?, ?, ?, ?, ?, ?, ?)",
      {record.source, record.kind, record.reason, record.detail, static_cast<std::int64_t>(record.raw_size),
       record.received_at, Blob{pack(record.raw)}});
  return connection.last_id();
}

}  // namespace lienthong::storage::sqlite
