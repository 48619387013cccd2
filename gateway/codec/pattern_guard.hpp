#pragma once

#include <string_view>

namespace lienthong::codec {

/// True when a regular expression cannot run away: std::regex understands it, and no repeated group holds a repetition
/// that would multiply ways to match. Small bounded nests such as `(\.[0-9]{1,4}){0,3}` pass: the product of the bounds
/// of nested repetitions may reach 16 (ecosystem 1.4).
[[nodiscard]] bool is_safe_pattern(std::string_view pattern);

}  // namespace lienthong::codec
