#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace lienthong::domain {

struct Part {
  std::int64_t amount = 0;
  std::string group;
};

/// The sets of parts that add up to `target`, as indices: at most two of them, because two are as good as none. Each
/// set has a part of every group. Of more than twelve parts only the whole is tried, and only where each group has one
/// part.
[[nodiscard]] std::vector<std::vector<std::size_t>> sets_with_sum(std::span<const Part> parts, std::int64_t target);

}  // namespace lienthong::domain
