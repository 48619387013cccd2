#pragma once

#include "domain/delivery.hpp"
#include "storage/sqlite/connection.hpp"

#include <compare>
#include <optional>
#include <set>

namespace lienthong::storage::sqlite {

/// One (peer, dossier) as the tables name it.
struct LaneId {
  std::int64_t dossier_id = 0;
  domain::SystemId peer;
  friend auto operator<=>(const LaneId&, const LaneId&) = default;
};
using Lanes = std::set<LaneId>;

/// Brings `ready_lane` up to date with the deliveries of these lanes. Called at the end of every piece of work that
/// changed one, in its transaction.
void refresh(Connection& connection, const Lanes& lanes);

/// A lane's delivery as the queue's operations need it.
struct HeldDelivery {
  LaneId lane;
  domain::DeliveryState state = domain::DeliveryState::waiting;
  std::int64_t token = 0;
};
[[nodiscard]] std::optional<HeldDelivery> find_delivery(Connection& connection, const domain::DeliveryId& id);

}  // namespace lienthong::storage::sqlite
