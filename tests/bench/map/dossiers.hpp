#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace lienthong::bench {

/// Canonical JSON of `count` Vietnamese dossiers of about 4 KB: 30 fields, seven documents, five steps. The same every
/// time.
std::vector<std::string> canonical_dossiers(std::size_t count);

}  // namespace lienthong::bench
