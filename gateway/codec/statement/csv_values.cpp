#include "codec/statement/csv_values.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace lienthong::codec {
namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool all_digits(std::string_view text) { return std::all_of(text.begin(), text.end(), is_digit); }

/// Without the marks between thousands; nothing when they stand elsewhere.
std::optional<std::string> ungrouped(std::string_view whole, char grouping) {
  if (whole.find(grouping) == std::string_view::npos) return std::string(whole);
  std::string out;
  std::size_t group = 0;
  for (std::size_t i = whole.size(); i-- > 0;) {
    if (group == 3) {
      if (whole[i] != grouping || i == 0) return std::nullopt;
      group = 0;
      continue;
    }
    if (!is_digit(whole[i])) return std::nullopt;
    out.insert(out.begin(), whole[i]);
    ++group;
  }
  return out;
}

struct DatePart {
  std::string_view letters;
  int lowest;
  int highest;
};
constexpr std::array date_parts{DatePart{"yyyy", 1900, 2999}, DatePart{"MM", 1, 12}, DatePart{"dd", 1, 31},
                                DatePart{"HH", 0, 23},        DatePart{"mm", 0, 59}, DatePart{"ss", 0, 59}};

/// Of a part of a date: at most four digits.
std::optional<int> number(std::string_view digits) {
  if (!all_digits(digits)) return std::nullopt;
  int out = 0;
  for (const char c : digits) out = out * 10 + (c - '0');
  return out;
}

}  // namespace

std::optional<domain::Amount> read_csv_amount(std::string_view text, const CsvProfile& profile,
                                              domain::Currency currency) {
  text = base::trim(text);
  std::string out;
  if (text.starts_with('-') || text.starts_with('+')) {
    out = text.substr(0, 1);
    text.remove_prefix(1);
  }
  const auto point = text.find(profile.decimal);
  const auto whole = text.substr(0, point);
  const auto plain = profile.grouping ? ungrouped(whole, *profile.grouping) : std::optional(std::string(whole));
  if (!plain || plain->empty() || !all_digits(*plain)) return std::nullopt;
  out += *plain;
  if (point != std::string_view::npos) out.append(".").append(text.substr(point + 1));
  return domain::Amount::read(out, currency);
}

std::optional<domain::Day> read_csv_date(std::string_view text, const CsvProfile& profile) {
  text = base::trim(text);
  std::string_view pattern = profile.date;
  std::array<int, date_parts.size()> read{};
  while (!pattern.empty()) {
    const auto* part = std::find_if(date_parts.begin(), date_parts.end(),
                                    [&](const DatePart& known) { return pattern.starts_with(known.letters); });
    if (part == date_parts.end()) {
      if (text.empty() || text.front() != pattern.front()) return std::nullopt;
      pattern.remove_prefix(1);
      text.remove_prefix(1);
      continue;
    }
    const auto digits = text.substr(0, part->letters.size());
    const auto value = digits.size() == part->letters.size() ? number(digits) : std::nullopt;
    if (!value || *value < part->lowest || *value > part->highest) return std::nullopt;
    read.at(static_cast<std::size_t>(part - date_parts.begin())) = *value;
    pattern.remove_prefix(digits.size());
    text.remove_prefix(digits.size());
  }
  const std::chrono::year_month_day day{std::chrono::year{read[0]}, std::chrono::month{static_cast<unsigned>(read[1])},
                                        std::chrono::day{static_cast<unsigned>(read[2])}};
  return text.empty() && day.ok() ? std::optional(domain::Day{day}) : std::nullopt;
}

}  // namespace lienthong::codec
