#include "peer/catalogue.hpp"

#include <algorithm>
#include <set>

namespace lienthong::peer {
namespace {

using std::filesystem::path;

/// Sorted, so that problems come in the same order on every machine.
std::vector<path> entries(const path& folder) {
  std::vector<path> out;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) out.push_back(entry.path());
  std::sort(out.begin(), out.end());
  return out;
}

std::vector<path> toml_files(const path& folder) {
  std::vector<path> out = entries(folder);
  std::erase_if(out, [](const path& file) { return file.extension() != ".toml"; });
  return out;
}

/// False when any of the folder's tables is wrong.
bool load_tables(const path& folder, mapping::CodeTables& tables, mapping::Diagnostics& problems) {
  const std::size_t before = problems.size();
  for (const path& file : toml_files(folder / "codes")) {
    auto table = mapping::CodeTable::load(file, problems);
    if (!table) continue;
    const std::string name = table->name();
    if (!tables.emplace(name, std::move(*table)).second) {
      problems.push_back({file.string(), 1, 1, "code.twice", "another file has a table of this name"});
    }
  }
  return problems.size() == before;
}

mapping::Plans compile_plans(const path& folder, const mapping::CompileContext& context,
                             mapping::Diagnostics& problems) {
  mapping::Plans plans;
  for (const path& file : toml_files(folder / "mappings")) {
    if (auto plan = mapping::compile(file, context, problems)) plans.emplace(file.stem().string(), std::move(*plan));
  }
  return plans;
}

}  // namespace

std::map<domain::SystemId, Adapter> load_adapters(const path& adapters, const path& schemas,
                                                  mapping::Diagnostics& problems) {
  std::vector<path> folders = entries(adapters);
  std::erase_if(folders,
                [](const path& folder) { return !std::filesystem::is_regular_file(folder / "manifest.toml"); });
  if (folders.empty())
    problems.push_back({adapters.string(), 1, 1, "adapters.none", "no folder here has a manifest.toml"});
  mapping::CodeTables tables;
  std::set<path> unsound;
  for (const path& folder : folders) {
    if (!load_tables(folder, tables, problems)) unsound.insert(folder);
  }
  std::map<domain::SystemId, Adapter> out;
  for (const path& folder : folders) {
    const std::size_t before = problems.size();
    mapping::Plans plans = compile_plans(folder, {schemas, &tables}, problems);
    auto manifest = load_manifest(folder / "manifest.toml", problems);
    if (!manifest || problems.size() != before || unsound.contains(folder)) continue;
    const domain::SystemId id = manifest->id;  // the folder's name ("manifest.id"), so no two can be equal
    out.emplace(id, Adapter{std::move(*manifest), std::move(plans)});
  }
  return out;
}

}  // namespace lienthong::peer
