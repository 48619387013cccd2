#include "codec/lexical_form.hpp"

#include "base/rfc3339.hpp"

#include <algorithm>
#include <array>
#include <chrono>

namespace lienthong::codec {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/// Reads a text from its beginning; each step is false, and what it read 0, when something else stands there.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : rest_(text) {}

  bool literal(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  /// Exactly `count` digits, at most nine.
  bool digits(std::size_t count, int& out) {
    out = 0;
    if (rest_.size() < count) return false;
    for (std::size_t i = 0; i < count; ++i) {
      if (!is_digit(rest_[i])) return false;
      out = out * 10 + (rest_[i] - '0');
    }
    rest_.remove_prefix(count);
    return true;
  }
  std::string_view run_of_digits() {
    const auto end = std::find_if_not(rest_.begin(), rest_.end(), is_digit);
    const auto run = rest_.substr(0, static_cast<std::size_t>(end - rest_.begin()));
    rest_.remove_prefix(run.size());
    return run;
  }
  [[nodiscard]] bool at_end() const { return rest_.empty(); }
  [[nodiscard]] std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
};

struct Time {
  int hour = 0;
  int minute = 0;
  int second = 0;
  std::string_view decimals;
};

bool read_time(Cursor& at, Time& time) {
  const bool read = at.digits(2, time.hour) && at.literal(':') && at.digits(2, time.minute) && at.literal(':') &&
                    at.digits(2, time.second);
  if (!read || time.minute > 59 || time.second > 59) return false;
  if (!at.literal('.')) return true;
  time.decimals = at.run_of_digits();
  return !time.decimals.empty();
}

bool is_day(int year, int month, int day) {
  return std::chrono::year_month_day{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                     std::chrono::day{static_cast<unsigned>(day)}}
      .ok();
}

bool read_month_and_day(Cursor& at, int& month, int& day) {
  return at.literal('-') && at.digits(2, month) && at.literal('-') && at.digits(2, day);
}

/// A year of XML Schema 1.0 has four digits or more, no zero before more than four, and there is no year 0.
bool read_xsd_date(Cursor& at) {
  at.literal('-');
  const auto year = at.run_of_digits();
  if (year.size() < 4 || (year.size() > 4 && year.starts_with('0'))) return false;
  if (year.find_first_not_of('0') == std::string_view::npos) return false;
  int cycle = 0;  // leap years come back every 400 years
  for (const char c : year) cycle = (cycle * 10 + (c - '0')) % 400;
  int month = 0;
  int day = 0;
  return read_month_and_day(at, month, day) && is_day(cycle + 2000, month, day);
}

bool read_xsd_zone(const Cursor& at) {
  if (at.at_end()) return true;
  const auto offset = base::read_offset(at.rest());
  return offset && std::chrono::abs(*offset) <= std::chrono::hours{14};
}

bool skip_sign(Cursor& at) { return at.literal('+') || at.literal('-'); }

bool read_decimal(Cursor& at) {
  skip_sign(at);
  const bool whole = !at.run_of_digits().empty();
  return at.literal('.') ? !at.run_of_digits().empty() || whole : whole;
}

constexpr std::array<int, 256> base64_values() {
  std::array<int, 256> out{};
  out.fill(-1);
  int value = 0;
  for (const char c : std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")) {
    out[static_cast<unsigned char>(c)] = value++;
  }
  return out;
}

}  // namespace

bool is_full_date(std::string_view text) {
  Cursor at(text);
  int year = 0;
  int month = 0;
  int day = 0;
  return at.digits(4, year) && read_month_and_day(at, month, day) && at.at_end() && is_day(year, month, day);
}

bool is_base64(std::string_view text) {
  static constexpr auto values = base64_values();
  std::size_t characters = 0;
  std::size_t padding = 0;
  int last = 0;
  for (const char c : text) {
    if (is_space(c)) continue;
    ++characters;
    if (c == '=') {
      ++padding;
      continue;
    }
    const int value = values[static_cast<unsigned char>(c)];
    if (value < 0 || padding != 0) return false;
    last = value;
  }
  if (characters % 4 != 0 || padding > 2) return false;
  const int stray = padding == 0 ? 0 : padding == 1 ? 0b11 : 0b1111;
  return (last & stray) == 0;
}

bool is_xsd_boolean(std::string_view text) { return text == "true" || text == "false" || text == "1" || text == "0"; }

bool is_xsd_integer(std::string_view text) {
  Cursor at(text);
  skip_sign(at);
  return !at.run_of_digits().empty() && at.at_end();
}

bool is_xsd_decimal(std::string_view text) {
  Cursor at(text);
  return read_decimal(at) && at.at_end();
}

bool is_xsd_double(std::string_view text) {
  if (text == "INF" || text == "-INF" || text == "NaN") return true;
  Cursor at(text);
  if (!read_decimal(at)) return false;
  if (at.at_end()) return true;
  if (!at.literal('e') && !at.literal('E')) return false;
  skip_sign(at);
  return !at.run_of_digits().empty() && at.at_end();
}

bool is_xsd_date(std::string_view text) {
  Cursor at(text);
  return read_xsd_date(at) && read_xsd_zone(at);
}

bool is_xsd_date_time(std::string_view text) {
  Cursor at(text);
  Time time;
  if (!read_xsd_date(at) || !at.literal('T') || !read_time(at, time)) return false;
  const bool midnight = time.hour == 24 && time.minute == 0 && time.second == 0 &&
                        time.decimals.find_first_not_of('0') == std::string_view::npos;
  return (time.hour < 24 || midnight) && read_xsd_zone(at);
}

}  // namespace lienthong::codec
