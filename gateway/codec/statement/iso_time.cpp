#include "codec/statement/iso_time.hpp"

#include <algorithm>

namespace lienthong::codec {
namespace {

using base::Instant;
using domain::Day;
using std::chrono::milliseconds;
using std::chrono::minutes;

/// Digits from `at` on; `count` of them are there.
int number(std::string_view text, std::size_t at, std::size_t count) {
  int out = 0;
  for (const char c : text.substr(at, count)) out = out * 10 + (c - '0');
  return out;
}

struct Zone {
  std::string_view rest;  ///< what stands before it
  minutes offset{base::vietnam_offset};
};

/// `time`: what follows 'T'.
Zone split_zone(std::string_view time) {
  if (time.ends_with('Z')) return {time.substr(0, time.size() - 1), minutes{0}};
  const auto sign = time.find_first_of("+-");
  if (sign == std::string_view::npos) return {time};
  const minutes offset{number(time, sign + 1, 2) * 60 + number(time, sign + 4, 2)};
  return {time.substr(0, sign), time[sign] == '-' ? -offset : offset};
}

}  // namespace

std::optional<Day> day_of_date(std::string_view text) {
  if (text.size() < 10 || text[4] != '-' || text.starts_with('-')) return std::nullopt;
  const std::chrono::year_month_day day{std::chrono::year{number(text, 0, 4)},
                                        std::chrono::month{static_cast<unsigned>(number(text, 5, 2))},
                                        std::chrono::day{static_cast<unsigned>(number(text, 8, 2))}};
  return day.ok() ? std::optional(Day{day}) : std::nullopt;
}

std::optional<Instant> instant_of_date_time(std::string_view text) {
  const auto day = day_of_date(text);
  if (!day || text.size() < 19) return std::nullopt;
  const auto zone = split_zone(text.substr(11));
  const auto fraction = zone.rest.size() > 9 ? zone.rest.substr(9, 3) : std::string_view{};
  int thousandths = number(fraction, 0, fraction.size());
  for (std::size_t i = fraction.size(); i < 3; ++i) thousandths *= 10;
  return *day + std::chrono::hours{number(zone.rest, 0, 2)} + minutes{number(zone.rest, 3, 2)} +
         std::chrono::seconds{number(zone.rest, 6, 2)} + milliseconds{thousandths} - zone.offset;
}

std::optional<Day> day_of_date_time(std::string_view text) {
  const auto at = instant_of_date_time(text);
  if (!at) return std::nullopt;
  return std::chrono::floor<std::chrono::days>(*at + base::vietnam_offset);
}

}  // namespace lienthong::codec
