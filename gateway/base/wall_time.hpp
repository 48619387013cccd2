#pragma once

#include "base/instant.hpp"

#include <chrono>

namespace lienthong::base {

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

[[nodiscard]] inline std::chrono::year_month_day date_of(const WallTime& wall) {
  return {std::chrono::year{wall.year}, std::chrono::month{static_cast<unsigned>(wall.month)},
          std::chrono::day{static_cast<unsigned>(wall.day)}};
}

/// Whether the calendar has the day and the clock the time: no 30 February, no hour 24, no second 60.
[[nodiscard]] inline bool is_real(const WallTime& wall) {
  return date_of(wall).ok() && wall.hour <= 23 && wall.minute <= 59 && wall.second <= 59;
}

/// The moment at which a clock `offset` ahead of UTC shows `wall`, which is real.
[[nodiscard]] Instant instant_of(const WallTime& wall, std::chrono::minutes offset);
[[nodiscard]] WallTime wall_time_of(Instant at, std::chrono::minutes offset);

}  // namespace lienthong::base
