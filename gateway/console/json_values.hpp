#pragma once

#include "base/instant.hpp"
#include "codec/builder.hpp"
#include "domain/status.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace lienthong::console {

/// Values as the operator's API writes them: instants in RFC 3339, statuses by number and English name, absent as null.
[[nodiscard]] codec::Value json_number(codec::Arena& arena, std::int64_t number);
[[nodiscard]] codec::Value json_instant(codec::Arena& arena, base::Instant at);
[[nodiscard]] codec::Value json_status(codec::Arena& arena, const std::optional<domain::Status>& status);

}  // namespace lienthong::console
