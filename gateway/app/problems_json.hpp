#pragma once

#include "mapping/diagnostic.hpp"

#include <string>

namespace lienthong::app {

/// {"problems":[{"file","line","column","rule","text"}, …]} and a line end: what every check prints for programs.
[[nodiscard]] std::string problems_json(const mapping::Diagnostics& problems);

}  // namespace lienthong::app
