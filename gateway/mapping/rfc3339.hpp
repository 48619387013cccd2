#pragma once

#include "base/instant.hpp"
#include "codec/arena.hpp"

#include <chrono>
#include <optional>
#include <string_view>

namespace lienthong::mapping {

/// "Z", "+07:00", "-05:30".
[[nodiscard]] std::optional<std::chrono::minutes> read_offset(std::string_view text);

/// RFC 3339 as the canonical documents use it; upper-case T and Z, up to nine fraction digits (cut to milliseconds),
/// real dates of the years 1 to 9999 in Viet Nam's time.
[[nodiscard]] std::optional<base::Instant> read_rfc3339(std::string_view text);
/// The same text as base::to_rfc3339, in `arena`: this runs once per date of every message. Throws std::out_of_range
/// when the year has not four digits, which no instant has that was read here.
[[nodiscard]] std::string_view write_rfc3339(base::Instant at, codec::Arena& arena);

}  // namespace lienthong::mapping
