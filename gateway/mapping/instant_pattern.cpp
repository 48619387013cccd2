#include "mapping/instant_pattern.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace lienthong::mapping {
namespace {

using std::chrono::milliseconds;

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::optional<int> digits(std::string_view text, std::size_t at, std::size_t width) {
  if (at + width > text.size()) return std::nullopt;
  int out = 0;
  for (const char c : text.substr(at, width)) {
    if (!is_digit(c)) return std::nullopt;
    out = out * 10 + (c - '0');
  }
  return out;
}

void append_digits(std::string& out, int value, std::size_t width) {
  std::string text = std::to_string(value);
  if (text.size() < width) out.append(width - text.size(), '0');
  out += text;
}

/// "+07:00", "-05:30"; the sign decides.
std::optional<std::chrono::minutes> read_offset(std::string_view text) {
  if (text == "Z") return std::chrono::minutes{0};
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  const auto hours = digits(text, 1, 2);
  const auto minutes = digits(text, 4, 2);
  if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  const std::chrono::minutes span{*hours * 60 + *minutes};
  return text[0] == '-' ? -span : span;
}

/// Midnight in Viet Nam that begins the year 10000: RFC 3339 has four digits.
constexpr base::Instant end_of_four_digit_years =
    base::Instant{std::chrono::sys_days{std::chrono::year{10000} / 1 / 1}} - base::vietnam_offset;

struct WallTime {
  int year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0, milli = 0;
};

std::optional<base::Instant> moment(const WallTime& wall, std::chrono::minutes offset) {
  const std::chrono::year_month_day date{std::chrono::year{wall.year},
                                         std::chrono::month{static_cast<unsigned>(wall.month)},
                                         std::chrono::day{static_cast<unsigned>(wall.day)}};
  if (wall.year < 1 || !date.ok() || wall.hour > 23 || wall.minute > 59 || wall.second > 59) return std::nullopt;
  const base::Instant at = base::Instant{std::chrono::sys_days{date}} + std::chrono::hours{wall.hour} +
                           std::chrono::minutes{wall.minute} + std::chrono::seconds{wall.second} +
                           milliseconds{wall.milli} - offset;
  if (at >= end_of_four_digit_years) return std::nullopt;
  return at;
}

WallTime wall_time(base::Instant at, std::chrono::minutes offset) {
  const auto local = at + offset;
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const std::chrono::year_month_day date{day};
  const auto ms = static_cast<int>((local - day).count());
  return {static_cast<int>(date.year()),
          static_cast<int>(static_cast<unsigned>(date.month())),
          static_cast<int>(static_cast<unsigned>(date.day())),
          ms / 3'600'000,
          ms / 60'000 % 60,
          ms / 1'000 % 60,
          ms % 1'000};
}

}  // namespace

bool InstantPattern::has(Unit unit) const {
  return std::any_of(tokens_.begin(), tokens_.end(), [&](const Token& token) { return token.unit == unit; });
}

bool InstantPattern::add_letters(std::string_view letters, std::string& why) {
  static constexpr std::array<std::pair<std::string_view, Unit>, 7> known{{{"yyyy", Unit::year},
                                                                           {"MM", Unit::month},
                                                                           {"dd", Unit::day},
                                                                           {"HH", Unit::hour},
                                                                           {"mm", Unit::minute},
                                                                           {"ss", Unit::second},
                                                                           {"SSS", Unit::milli}}};
  for (const auto& [name, unit] : known) {
    if (name != letters) continue;
    if (has(unit)) {
      why = "'" + std::string(letters) + "' stands twice in the pattern";
      return false;
    }
    tokens_.push_back({unit, name.size(), {}});
    return true;
  }
  why = "'" + std::string(letters) + "' is not one of yyyy MM dd HH mm ss SSS";
  if (letters == "hh") why += "; the hour of 24 is HH";
  return false;
}

bool InstantPattern::tokenise(std::string_view pattern, std::string& why) {
  for (std::size_t i = 0; i < pattern.size();) {
    std::size_t end = i + 1;
    if (pattern[i] == '\'') {
      end = pattern.find('\'', i + 1);
      if (end == std::string_view::npos) {
        why = "a single quote is not closed";
        return false;
      }
      tokens_.push_back({Unit::literal, end - i - 1, std::string(pattern.substr(i + 1, end - i - 1))});
      ++end;
    } else if (is_letter(pattern[i])) {
      while (end < pattern.size() && pattern[end] == pattern[i]) ++end;
      if (!add_letters(pattern.substr(i, end - i), why)) return false;
    } else {
      tokens_.push_back({Unit::literal, 1, std::string(1, pattern[i])});
    }
    i = end;
  }
  return is_whole(why);
}

bool InstantPattern::is_whole(std::string& why) const {
  if (!has(Unit::year) || !has(Unit::month) || !has(Unit::day)) {
    why = "the pattern needs yyyy, MM and dd";
    return false;
  }
  const std::array<Unit, 4> finer{Unit::hour, Unit::minute, Unit::second, Unit::milli};
  for (std::size_t i = 1; i < finer.size(); ++i) {
    if (has(finer[i]) && !has(finer[i - 1])) {
      why = "the pattern leaves out a part between its coarsest and its finest";
      return false;
    }
  }
  return true;
}

std::optional<InstantPattern> InstantPattern::parse(std::string_view arguments, std::string& why) {
  const std::size_t comma = arguments.rfind(',');
  if (comma == std::string_view::npos) {
    why = "instant needs a pattern and an offset: instant(yyyyMMddHHmmss, +07:00)";
    return std::nullopt;
  }
  const auto offset = read_offset(base::trim(arguments.substr(comma + 1)));
  if (!offset) {
    why = "the offset must be Z or like +07:00";
    return std::nullopt;
  }
  InstantPattern out;
  out.offset_ = *offset;
  if (!out.tokenise(base::trim(arguments.substr(0, comma)), why)) return std::nullopt;
  return out;
}

std::optional<base::Instant> InstantPattern::assemble(const int (&parts)[8]) const {
  const auto part = [&](Unit unit) { return parts[static_cast<std::size_t>(unit)]; };
  return moment({part(Unit::year), part(Unit::month), part(Unit::day), part(Unit::hour), part(Unit::minute),
                 part(Unit::second), part(Unit::milli)},
                offset_);
}

std::optional<base::Instant> InstantPattern::read(std::string_view text) const {
  int parts[8] = {};
  std::size_t at = 0;
  for (const Token& token : tokens_) {
    if (token.unit == Unit::literal) {
      if (text.substr(at, token.width) != token.literal) return std::nullopt;
    } else {
      const auto value = digits(text, at, token.width);
      if (!value) return std::nullopt;
      parts[static_cast<std::size_t>(token.unit)] = *value;
    }
    at += token.width;
  }
  if (at != text.size()) return std::nullopt;
  return assemble(parts);
}

std::optional<std::string> InstantPattern::write(base::Instant at) const {
  const WallTime wall = wall_time(at, offset_);
  if (wall.year < 0 || wall.year > 9999) return std::nullopt;
  const int parts[8] = {0, wall.year, wall.month, wall.day, wall.hour, wall.minute, wall.second, wall.milli};
  std::string out;
  for (const Token& token : tokens_) {
    if (token.unit == Unit::literal) {
      out += token.literal;
    } else {
      append_digits(out, parts[static_cast<std::size_t>(token.unit)], token.width);
    }
  }
  return out;
}

base::Instant InstantPattern::kept(base::Instant at) const {
  if (has(Unit::milli)) return at;
  if (has(Unit::second)) return std::chrono::floor<std::chrono::seconds>(at);
  const auto local = at + offset_;
  if (has(Unit::minute)) return base::Instant{std::chrono::floor<std::chrono::minutes>(local)} - offset_;
  if (has(Unit::hour)) return base::Instant{std::chrono::floor<std::chrono::hours>(local)} - offset_;
  return base::Instant{std::chrono::floor<std::chrono::days>(local)} - offset_;
}

std::optional<base::Instant> read_rfc3339(std::string_view text) {
  if (text.size() < 20 || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':') {
    return std::nullopt;
  }
  const auto year = digits(text, 0, 4), month = digits(text, 5, 2), day = digits(text, 8, 2);
  const auto hour = digits(text, 11, 2), minute = digits(text, 14, 2), second = digits(text, 17, 2);
  if (!year || !month || !day || !hour || !minute || !second) return std::nullopt;
  std::size_t at = 19;
  int milli = 0;
  if (text[at] == '.') {
    const std::size_t from = ++at;
    for (; at < text.size() && is_digit(text[at]); ++at) {
      if (at - from < 3) milli = milli * 10 + (text[at] - '0');
    }
    if (at == from || at - from > 9) return std::nullopt;
    for (std::size_t width = at - from; width < 3; ++width) milli *= 10;
  }
  const auto offset = read_offset(text.substr(at));
  if (!offset) return std::nullopt;
  return moment({*year, *month, *day, *hour, *minute, *second, milli}, *offset);
}

std::string write_rfc3339(base::Instant at) {
  const WallTime wall = wall_time(at, base::vietnam_offset);
  std::string out;
  out.reserve(29);
  append_digits(out, wall.year, 4);
  const std::array<std::pair<char, int>, 5> rest{
      {{'-', wall.month}, {'-', wall.day}, {'T', wall.hour}, {':', wall.minute}, {':', wall.second}}};
  for (const auto& [mark, value] : rest) {
    out += mark;
    append_digits(out, value, 2);
  }
  out += '.';
  append_digits(out, wall.milli, 3);
  return out + "+07:00";
}

}  // namespace lienthong::mapping
