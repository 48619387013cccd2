#pragma once

#include "mapping/plan.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace lienthong::mapping {

/// Texts of a mapping file and what stands in their place in a broken copy of it.
using Changes = std::vector<std::pair<std::string, std::string>>;

/// The plan of fixtures/adapters/quay/mappings/<stem>.toml, with changes where some are named. Fails the test when a
/// text is not there or the mapping does not compile.
[[nodiscard]] std::shared_ptr<const Plan> fixture_plan(const std::string& stem, const Changes& changes = {});

/// The same where the compiler is expected to refuse it: its problems, one per line.
[[nodiscard]] std::string compile_problems(const std::string& stem, const Changes& changes);

}  // namespace lienthong::mapping
