#pragma once

#include "codec/arena.hpp"
#include "mapping/exactness.hpp"
#include "mapping/fault.hpp"

#include <tl/expected.hpp>

#include <span>
#include <string_view>

namespace lienthong::mapping {

// A date and its day, month and year. Said in parts.hpp.

[[nodiscard]] tl::expected<Exactness, Fault> split_date(std::string_view whole, std::span<std::string_view, 3> out);
[[nodiscard]] tl::expected<Written, Fault> join_date(std::span<const std::string_view, 3> values, codec::Arena& arena);

}  // namespace lienthong::mapping
