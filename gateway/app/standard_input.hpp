#pragma once

#include "base/result.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace lienthong::app {

/// All of standard input. `too_large` ("input.too_large") over `limit`, `invalid` ("input.unreadable").
[[nodiscard]] base::Result<std::string> read_standard_input(std::size_t limit);

/// Calls `use` with each line of standard input that is not blank, and its number; a line over `limit` is handed over
/// as an empty one. `invalid` ("input.unreadable").
[[nodiscard]] base::Result<void> each_input_line(std::size_t limit,
                                                 const std::function<void(std::size_t, std::string_view)>& use);

/// Calls `use` with standard input piece by piece, to its end or to the first error that `use` returns, which is the
/// answer. `invalid` ("input.unreadable").
[[nodiscard]] std::optional<base::Error> each_input_piece(
    const std::function<std::optional<base::Error>(std::string_view)>& use);

}  // namespace lienthong::app
