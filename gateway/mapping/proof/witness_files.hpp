#pragma once

#include "codec/arena.hpp"
#include "mapping/proof/prove.hpp"

#include <filesystem>
#include <string_view>
#include <vector>

namespace lienthong::mapping {

/// The golden cases of a mapping in `cases` that have both documents in the plan's form, sorted by name; none when
/// there is no such folder. What cannot be read is left out: the cases' own test names it. Documents live in `arena`.
[[nodiscard]] std::vector<Witness> load_witnesses(const Plan& plan, const std::filesystem::path& cases,
                                                  std::string_view stem, codec::Arena& arena);

}  // namespace lienthong::mapping
