#include "mapping/wall_time.hpp"

namespace lienthong::mapping {
namespace {

constexpr base::Instant midnight_in_vietnam(int year) {
  return base::Instant{std::chrono::sys_days{std::chrono::year{year} / 1 / 1}} - base::vietnam_offset;
}
constexpr base::Instant first_moment = midnight_in_vietnam(1);
constexpr base::Instant end_of_moments = midnight_in_vietnam(10000);

}  // namespace

bool is_canonical_day(int year, int month, int day) { return is_canonical({.year = year, .month = month, .day = day}); }

bool is_canonical(const base::WallTime& wall) { return wall.year >= 1 && wall.year <= 9999 && base::is_real(wall); }

bool has_four_digit_year(base::Instant at) { return at >= first_moment && at < end_of_moments; }

std::optional<base::Instant> canonical_instant(const base::WallTime& wall, std::chrono::minutes offset) {
  if (!is_canonical(wall)) return std::nullopt;
  const base::Instant at = base::instant_of(wall, offset);
  if (!has_four_digit_year(at)) return std::nullopt;
  return at;
}

}  // namespace lienthong::mapping
