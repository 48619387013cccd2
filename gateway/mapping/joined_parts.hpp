#pragma once

#include "codec/arena.hpp"
#include "mapping/exactness.hpp"
#include "mapping/fault.hpp"

#include <tl/expected.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace lienthong::mapping {

// Texts and one text with a separator between them. Said in parts.hpp.

[[nodiscard]] tl::expected<Exactness, Fault> split_joined(std::string_view separator, std::string_view whole,
                                                          std::optional<std::size_t> optional,
                                                          std::span<std::string_view> out);
[[nodiscard]] tl::expected<Written, Fault> join_separated(std::string_view separator,
                                                          std::span<const std::string_view> values,
                                                          std::optional<std::size_t> optional, codec::Arena& arena);

}  // namespace lienthong::mapping
