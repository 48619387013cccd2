#pragma once

#include "base/result.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace lienthong::base {

/// A moment in UTC, to the millisecond. Wall time in Viet Nam appears only at the edges.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

/// Viet Nam has one zone and no daylight saving.
inline constexpr std::chrono::hours vietnam_offset{7};

[[nodiscard]] inline std::int64_t unix_ms(Instant at) { return at.time_since_epoch().count(); }
[[nodiscard]] inline Instant from_unix_ms(std::int64_t ms) { return Instant{std::chrono::milliseconds{ms}}; }

/// "2026-06-15T08:30:00.000+07:00"; this exact form, so that equal instants are equal texts.
[[nodiscard]] std::string to_rfc3339(Instant at);
/// "15/06/2026 08:30" (24 h, Viet Nam time) for people.
[[nodiscard]] std::string to_vietnamese(Instant at);
/// Reads RFC 3339 with any offset. `invalid` when the text is not exactly that.
[[nodiscard]] Result<Instant> from_rfc3339(std::string_view text);

}  // namespace lienthong::base
