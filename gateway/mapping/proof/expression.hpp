#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lienthong::mapping::proof {

/// A regular expression as far as a text can be made from it.
struct Expression {
  enum class Kind : std::uint8_t { characters, sequence, alternatives };
  static constexpr std::size_t unbounded = std::numeric_limits<std::size_t>::max();

  Kind kind = Kind::sequence;
  std::vector<std::string> characters;  ///< one of these, each in UTF-8; never empty for `characters`
  std::vector<Expression> parts;
  std::size_t least = 1;  ///< repeated so many times
  std::size_t most = 1;
};

/// The common part of ECMA 262 and XML Schema expressions; anchors are read and forgotten. Nothing for the rest.
[[nodiscard]] std::optional<Expression> parse_expression(std::string_view source);

}  // namespace lienthong::mapping::proof
