#include "base/rfc3339.hpp"

#include "base/digits.hpp"

namespace lienthong::base {
namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Reads ".5", ".500", ".123456789" at `at`, which moves behind them; false when there is no such fraction.
bool read_fraction(std::string_view text, std::size_t& at, Rfc3339& out) {
  const std::size_t from = ++at;
  int milli = 0;
  for (; at < text.size() && is_digit(text[at]); ++at) {
    if (at - from < 3) milli = milli * 10 + (text[at] - '0');
  }
  out.decimals = at - from;
  for (std::size_t i = out.decimals; i < 3; ++i) milli *= 10;
  out.wall.milli = milli;
  return out.decimals >= 1 && out.decimals <= 9;
}

}  // namespace

std::optional<std::chrono::minutes> read_offset(std::string_view text) {
  if (text == "Z") return std::chrono::minutes{0};
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  bool broken = false;
  const int hours = read_digits(text.data() + 1, 2, broken);
  const int minutes = read_digits(text.data() + 4, 2, broken);
  if (broken || hours > 23 || minutes > 59) return std::nullopt;
  const std::chrono::minutes span{hours * 60 + minutes};
  return text[0] == '-' ? -span : span;
}

bool split_rfc3339(std::string_view text, Rfc3339& out) {
  if (text.size() < 20) return false;
  const char* const at = text.data();
  bool broken = at[4] != '-' || at[7] != '-' || at[10] != 'T' || at[13] != ':' || at[16] != ':';
  out.wall.year = read_digits(at, 4, broken);
  out.wall.month = read_digits(at + 5, 2, broken);
  out.wall.day = read_digits(at + 8, 2, broken);
  out.wall.hour = read_digits(at + 11, 2, broken);
  out.wall.minute = read_digits(at + 14, 2, broken);
  out.wall.second = read_digits(at + 17, 2, broken);
  if (broken) return false;
  std::size_t behind = 19;
  if (text[behind] == '.' && !read_fraction(text, behind, out)) return false;
  const auto offset = read_offset(text.substr(behind));
  if (!offset) return false;
  out.offset = *offset;
  return true;
}

std::optional<Instant> read_instant(std::string_view text) {
  Rfc3339 read;
  if (!split_rfc3339(text, read) || read.decimals > 3 || !is_real(read.wall)) return std::nullopt;
  return instant_of(read.wall, read.offset);
}

}  // namespace lienthong::base
