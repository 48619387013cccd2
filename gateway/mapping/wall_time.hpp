#pragma once

#include "base/instant.hpp"

#include <chrono>
#include <optional>

namespace lienthong::mapping {

/// What a calendar and a clock on the wall show.
struct WallTime {
  int year = 0;
  int month = 1;
  int day = 1;
  int hour = 0;
  int minute = 0;
  int second = 0;
  int milli = 0;
};

/// Whether the calendar has this day; years 1 to 9999.
[[nodiscard]] bool is_real_day(int year, int month, int day);

/// Whether the calendar and the clock have this moment; years 1 to 9999.
[[nodiscard]] bool is_real(const WallTime& wall);

/// Nothing when there is no such moment (30 February, hour 24, second 60), or none that RFC 3339 can write in Viet
/// Nam's time (years 1 to 9999).
[[nodiscard]] std::optional<base::Instant> instant_of(const WallTime& wall, std::chrono::minutes offset);
[[nodiscard]] WallTime wall_time_of(base::Instant at, std::chrono::minutes offset);

/// Whether Viet Nam's calendar shows a year from 1 to 9999.
[[nodiscard]] bool has_four_digit_year(base::Instant at);

}  // namespace lienthong::mapping
