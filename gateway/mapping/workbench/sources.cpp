#include "mapping/workbench/sources.hpp"

#include <algorithm>
#include <tuple>

namespace lienthong::mapping {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t largest_file = 4 * 1024 * 1024;

bool is_folder(const fs::path& path) {
  std::error_code ignored;
  return fs::is_directory(path, ignored);
}

std::vector<fs::path> sorted_entries(const fs::path& folder) {
  std::vector<fs::path> out;
  std::error_code error;
  for (fs::directory_iterator at(folder, error); !error && at != fs::directory_iterator(); at.increment(error)) {
    out.push_back(at->path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

/// A pipe or a device would never end.
bool is_readable_file(const fs::path& file) {
  std::error_code error;
  return fs::is_regular_file(file, error) && fs::file_size(file, error) <= largest_file && !error;
}

void add_tables_of(const fs::path& folder, std::vector<fs::path>& out) {
  for (const fs::path& file : sorted_entries(folder)) {
    if (file.extension() == ".toml") out.push_back(file);
  }
}

void add_tables_of_adapters(const fs::path& adapters, std::vector<fs::path>& out) {
  for (const fs::path& system : sorted_entries(adapters)) add_tables_of(system / "codes", out);
}

/// The folder named `adapters` that a mapping adapters/<system>/mappings/<name>.toml is in; empty when it is elsewhere.
fs::path adapters_around(const fs::path& mapping) {
  const fs::path mappings = mapping.parent_path();
  const fs::path adapters = mappings.parent_path().parent_path();
  return mappings.filename() == "mappings" && adapters.filename() == "adapters" ? adapters : fs::path();
}

fs::path whole_path(const fs::path& path) {
  std::error_code ignored;
  const fs::path whole = fs::absolute(path, ignored).lexically_normal();
  return whole.empty() ? path : whole;
}

base::Result<fs::path> find_schemas(const fs::path& adapters, const SourceChoice& choice) {
  fs::path found = choice.schemas;
  if (found.empty()) found = choice.site_schemas;
  if (found.empty() && !adapters.empty()) found = adapters.parent_path() / "schemas";
  if (!found.empty() && is_folder(found)) return found;
  return base::fail(base::ErrorKind::not_found, "sources.schemas",
                    found.empty() ? "nothing says where the schemas are: say --schemas DIR or -c CONFIG"
                                  : "there is no folder " + found.string() + ": say --schemas DIR or -c CONFIG");
}

}  // namespace

base::Result<Sources> find_sources(const fs::path& mapping, const SourceChoice& choice) {
  const fs::path file = whole_path(mapping);
  const fs::path adapters = adapters_around(file);
  auto schemas = find_schemas(adapters, choice);
  if (!schemas) return base::fail(schemas.error());
  Sources out{*schemas, {}};
  if (!choice.codes.empty()) {
    if (!is_folder(choice.codes)) {
      return base::fail(base::ErrorKind::not_found, "sources.codes", "there is no folder " + choice.codes.string());
    }
    add_tables_of(choice.codes, out.tables);
    add_tables_of_adapters(choice.codes, out.tables);
  } else if (!choice.site_adapters.empty()) {
    add_tables_of_adapters(choice.site_adapters, out.tables);
  } else if (!adapters.empty()) {
    add_tables_of_adapters(adapters, out.tables);
  }
  if (choice.codes.empty() && file.parent_path().filename() == "mappings")
    add_tables_of(file.parent_path().parent_path() / "codes", out.tables);
  for (fs::path& table : out.tables) table = whole_path(table);
  std::sort(out.tables.begin(), out.tables.end());
  out.tables.erase(std::unique(out.tables.begin(), out.tables.end()), out.tables.end());
  return out;
}

CodeTables load_tables(const Sources& sources, Diagnostics& problems) {
  CodeTables out;
  for (const fs::path& file : sources.tables) {
    const std::string shown = file.lexically_proximate(whole_path(".")).string();
    if (!is_readable_file(file)) {
      problems.push_back({shown, 1, 1, "file.unreadable", "no ordinary file, or larger than 4 MiB"});
      continue;
    }
    auto table = CodeTable::load(shown, problems);
    if (!table) continue;
    const std::string name = table->name();
    if (!out.emplace(name, std::move(*table)).second)
      problems.push_back({shown, 1, 1, "code.twice", "another file has a table of this name"});
  }
  return out;
}

std::optional<PlanSet> load_mapping(const fs::path& file, const Sources& sources, Diagnostics& problems) {
  const std::size_t before = problems.size();
  std::optional<PlanSet> plans;
  const CodeTables tables = load_tables(sources, problems);
  if (is_readable_file(file)) {
    plans = compile(file, {sources.schemas, &tables}, problems);
  } else {
    problems.push_back({file.string(), 1, 1, "file.unreadable", "no ordinary file, or larger than 4 MiB"});
  }
  if (problems.size() == before) return plans;
  sort_problems(problems);
  return std::nullopt;
}

std::optional<PlanSet> load_mapping(const fs::path& file, const SourceChoice& choice, Diagnostics& problems) {
  const auto sources = find_sources(file, choice);
  if (sources) return load_mapping(file, *sources, problems);
  problems.push_back({file.string(), 1, 1, sources.error().code(), sources.error().text()});
  return std::nullopt;
}

void sort_problems(Diagnostics& problems) {
  const auto key = [](const Diagnostic& one) { return std::tie(one.file, one.line, one.column, one.rule, one.text); };
  std::sort(problems.begin(), problems.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
  const auto same = [&](const auto& a, const auto& b) { return key(a) == key(b); };
  problems.erase(std::unique(problems.begin(), problems.end(), same), problems.end());
}

}  // namespace lienthong::mapping
