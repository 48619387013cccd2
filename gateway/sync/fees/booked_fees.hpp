#pragma once

#include "domain/fees.hpp"
#include "sync/fees/known_fee.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace lienthong::sync {

/// A fee with what the bank has booked for it.
struct BookedFee {
  KnownFee fee;
  std::int64_t booked = 0;  ///< đồng; by certain matches, and once more for each time it was paid twice
  int bookings = 0;
  std::optional<domain::Day> booked_on;  ///< the last day
};

/// Likely matches give nothing: a person decides. A match of several fees gives each what was asked for it.
[[nodiscard]] std::vector<BookedFee> booked_fees(std::span<const KnownFee> fees,
                                                 std::span<const domain::StatementEntry> entries,
                                                 const domain::Matching& matching);

}  // namespace lienthong::sync
