#include "mapping/date_pattern.hpp"

#include "base/digits.hpp"
#include "base/text.hpp"
#include "mapping/wall_time.hpp"

namespace lienthong::mapping {
namespace {

using base::WallTime;

std::optional<DatePrecision> precision_of(const FixedForm& form) {
  if (!form.has(&WallTime::year) || form.has(&WallTime::hour) || form.has(&WallTime::minute) ||
      form.has(&WallTime::second) || form.has(&WallTime::milli)) {
    return std::nullopt;
  }
  if (!form.has(&WallTime::month)) {
    return form.has(&WallTime::day) ? std::nullopt : std::optional(DatePrecision::year);
  }
  return form.has(&WallTime::day) ? DatePrecision::day : DatePrecision::month;
}

std::optional<DatePrecision> precision_of(std::size_t canonical_size) {
  if (canonical_size == 10) return DatePrecision::day;
  if (canonical_size == 7) return DatePrecision::month;
  if (canonical_size == 4) return DatePrecision::year;
  return std::nullopt;
}

std::size_t canonical_size(DatePrecision precision) {
  switch (precision) {
    case DatePrecision::day:
      return 10;
    case DatePrecision::month:
      return 7;
    case DatePrecision::year:
      return 4;
  }
  return 0;
}

}  // namespace

bool CalendarDate::is_real() const { return is_canonical_day(year, month, day); }

std::optional<CalendarDate> read_date(std::string_view text) {
  const auto precision = precision_of(text.size());
  if (!precision) return std::nullopt;
  CalendarDate out{*precision};
  bool broken = false;
  out.year = base::read_digits(text.data(), 4, broken);
  if (*precision >= DatePrecision::month) {
    broken |= text[4] != '-';
    out.month = base::read_digits(text.data() + 5, 2, broken);
  }
  if (*precision == DatePrecision::day) {
    broken |= text[7] != '-';
    out.day = base::read_digits(text.data() + 8, 2, broken);
  }
  if (broken || !out.is_real()) return std::nullopt;
  return out;
}

std::string_view write_date(const CalendarDate& date, codec::Arena& arena) {
  const std::size_t size = canonical_size(date.precision);
  auto* out = static_cast<char*>(arena.resource()->allocate(size, 1));
  base::write_digits(date.year, 4, out);
  if (date.precision >= DatePrecision::month) {
    out[4] = '-';
    base::write_digits(date.month, 2, out + 5);
  }
  if (date.precision == DatePrecision::day) {
    out[7] = '-';
    base::write_digits(date.day, 2, out + 8);
  }
  return {out, size};
}

std::optional<DatePattern> DatePattern::parse(std::string_view pattern, std::string& why) {
  auto form = FixedForm::parse(pattern, why);
  if (!form) return std::nullopt;
  const auto precision = precision_of(*form);
  if (!precision) {
    why = "a date is yyyy, or yyyy and MM, or yyyy, MM and dd, and nothing finer";
    return std::nullopt;
  }
  return DatePattern(*precision, std::move(*form));
}

std::optional<std::string_view> DatePattern::read(std::string_view text, codec::Arena& arena) const {
  WallTime wall;
  if (!form_.read(text, wall)) return std::nullopt;
  const CalendarDate date{precision_, wall.year, wall.month, wall.day};
  if (!date.is_real()) return std::nullopt;
  return write_date(date, arena);
}

std::optional<std::string_view> DatePattern::write(std::string_view canonical, codec::Arena& arena) const {
  const auto date = read_date(canonical);
  if (!date || date->precision != precision_) return std::nullopt;
  auto* out = static_cast<char*>(arena.resource()->allocate(form_.size(), 1));
  form_.write({date->year, date->month, date->day}, out);
  return std::string_view(out, form_.size());
}

std::optional<std::vector<DatePattern>> parse_date_patterns(std::string_view patterns, std::string& why) {
  std::vector<DatePattern> out;
  while (true) {
    const std::size_t bar = patterns.find('|');
    auto one = DatePattern::parse(base::trim(patterns.substr(0, bar)), why);
    if (!one) return std::nullopt;
    for (const DatePattern& other : out) {
      if (other.precision() == one->precision()) {
        why = "two patterns of the same precision: nobody can tell which one to write";
        return std::nullopt;
      }
      if (other.overlaps(*one)) {
        why = "two patterns that the same text could fit";
        return std::nullopt;
      }
    }
    out.push_back(std::move(*one));
    if (bar == std::string_view::npos) return out;
    patterns.remove_prefix(bar + 1);
  }
}

std::optional<std::string_view> read_date(std::span<const DatePattern> patterns, std::string_view text,
                                          codec::Arena& arena) {
  for (const DatePattern& pattern : patterns) {
    if (auto canonical = pattern.read(text, arena)) return canonical;
  }
  return std::nullopt;
}

std::optional<std::string_view> write_date(std::span<const DatePattern> patterns, std::string_view canonical,
                                           codec::Arena& arena) {
  for (const DatePattern& pattern : patterns) {
    if (auto text = pattern.write(canonical, arena)) return text;
  }
  return std::nullopt;
}

}  // namespace lienthong::mapping
