#pragma once

#include "base/instant.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace lienthong::peer {

/// "20250613093015": yyyyMMddHHmmss in the time of Viet Nam (contracts 2.5, 3.9).
[[nodiscard]] std::string to_digits(base::Instant at);
/// Nothing when the text is not exactly that.
[[nodiscard]] std::optional<base::Instant> from_digits(std::string_view text);

}  // namespace lienthong::peer
