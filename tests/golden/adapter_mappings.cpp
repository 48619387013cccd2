#include "golden/adapter_mappings.hpp"

#include <toml++/toml.h>

#include <algorithm>

namespace lienthong::golden {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> sorted(const fs::path& folder, bool (*wanted)(const fs::directory_entry&)) {
  std::vector<fs::path> out;
  if (!fs::is_directory(folder)) return out;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (wanted(entry)) out.push_back(entry.path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

bool is_toml(const fs::directory_entry& entry) { return entry.path().extension() == ".toml"; }
bool is_folder(const fs::directory_entry& entry) { return entry.is_directory(); }

std::string text_at(const toml::table& table, std::string_view key) { return table[key].value_or(std::string{}); }

void declare_rules(const toml::table& table, const std::string& prefix, Declared& out) {
  const toml::array* fields = table["fields"].as_array();
  if (fields == nullptr) return;
  for (const toml::node& node : *fields) {
    const toml::table* rule = node.as_table();
    if (rule == nullptr) continue;
    if (const toml::table* each = (*rule)["each"].as_table()) {
      const std::string list = prefix + text_at(*each, "canonical");
      if (text_at(*each, "empty") == "write") out.empty_is_absent.insert(list);
      declare_rules(*rule, list + ".", out);
      continue;
    }
    if (rule->contains("when")) {
      declare_rules(*rule, prefix, out);
      continue;
    }
    const bool comes_back = rule->contains("default") || rule->contains("constant");
    if (comes_back && rule->contains("canonical")) out.normalised.insert(prefix + text_at(*rule, "canonical"));
  }
}

/// Read a second time from the file: what a plan promises must not be taken from the plan that is on trial.
Declared declared_in(const fs::path& file) {
  const toml::table table = toml::parse_file(file.string());
  Declared out;
  declare_rules(table, "", out);
  const toml::array* losses = table["losses"].as_array();
  if (losses == nullptr) return out;
  for (const toml::node& node : *losses) {
    const toml::table* loss = node.as_table();
    if (loss == nullptr) continue;
    if (loss->contains("canonical")) out.lost_canonical.insert(text_at(*loss, "canonical"));
    if (loss->contains("external")) out.lost_external.insert(text_at(*loss, "external"));
  }
  return out;
}

mapping::CodeTables load_tables(const fs::path& adapters, mapping::Diagnostics& problems) {
  mapping::CodeTables out;
  for (const fs::path& folder : sorted(adapters, is_folder)) {
    for (const fs::path& file : sorted(folder / "codes", is_toml)) {
      if (auto table = mapping::CodeTable::load(file, problems)) out.emplace(table->name(), *table);
    }
  }
  return out;
}

}  // namespace

std::vector<AdapterFolder> load_adapter_folders(const fs::path& adapters, const fs::path& schemas,
                                                mapping::Diagnostics& problems) {
  const mapping::CodeTables tables = load_tables(adapters, problems);
  std::vector<AdapterFolder> out;
  for (const fs::path& folder : sorted(adapters, is_folder)) {
    AdapterFolder adapter;
    adapter.system = folder.filename().string();
    for (const fs::path& file : sorted(folder / "mappings", is_toml)) {
      ++adapter.mapping_files;
      if (auto plans = mapping::compile(file, {schemas, &tables}, problems)) {
        adapter.mappings.emplace(file.stem().string(), CheckedMapping{*plans, declared_in(file)});
      }
    }
    adapter.cases = sorted(folder / "cases", is_folder);
    if (adapter.mapping_files > 0) out.push_back(std::move(adapter));
  }
  return out;
}

}  // namespace lienthong::golden
