#pragma once

#include "base/result.hpp"
#include "domain/fees.hpp"
#include "sync/fees/store_calls.hpp"

namespace lienthong::sync {

/// Whether matching ever sees that movement: of a statement that was once taken in, booked, in đồng; an entry that
/// lists its payments is known by these alone. `not_found` "fees.movement" otherwise. Blocks. Errors of the store;
/// `permanent` when a journal is damaged.
[[nodiscard]] base::Result<void> check_movement(const StoreCalls& store, const domain::MovementId& movement);

}  // namespace lienthong::sync
