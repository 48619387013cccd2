#pragma once

#include "storage/records.hpp"
#include "storage/sqlite/connection.hpp"

#include <optional>
#include <string_view>

namespace lienthong::storage::sqlite {

/// How records lie in rows, both ways. Columns are read by position, so each list stands beside its reader.

/// Whether a list wants the body: it is the large part, and packed.
enum class Payload { included, left_out };

inline constexpr std::string_view delivery_columns =
    "d.id, d.peer, o.code, d.kind, d.collapse, d.subject, d.status, d.occurred_at, d.key, d.lane_seq, d.state, "
    "d.attempts, d.created_at, d.due_at, d.reason, d.payload";
/// From `delivery AS d JOIN dossier AS o`.
[[nodiscard]] domain::Delivery read_delivery(const Rows& rows, Payload payload);
void insert_delivery(Connection& connection, std::int64_t dossier_id, const domain::Delivery& delivery);

inline constexpr std::string_view view_columns =
    "v.peer, o.code, v.presence, v.status, v.status_at, v.document_digest, v.how, v.known_at";
/// From `peer_view AS v JOIN dossier AS o`.
[[nodiscard]] domain::PeerView read_view(const Rows& rows);
void put_view(Connection& connection, std::int64_t dossier_id, const domain::PeerView& view);
[[nodiscard]] std::optional<domain::PeerView> find_view(Connection& connection, std::int64_t dossier_id,
                                                        const domain::SystemId& peer);

[[nodiscard]] std::optional<domain::Status> read_status(const Rows& rows, int column);

struct DossierKey {
  std::int64_t id = 0;
  std::int64_t version = 0;
  std::optional<domain::Status> status;
};
[[nodiscard]] std::optional<DossierKey> find_dossier(Connection& connection, const domain::DossierCode& code);

}  // namespace lienthong::storage::sqlite
