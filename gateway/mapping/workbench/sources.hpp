#pragma once

#include "base/result.hpp"
#include "mapping/plan.hpp"

#include <filesystem>
#include <optional>
#include <vector>

namespace lienthong::mapping {

/// What the user says about where things are; an empty path says nothing.
struct SourceChoice {
  std::filesystem::path schemas;       ///< --schemas
  std::filesystem::path codes;         ///< --codes: code tables, or a folder of adapters
  std::filesystem::path site_schemas;  ///< of a site's configuration
  std::filesystem::path site_adapters;
};

/// Where the files that a mapping names are looked for.
struct Sources {
  std::filesystem::path schemas;
  std::vector<std::filesystem::path> tables;  ///< files of code tables, sorted
};

/// Schemas: as chosen; else the site's; else `schemas` beside the `adapters` folder that `mapping` is in.
/// Code tables: as chosen; else the site's adapters/*/codes; else those of the adapters folder that `mapping` is in;
/// and always `codes` beside the `mappings` folder of `mapping`. `not_found` ("sources.schemas", "sources.codes").
[[nodiscard]] base::Result<Sources> find_sources(const std::filesystem::path& mapping, const SourceChoice& choice);

/// Reads all tables; every problem of every table goes to `problems`.
[[nodiscard]] CodeTables load_tables(const Sources& sources, Diagnostics& problems);

/// Reads and checks one mapping and all code tables; problems sorted by file and line, each once. Nothing when there
/// was any. "file.unreadable" for what is no ordinary file or over 4 MiB.
[[nodiscard]] std::optional<PlanSet> load_mapping(const std::filesystem::path& file, const Sources& sources,
                                                  Diagnostics& problems);
/// find_sources and load_mapping; "sources.schemas" at the file when nothing says where its schemas are.
[[nodiscard]] std::optional<PlanSet> load_mapping(const std::filesystem::path& file, const SourceChoice& choice,
                                                  Diagnostics& problems);

/// By file, line, column, rule, text; each problem once.
void sort_problems(Diagnostics& problems);

}  // namespace lienthong::mapping
