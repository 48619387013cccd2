#pragma once

#include "base/strong_id.hpp"

#include <cstdint>
#include <string>

namespace lienthong::domain {

/// A peer, as its adapter folder is called: "province", "portal", "ministry-generic".
using SystemId = base::StrongId<struct SystemIdTag>;
/// Mã hồ sơ, trimmed, case kept: "H55.12-250613-0001" (contracts 7.2).
using DossierCode = base::StrongId<struct DossierCodeTag>;
/// Mã TTHC, the national part: "1.001193" (contracts 7.1).
using ProcedureCode = base::StrongId<struct ProcedureCodeTag>;
/// Derived from what the source sent; the same fact twice has the same id.
using EventId = base::StrongId<struct EventIdTag>;
/// What a peer is given so that a repeated send has one effect.
using IdempotencyKey = base::StrongId<struct IdempotencyKeyTag>;
/// Given by the store, rising.
using DeliveryId = base::StrongId<struct DeliveryIdTag, std::int64_t>;

}  // namespace lienthong::domain
