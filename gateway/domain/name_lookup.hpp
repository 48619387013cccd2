#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace lienthong::domain {

/// The value of `all` that `name` calls `text`: keeps every name in one place, read in both directions.
template <class Enum, std::size_t N>
[[nodiscard]] std::optional<Enum> find_by_name(const std::array<Enum, N>& all, std::string_view text) {
  for (const Enum value : all) {
    if (name(value) == text) return value;
  }
  return std::nullopt;
}

}  // namespace lienthong::domain
