#pragma once

#include "base/wall_time.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>

namespace lienthong::base {

/// An RFC 3339 date-time, number by number.
struct Rfc3339 {
  WallTime wall;             ///< whether it is real has not been asked
  std::size_t decimals = 0;  ///< of the second, at most nine; wall.milli has the first three
  std::chrono::minutes offset{0};
};

/// Whether the text is of this form, in capital letters: "2026-06-15T08:30:00.5+07:00", "2026-06-15T01:30:00Z". Only
/// then `out` is complete. An argument, because this runs for each date of every message.
[[nodiscard]] bool split_rfc3339(std::string_view text, Rfc3339& out);

/// The moment of such a text that is real and has no more than three decimals: what is ours to write, and "date-time"
/// of our JSON schemas. `from_rfc3339` is the same with an error. Mappings, which meet what peers write, have
/// mapping::read_rfc3339: it cuts finer seconds and wants a year that canonical documents can write.
[[nodiscard]] std::optional<Instant> read_instant(std::string_view text);

/// "Z", "+07:00", "-05:30": less than a day. Nothing for any other text.
[[nodiscard]] std::optional<std::chrono::minutes> read_offset(std::string_view text);

}  // namespace lienthong::base
