#pragma once

#include <cstddef>
#include <string_view>

namespace lienthong::ops {

/// The national part alone, "1.004222": one digit, a dot, six digits (contracts 7.1). Local suffixes do not belong into
/// regulation data: a rule holds for a procedure wherever it is offered.
[[nodiscard]] constexpr bool is_national_code(std::string_view code) {
  if (code.size() != 8 || code[1] != '.') return false;
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (i != 1 && (code[i] < '0' || code[i] > '9')) return false;
  }
  return true;
}

}  // namespace lienthong::ops
