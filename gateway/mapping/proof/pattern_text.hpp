#pragma once

#include "codec/pattern.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace lienthong::mapping::proof {

/// Lengths in code points, both included.
struct LengthRange {
  std::size_t least = 0;
  std::size_t most = 0;
};

/// Different texts that match, within `lengths`, shortest first; the same ones every time. Understands literals,
/// classes, groups, alternatives and counts; empty for an expression that needs more (\p{…}, look-around, class
/// subtraction).
[[nodiscard]] std::vector<std::string> texts_matching(const codec::Pattern& pattern, LengthRange lengths);

}  // namespace lienthong::mapping::proof
