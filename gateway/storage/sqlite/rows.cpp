#include "storage/sqlite/rows.hpp"

#include "storage/sqlite/packing.hpp"

namespace lienthong::storage::sqlite {

using domain::DeliveryState;

// Numbers in the database outlive the program: an enumeration may grow at its end, never change.
static_assert(static_cast<int>(DeliveryState::waiting) == 0 && static_cast<int>(DeliveryState::in_flight) == 1 &&
              static_cast<int>(DeliveryState::unknown) == 2 && static_cast<int>(DeliveryState::delivered) == 3 &&
              static_cast<int>(DeliveryState::superseded) == 4 && static_cast<int>(DeliveryState::refused) == 5 &&
              static_cast<int>(DeliveryState::parked) == 6);
static_assert(static_cast<int>(domain::Presence::absent) == 1 && static_cast<int>(domain::Presence::present) == 2);
static_assert(static_cast<int>(domain::Knowledge::read_back) == 1 && static_cast<int>(domain::Knowledge::told_us) == 2);
static_assert(static_cast<int>(domain::Collapse::latest) == 1);

std::optional<domain::Status> read_status(const Rows& rows, int column) {
  if (!rows.maybe_integer(column)) return std::nullopt;
  return static_cast<domain::Status>(rows.ranged(column, 1, 10));
}

domain::Delivery read_delivery(const Rows& rows, Payload payload) {
  domain::Delivery delivery;
  delivery.id = domain::DeliveryId{rows.integer(0)};
  delivery.peer = domain::SystemId{rows.text(1)};
  delivery.dossier = domain::DossierCode{rows.text(2)};
  delivery.kind = rows.text(3);
  delivery.collapse = rows.enumeration(4, domain::Collapse::latest);
  delivery.subject = rows.text(5);
  delivery.status = read_status(rows, 6);
  delivery.occurred_at = rows.instant(7);
  delivery.key = domain::IdempotencyKey{rows.text(8)};
  delivery.lane_seq = rows.integer(9);
  delivery.state = rows.enumeration(10, DeliveryState::parked);
  delivery.attempts = static_cast<int>(rows.integer(11));
  delivery.created_at = rows.instant(12);
  delivery.due_at = rows.instant(13);
  delivery.reason = rows.text(14);
  if (payload == Payload::included) delivery.payload = rows.unpacked(15);
  return delivery;
}

void insert_delivery(Connection& connection, std::int64_t dossier_id, const domain::Delivery& delivery) {
  connection.run(
      "INSERT INTO delivery (dossier_id, peer, lane_seq, kind, collapse, subject, status, occurred_at, key, state, "
      "attempts, created_at, due_at, reason, payload) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {dossier_id, delivery.peer, delivery.lane_seq, delivery.kind, delivery.collapse, delivery.subject,
       delivery.status, delivery.occurred_at, delivery.key, delivery.state, delivery.attempts, delivery.created_at,
       delivery.due_at, delivery.reason, Blob{pack(delivery.payload)}});
}

domain::PeerView read_view(const Rows& rows) {
  domain::PeerView view;
  view.peer = domain::SystemId{rows.text(0)};
  view.dossier = domain::DossierCode{rows.text(1)};
  view.presence = rows.enumeration(2, domain::Presence::present);
  view.status = read_status(rows, 3);
  view.status_at = rows.instant(4);
  view.document_digest = rows.text(5);
  view.how = rows.enumeration(6, domain::Knowledge::told_us);
  view.known_at = rows.instant(7);
  return view;
}

void put_view(Connection& connection, std::int64_t dossier_id, const domain::PeerView& view) {
  connection.run("INSERT OR REPLACE INTO peer_view VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                 {dossier_id, view.peer, view.presence, view.status, view.status_at, view.document_digest, view.how,
                  view.known_at});
}

std::optional<domain::PeerView> find_view(Connection& connection, std::int64_t dossier_id,
                                          const domain::SystemId& peer) {
  static const std::string sql = "SELECT " + std::string(view_columns) +
                                 " FROM peer_view AS v JOIN dossier AS o ON o.id = v.dossier_id"
                                 " WHERE v.dossier_id = ? AND v.peer = ?";
  auto rows = connection.query(sql, {dossier_id, peer});
  if (!rows.next()) return std::nullopt;
  return read_view(rows);
}

std::optional<DossierKey> find_dossier(Connection& connection, const domain::DossierCode& code) {
  auto rows = connection.query("SELECT id, version, status FROM dossier WHERE code = ?", {code});
  if (!rows.next()) return std::nullopt;
  return DossierKey{.id = rows.integer(0), .version = rows.integer(1), .status = read_status(rows, 2)};
}

}  // namespace lienthong::storage::sqlite
