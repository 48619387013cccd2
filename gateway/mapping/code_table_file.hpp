#pragma once

#include "mapping/code_table.hpp"
#include "mapping/toml_reader.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lienthong::mapping {

/// One line of a code table's file and the days on which it holds.
struct CodeEntry {
  enum class Kind : std::uint8_t { pair, to_canonical_only, to_external_only, refused_canonical, refused_external };
  Kind kind = Kind::pair;
  std::optional<PlacedText> canonical;
  std::optional<PlacedText> external;
  std::string why;
  CodeTable::Day first;                ///< the table's first day when it says none
  std::optional<CodeTable::Day> last;  ///< inclusive
  Place place;

  [[nodiscard]] bool holds_on(CodeTable::Day day) const { return first <= day && (!last || day <= *last); }
};

struct CodeTableFile {
  std::string name;
  CodeTable::Day valid_from;
  std::vector<CodeEntry> entries;
};

/// Reads a table's file as it is written; every problem goes to `reader`.
[[nodiscard]] CodeTableFile read_code_table(const toml::table& file, const std::string& stem, TomlReader& reader);

}  // namespace lienthong::mapping
