#include "domain/fees/assignment.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <tuple>

namespace lienthong::domain {
namespace {

constexpr std::size_t largest_exact = 400;
constexpr std::int64_t no_pair = std::numeric_limits<std::int64_t>::max() / 8;

using Columns = std::vector<std::optional<std::size_t>>;
using Pairs = std::vector<WeightedPair>;

/// The Hungarian method on a square-enough table of costs: row by row, shortest augmenting path with potentials.
class Hungarian {
 public:
  Hungarian(std::size_t rows, std::size_t columns)
      : rows_(rows),
        columns_(columns),
        costs_(rows * columns, no_pair),
        row_of_(columns + 1, 0),
        u_(rows + 1),
        v_(columns + 1) {}

  std::int64_t& cost(std::size_t row, std::size_t column) { return costs_[row * columns_ + column]; }

  /// Every row gets a column; there must be one for each.
  std::vector<std::size_t> solve() {
    for (std::size_t row = 1; row <= rows_; ++row) augment(row);
    std::vector<std::size_t> out(rows_);
    for (std::size_t column = 1; column <= columns_; ++column) {
      if (row_of_[column] != 0) out[row_of_[column] - 1] = column - 1;
    }
    return out;
  }

 private:
  // Rows and columns count from 1 here; 0 is the start of the path.
  void augment(std::size_t row) {
    row_of_[0] = row;
    std::vector<std::int64_t> least(columns_ + 1, std::numeric_limits<std::int64_t>::max());
    std::vector<std::size_t> from(columns_ + 1, 0);
    std::vector<bool> seen(columns_ + 1, false);
    std::size_t column = 0;
    while (row_of_[column] != 0) {
      seen[column] = true;
      column = step(column, least, from, seen);
    }
    while (column != 0) {
      const std::size_t before = from[column];
      row_of_[column] = row_of_[before];
      column = before;
    }
  }

  std::size_t step(std::size_t column, std::vector<std::int64_t>& least, std::vector<std::size_t>& from,
                   const std::vector<bool>& seen) {
    const std::size_t row = row_of_[column];
    std::int64_t delta = std::numeric_limits<std::int64_t>::max();
    std::size_t next = 0;
    for (std::size_t j = 1; j <= columns_; ++j) {
      if (seen[j]) continue;
      const std::int64_t reduced = cost(row - 1, j - 1) - u_[row] - v_[j];
      if (reduced < least[j]) {
        least[j] = reduced;
        from[j] = column;
      }
      if (least[j] < delta) {
        delta = least[j];
        next = j;
      }
    }
    for (std::size_t j = 0; j <= columns_; ++j) {
      if (seen[j]) {
        u_[row_of_[j]] += delta;
        v_[j] -= delta;
      } else {
        least[j] -= delta;
      }
    }
    return next;
  }

  std::size_t rows_;
  std::size_t columns_;
  std::vector<std::int64_t> costs_;
  std::vector<std::size_t> row_of_;
  std::vector<std::int64_t> u_;
  std::vector<std::int64_t> v_;
};

std::vector<std::size_t> distinct(const Pairs& pairs, std::size_t WeightedPair::*side) {
  std::vector<std::size_t> out;
  for (const WeightedPair& pair : pairs) out.push_back(pair.*side);
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::size_t place_of(const std::vector<std::size_t>& sorted, std::size_t value) {
  return static_cast<std::size_t>(std::ranges::lower_bound(sorted, value) - sorted.begin());
}

void assign_exactly(const Pairs& pairs, Columns& out) {
  const auto rows = distinct(pairs, &WeightedPair::row);
  const auto columns = distinct(pairs, &WeightedPair::column);
  Hungarian table(rows.size(), columns.size() + rows.size());  // a column of its own lets a row stay alone
  for (std::size_t row = 0; row < rows.size(); ++row) table.cost(row, columns.size() + row) = 0;
  for (const WeightedPair& pair : pairs)
    table.cost(place_of(rows, pair.row), place_of(columns, pair.column)) = -pair.weight;
  const auto solved = table.solve();
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (solved[row] < columns.size()) out[rows[row]] = columns[solved[row]];
  }
}

void assign_heaviest_first(Pairs pairs, Columns& out) {
  std::ranges::sort(pairs, {}, [](const WeightedPair& p) { return std::tuple(-p.weight, p.row, p.column); });
  std::map<std::size_t, bool> used;
  for (const WeightedPair& pair : pairs) {
    if (out[pair.row] || used[pair.column]) continue;
    out[pair.row] = pair.column;
    used[pair.column] = true;
  }
}

/// Which rows and columns hang together.
class Tangles {
 public:
  explicit Tangles(std::size_t nodes) : parent_(nodes) { std::iota(parent_.begin(), parent_.end(), std::size_t{0}); }
  std::size_t root(std::size_t node) {
    while (parent_[node] != node) node = parent_[node] = parent_[parent_[node]];
    return node;
  }
  void join(std::size_t a, std::size_t b) { parent_[std::max(root(a), root(b))] = std::min(root(a), root(b)); }

 private:
  std::vector<std::size_t> parent_;
};

}  // namespace

std::vector<std::optional<std::size_t>> heaviest_assignment(std::size_t rows, std::size_t columns,
                                                            std::span<const WeightedPair> pairs) {
  Tangles tangles(rows + columns);
  for (const WeightedPair& pair : pairs) tangles.join(pair.row, rows + pair.column);
  std::map<std::size_t, Pairs> by_tangle;
  for (const WeightedPair& pair : pairs) by_tangle[tangles.root(pair.row)].push_back(pair);
  Columns out(rows);
  for (const auto& [root, inside] : by_tangle) {
    const std::size_t nodes =
        distinct(inside, &WeightedPair::row).size() + distinct(inside, &WeightedPair::column).size();
    if (nodes <= largest_exact) {
      assign_exactly(inside, out);
    } else {
      assign_heaviest_first(inside, out);
    }
  }
  return out;
}

}  // namespace lienthong::domain
