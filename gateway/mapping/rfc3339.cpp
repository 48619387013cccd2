#include "mapping/rfc3339.hpp"

#include "base/digits.hpp"
#include "base/rfc3339.hpp"
#include "mapping/wall_time.hpp"

#include <cstring>
#include <stdexcept>

namespace lienthong::mapping {
std::optional<base::Instant> read_rfc3339(std::string_view text) {
  base::Rfc3339 read;
  return base::split_rfc3339(text, read) ? canonical_instant(read.wall, read.offset) : std::nullopt;
}

std::optional<base::WallTime> read_vietnam_time(std::string_view text) {
  base::Rfc3339 read;
  if (!base::split_rfc3339(text, read) || read.offset != base::vietnam_offset || !is_canonical(read.wall)) {
    return std::nullopt;
  }
  return read.wall;
}

std::string_view write_rfc3339(base::Instant at, codec::Arena& arena) {
  if (!has_four_digit_year(at)) throw std::out_of_range("an instant whose year has not four digits");
  return write_vietnam_time(base::wall_time_of(at, base::vietnam_offset), arena);
}

std::string_view write_vietnam_time(const base::WallTime& wall, codec::Arena& arena) {
  static constexpr std::string_view shape = "0000-00-00T00:00:00.000+07:00";
  auto* out = static_cast<char*>(arena.allocate(shape.size(), 1));
  std::memcpy(out, shape.data(), shape.size());
  base::write_digits(wall.year, 4, out);
  base::write_digits(wall.month, 2, out + 5);
  base::write_digits(wall.day, 2, out + 8);
  base::write_digits(wall.hour, 2, out + 11);
  base::write_digits(wall.minute, 2, out + 14);
  base::write_digits(wall.second, 2, out + 17);
  base::write_digits(wall.milli, 3, out + 20);
  return {out, shape.size()};
}

}  // namespace lienthong::mapping
