#pragma once

#include "base/instant.hpp"
#include "domain/money.hpp"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace lienthong::console {

struct Dong {
  std::int64_t value = 0;
  friend auto operator<=>(const Dong&, const Dong&) = default;
};
struct Count {
  std::int64_t value = 0;
  friend auto operator<=>(const Count&, const Count&) = default;
};

/// What stands in one cell, with its type; nothing is an empty cell.
using Cell = std::variant<std::monostate, std::string, Dong, Count, domain::Day, base::Instant>;

enum class ColumnTotal : std::uint8_t { none, sum };

struct Column {
  std::string title;
  double width = 10;  ///< in characters
  ColumnTotal total = ColumnTotal::none;
};

/// One table, whatever file it is written to.
struct Sheet {
  std::string name;   ///< of the tab, at most 31 characters
  std::string title;  ///< above the table
  std::string note;   ///< under the title
  std::vector<Column> columns;
  std::vector<std::vector<Cell>> rows;  ///< each as long as `columns`
};

}  // namespace lienthong::console
