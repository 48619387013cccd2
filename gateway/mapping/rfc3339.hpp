#pragma once

#include "base/wall_time.hpp"
#include "codec/arena.hpp"

#include <optional>
#include <string_view>

namespace lienthong::mapping {

/// RFC 3339 as the canonical documents use it; upper-case T and Z, up to nine fraction digits (cut to milliseconds),
/// real dates of the years 1 to 9999 in Viet Nam's time.
[[nodiscard]] std::optional<base::Instant> read_rfc3339(std::string_view text);
/// The same of a text that says Viet Nam's own offset, as canonical documents do: no moment has to be computed to know
/// what the clock shows. Nothing for any other text, right or wrong.
[[nodiscard]] std::optional<base::WallTime> read_vietnam_time(std::string_view text);
[[nodiscard]] std::string_view write_vietnam_time(const base::WallTime& wall, codec::Arena& arena);

/// The same text as base::to_rfc3339, in `arena`: this runs once per date of every message. Throws std::out_of_range
/// when the year has not four digits, which no instant has that was read here.
[[nodiscard]] std::string_view write_rfc3339(base::Instant at, codec::Arena& arena);

}  // namespace lienthong::mapping
