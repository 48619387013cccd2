#pragma once

#include "mapping/code_table_file.hpp"

#include <vector>

namespace lienthong::mapping {

/// The versions of a table, one from each day on which anything changes. A code with two meanings on one day, without a
/// partner or refusal on a day on which the other direction knows it, or unknown between days on which it is known,
/// goes to `reader`, once for each place.
[[nodiscard]] std::vector<CodeTable::Version> build_versions(const CodeTableFile& file, TomlReader& reader);

}  // namespace lienthong::mapping
