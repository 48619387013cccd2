#pragma once

#include "base/result.hpp"
#include "domain/money.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

// What of a statement the store keeps, as bytes that begin with the version of their form. Not kept: where an entry
// stood in its file. Reading fails with `permanent` "statement.body" when the bytes are of another form or damaged.

namespace lienthong::sync {

[[nodiscard]] std::string pack_entries(std::span<const domain::Entry> entries);
[[nodiscard]] base::Result<std::vector<domain::Entry>> unpack_entries(std::string_view body);

/// All but the stated totals, which were checked.
[[nodiscard]] std::string pack_header(const domain::StatementHeader& header);
[[nodiscard]] base::Result<domain::StatementHeader> unpack_header(std::string_view body);

}  // namespace lienthong::sync
