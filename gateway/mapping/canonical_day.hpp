#pragma once

#include "mapping/code_table.hpp"

#include <optional>
#include <string_view>

namespace lienthong::mapping {

/// The day on Viet Nam's calendar of a canonical instant or a whole or partial date; nothing for any other text.
[[nodiscard]] std::optional<CodeTable::Day> day_of_moment(std::string_view moment);

}  // namespace lienthong::mapping
