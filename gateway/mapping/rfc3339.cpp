#include "mapping/rfc3339.hpp"

#include "mapping/digits.hpp"
#include "mapping/wall_time.hpp"

#include <cstring>
#include <stdexcept>

namespace lienthong::mapping {
namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The milliseconds of ".5", ".500", ".123456789" at `at`, which moves behind them; negative when there is no such
/// fraction.
int read_fraction(std::string_view text, std::size_t& at) {
  const std::size_t from = ++at;
  int milli = 0;
  for (; at < text.size() && is_digit(text[at]); ++at) {
    if (at - from < 3) milli = milli * 10 + (text[at] - '0');
  }
  const std::size_t width = at - from;
  if (width == 0 || width > 9) return -1;
  for (std::size_t i = width; i < 3; ++i) milli *= 10;
  return milli;
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

namespace {

/// The parts of a text up to its offset, whatever their numbers are; where the offset begins, or 0.
std::size_t read_wall_time(std::string_view text, WallTime& wall) {
  if (text.size() < 20) return 0;
  const char* const at = text.data();
  bool broken = at[4] != '-' || at[7] != '-' || at[10] != 'T' || at[13] != ':' || at[16] != ':';
  wall.year = read_digits(at, 4, broken);
  wall.month = read_digits(at + 5, 2, broken);
  wall.day = read_digits(at + 8, 2, broken);
  wall.hour = read_digits(at + 11, 2, broken);
  wall.minute = read_digits(at + 14, 2, broken);
  wall.second = read_digits(at + 17, 2, broken);
  if (broken) return 0;
  std::size_t behind = 19;
  if (text[behind] == '.') wall.milli = read_fraction(text, behind);
  return wall.milli < 0 ? 0 : behind;
}

}  // namespace

std::optional<base::Instant> read_rfc3339(std::string_view text) {
  WallTime wall;
  const std::size_t behind = read_wall_time(text, wall);
  const auto offset = behind == 0 ? std::nullopt : read_offset(text.substr(behind));
  return offset ? instant_of(wall, *offset) : std::nullopt;
}

std::optional<WallTime> read_vietnam_time(std::string_view text) {
  WallTime wall;
  const std::size_t behind = read_wall_time(text, wall);
  if (behind == 0 || text.substr(behind) != "+07:00" || !is_real(wall)) return std::nullopt;
  return wall;
}

std::string_view write_rfc3339(base::Instant at, codec::Arena& arena) {
  if (!has_four_digit_year(at)) throw std::out_of_range("an instant whose year has not four digits");
  return write_vietnam_time(wall_time_of(at, base::vietnam_offset), arena);
}

std::string_view write_vietnam_time(const WallTime& wall, codec::Arena& arena) {
  static constexpr std::string_view shape = "0000-00-00T00:00:00.000+07:00";
  auto* out = static_cast<char*>(arena.allocate(shape.size(), 1));
  std::memcpy(out, shape.data(), shape.size());
  write_digits(wall.year, 4, out);
  write_digits(wall.month, 2, out + 5);
  write_digits(wall.day, 2, out + 8);
  write_digits(wall.hour, 2, out + 11);
  write_digits(wall.minute, 2, out + 14);
  write_digits(wall.second, 2, out + 17);
  write_digits(wall.milli, 3, out + 20);
  return {out, shape.size()};
}

}  // namespace lienthong::mapping
