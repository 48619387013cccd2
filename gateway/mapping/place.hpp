#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace lienthong::mapping {

/// Where something stands in a file.
struct Place {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

/// A text and where it stands.
struct PlacedText {
  std::string text;
  Place place;
};

/// The two documents of a mapping.
enum class Side : std::uint8_t { canonical, external };
[[nodiscard]] constexpr std::string_view name(Side side) { return side == Side::canonical ? "canonical" : "external"; }

}  // namespace lienthong::mapping
