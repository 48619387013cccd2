#pragma once

#include "mapping/code_table.hpp"
#include "mapping/diagnostic.hpp"
#include "mapping/plan.hpp"
#include "peer/manifest.hpp"

#include <filesystem>
#include <map>
#include <vector>

namespace lienthong::peer {

/// One adapter folder, loaded and checked.
struct Adapter {
  Manifest manifest;
  mapping::Plans plans;
};

/// Every folder of `adapters` that has a manifest.toml: code tables, then mappings, then manifests. Every problem of
/// every file goes to `problems`; adapters with problems are left out. Two manifests with one id are a problem.
[[nodiscard]] std::map<domain::SystemId, Adapter> load_adapters(const std::filesystem::path& adapters,
                                                                const std::filesystem::path& schemas,
                                                                mapping::Diagnostics& problems);

}  // namespace lienthong::peer
