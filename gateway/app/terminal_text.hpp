#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace lienthong::app {

/// A text of a message for one cell of a table: control characters as "·", so that no message moves the cursor; cut
/// with "…" after `width` characters.
[[nodiscard]] std::string terminal_text(std::string_view text, std::size_t width);

}  // namespace lienthong::app
