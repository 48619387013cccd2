#pragma once

#include "base/result.hpp"
#include "sync/fees/fee_books.hpp"
#include "sync/fees/store_calls.hpp"

namespace lienthong::sync {

/// What people decided, into `books`, which have their chains and entries: decisions about movements that do not count
/// any more follow to where these stand now. Those of movements booked outside the window are left out. Blocks. Errors
/// of the store; `permanent` when a journal is damaged.
[[nodiscard]] base::Result<void> load_decisions(const StoreCalls& store, const BookWindow& window, FeeBooks& books);

}  // namespace lienthong::sync
