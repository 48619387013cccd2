#pragma once

#include "codec/arena.hpp"
#include "mapping/exactness.hpp"
#include "mapping/fault.hpp"

#include <tl/expected.hpp>

#include <span>
#include <string_view>

namespace lienthong::mapping {

// A Vietnamese name and its family name, middle names and given name. Said in parts.hpp.

[[nodiscard]] tl::expected<Exactness, Fault> split_name(std::string_view whole, std::span<std::string_view, 3> out,
                                                        codec::Arena& arena);
[[nodiscard]] tl::expected<Written, Fault> join_name(std::span<const std::string_view, 3> values, codec::Arena& arena);

}  // namespace lienthong::mapping
