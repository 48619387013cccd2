#pragma once

#include <string_view>

namespace lienthong::codec {

/// True when no repeated group holds a repetition that would multiply the ways to match. Small bounded nests such as
/// `(\.[0-9]{1,4}){0,3}` pass: the product of the bounds of nested repetitions may reach 16 (ecosystem 1.4).
[[nodiscard]] bool nests_safely(std::string_view pattern);

/// nests_safely, and std::regex understands it.
[[nodiscard]] bool is_safe_pattern(std::string_view pattern);

}  // namespace lienthong::codec
