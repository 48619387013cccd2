#pragma once

#include "mapping/plan.hpp"

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace lienthong::golden {

using Paths = std::set<std::string, std::less<>>;

/// What a mapping file declares not to survive a round trip; dotted paths, through lists.
struct Declared {
  Paths lost_canonical;
  Paths lost_external;
  Paths normalised;  ///< canonical fields that come back with a value of their own: `default`, canonical `constant`
  Paths empty_is_absent;  ///< canonical lists with `empty = "write"`
};

struct CheckedMapping {
  mapping::PlanSet plans;
  Declared declared;
};

/// One folder of adapters/: its mappings by file stem ("ho-so") and its case folders.
struct AdapterFolder {
  std::string system;
  std::size_t mapping_files = 0;
  std::map<std::string, CheckedMapping, std::less<>> mappings;
  std::vector<std::filesystem::path> cases;
};

/// Every adapter folder that has mappings; what does not compile is in `problems`. Knows nothing of manifests.
[[nodiscard]] std::vector<AdapterFolder> load_adapter_folders(const std::filesystem::path& adapters,
                                                              const std::filesystem::path& schemas,
                                                              mapping::Diagnostics& problems);

}  // namespace lienthong::golden
