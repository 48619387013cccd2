#pragma once

#include <string>
#include <string_view>

namespace lienthong::base {

/// Two lower-case digits for each byte.
[[nodiscard]] std::string to_hex(std::string_view bytes);

}  // namespace lienthong::base
