#pragma once

#include <compare>
#include <string_view>

namespace lienthong::codec {

/// Orders two numbers exactly, whatever their size, from how they are written: JSON numbers, or XML Schema decimals
/// ("+007", ".5"). Exponents beyond ±10^15 count as that.
[[nodiscard]] std::strong_ordering compare_numbers(std::string_view left, std::string_view right);

}  // namespace lienthong::codec
