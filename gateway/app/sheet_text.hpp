#pragma once

#include "console/month/sheet.hpp"

#include <cstdint>
#include <string>

namespace lienthong::app {

/// "1.234.567"
[[nodiscard]] std::string grouped(std::int64_t number);

/// A sheet for a terminal: numbers to the right, sums under the columns that have one; columns of which every cell is
/// empty are left out, and so is a table without rows.
[[nodiscard]] std::string sheet_text(const console::Sheet& sheet);

}  // namespace lienthong::app
