#pragma once

#include "base/wall_time.hpp"

#include <chrono>
#include <optional>

namespace lienthong::mapping {

// Canonical documents write moments in Viet Nam's time and with a year of four digits, 0001 to 9999.

/// Whether the calendar has this day, in one of those years.
[[nodiscard]] bool is_canonical_day(int year, int month, int day);

/// Whether calendar and clock have this moment, in one of those years.
[[nodiscard]] bool is_canonical(const base::WallTime& wall);

/// Nothing when there is no such moment (30 February, hour 24, second 60), or none that canonical documents can write.
[[nodiscard]] std::optional<base::Instant> canonical_instant(const base::WallTime& wall, std::chrono::minutes offset);

/// Whether Viet Nam's calendar shows a year from 1 to 9999.
[[nodiscard]] bool has_four_digit_year(base::Instant at);

}  // namespace lienthong::mapping
