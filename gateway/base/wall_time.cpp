#include "base/wall_time.hpp"

namespace lienthong::base {
Instant instant_of(const WallTime& wall, std::chrono::minutes offset) {
  return Instant{std::chrono::sys_days{date_of(wall)}} + std::chrono::hours{wall.hour} +
         std::chrono::minutes{wall.minute} + std::chrono::seconds{wall.second} + std::chrono::milliseconds{wall.milli} -
         offset;
}

WallTime wall_time_of(Instant at, std::chrono::minutes offset) {
  const auto local = at + offset;
  const auto midnight = std::chrono::floor<std::chrono::days>(local);
  const std::chrono::year_month_day date{midnight};
  const auto ms = static_cast<int>((local - midnight).count());
  return {static_cast<int>(date.year()),
          static_cast<int>(static_cast<unsigned>(date.month())),
          static_cast<int>(static_cast<unsigned>(date.day())),
          ms / 3'600'000,
          ms / 60'000 % 60,
          ms / 1'000 % 60,
          ms % 1'000};
}

}  // namespace lienthong::base
