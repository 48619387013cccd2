#include "mapping/wall_time.hpp"

namespace lienthong::mapping {
namespace {

constexpr base::Instant midnight_in_vietnam(int year) {
  return base::Instant{std::chrono::sys_days{std::chrono::year{year} / 1 / 1}} - base::vietnam_offset;
}
constexpr base::Instant first_moment = midnight_in_vietnam(1);
constexpr base::Instant end_of_moments = midnight_in_vietnam(10000);

std::chrono::year_month_day date_of(int year, int month, int day) {
  return {std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
          std::chrono::day{static_cast<unsigned>(day)}};
}

}  // namespace

bool is_real_day(int year, int month, int day) { return year >= 1 && year <= 9999 && date_of(year, month, day).ok(); }

bool is_real(const WallTime& wall) {
  return is_real_day(wall.year, wall.month, wall.day) && wall.hour <= 23 && wall.minute <= 59 && wall.second <= 59;
}

bool has_four_digit_year(base::Instant at) { return at >= first_moment && at < end_of_moments; }

std::optional<base::Instant> instant_of(const WallTime& wall, std::chrono::minutes offset) {
  if (!is_real(wall)) return std::nullopt;
  const base::Instant at = base::Instant{std::chrono::sys_days{date_of(wall.year, wall.month, wall.day)}} +
                           std::chrono::hours{wall.hour} + std::chrono::minutes{wall.minute} +
                           std::chrono::seconds{wall.second} + std::chrono::milliseconds{wall.milli} - offset;
  if (!has_four_digit_year(at)) return std::nullopt;
  return at;
}

WallTime wall_time_of(base::Instant at, std::chrono::minutes offset) {
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

}  // namespace lienthong::mapping
