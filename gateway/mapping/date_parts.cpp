#include "mapping/date_parts.hpp"

#include "base/digits.hpp"
#include "mapping/date_pattern.hpp"

namespace lienthong::mapping {
namespace {

tl::unexpected<Fault> refuse(std::string_view text) { return tl::unexpected(Fault{"mapping.date", text}); }

/// Reads "3" as "03"; nothing when it is no number of at most `width` digits.
std::optional<int> read_number(std::string_view digits, std::size_t width, Exactness& exactness) {
  if (digits.empty() || digits.size() > width) return std::nullopt;
  bool broken = false;
  const int number = base::read_digits(digits.data(), digits.size(), broken);
  if (broken) return std::nullopt;
  if (digits.size() < width) exactness = Exactness::inexact;
  return number;
}

}  // namespace

tl::expected<Exactness, Fault> split_date(std::string_view whole, std::span<std::string_view, 3> out) {
  const auto date = read_date(whole);
  if (!date) return refuse("not a real date, month or year");
  out[0] = date->precision == DatePrecision::day ? whole.substr(8, 2) : std::string_view{};
  out[1] = date->precision >= DatePrecision::month ? whole.substr(5, 2) : std::string_view{};
  out[2] = whole.substr(0, 4);
  return Exactness::exact;
}

tl::expected<Written, Fault> join_date(std::span<const std::string_view, 3> values, codec::Arena& arena) {
  const auto [day, month, year] = std::tuple(values[0], values[1], values[2]);
  Written out;
  CalendarDate date{DatePrecision::year};
  for (const std::string_view value : values) {
    if (value.empty() && value.data() != nullptr) out.exactness = Exactness::inexact;
  }
  if (day.empty() && month.empty() && year.empty()) return out;
  const auto year_number = year.size() == 4 ? read_number(year, 4, out.exactness) : std::nullopt;
  if (!year_number) return refuse("a date without a year of four digits");
  date.year = *year_number;
  if (!month.empty()) {
    const auto number = read_number(month, 2, out.exactness);
    if (!number) return refuse("the month is no number of two digits");
    date.precision = DatePrecision::month;
    date.month = *number;
  }
  if (!day.empty()) {
    const auto number = read_number(day, 2, out.exactness);
    if (!number || month.empty()) return refuse("the day is no number of two digits, or has no month");
    date.precision = DatePrecision::day;
    date.day = *number;
  }
  if (!date.is_real()) return refuse("not a real date, month or year");
  out.text = write_date(date, arena);
  return out;
}

}  // namespace lienthong::mapping
