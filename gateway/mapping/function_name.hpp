#pragma once

#include "mapping/function.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace lienthong::mapping {

[[nodiscard]] std::optional<FunctionKind> function_named(std::string_view name);
[[nodiscard]] std::optional<PartsKind> parts_named(std::string_view name);

/// Why `as` cannot say `name`: another place of the language where it belongs, or a name that is close to it.
[[nodiscard]] FunctionProblem unknown_function(std::string_view name);

}  // namespace lienthong::mapping
