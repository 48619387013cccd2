#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace lienthong::domain {

struct WeightedPair {
  std::size_t row = 0;
  std::size_t column = 0;
  std::int64_t weight = 0;  ///< above zero
};

/// Gives each row at most one column and each column at most one row, so that the weights add up to the most there is.
/// Exact where connected rows and columns number at most 400; of a larger tangle the heaviest pairs are taken first.
/// The result depends on the pairs alone, not on their order.
[[nodiscard]] std::vector<std::optional<std::size_t>> heaviest_assignment(std::size_t rows, std::size_t columns,
                                                                          std::span<const WeightedPair> pairs);

}  // namespace lienthong::domain
