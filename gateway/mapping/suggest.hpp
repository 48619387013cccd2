#pragma once

#include <span>
#include <string>
#include <string_view>

namespace lienthong::mapping {

/// The candidate an author most likely meant (optimal string alignment distance of at most a third of the word, at
/// least two), as "; did you mean 'x'?", or nothing. Earlier candidates win ties.
[[nodiscard]] std::string suggestion(std::string_view written, std::span<const std::string> candidates);

}  // namespace lienthong::mapping
