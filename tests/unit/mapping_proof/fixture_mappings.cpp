#include "unit/mapping_proof/fixture_mappings.hpp"

#include "mapping/workbench/sources.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace lienthong::mapping {
namespace {

namespace fs = std::filesystem;

const fs::path fixtures = "tests/unit/mapping_proof/fixtures";

const CodeTables& tables() {
  static const CodeTables loaded = [] {
    Diagnostics problems;
    CodeTables out = load_tables(*find_sources(fixtures / "adapters/quay/mappings/dang-ky.toml", {}), problems);
    for (const Diagnostic& problem : problems) ADD_FAILURE() << to_line(problem);
    return out;
  }();
  return loaded;
}

std::string changed(const fs::path& file, const Changes& changes) {
  std::ifstream in(file, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  for (const auto& [from, to] : changes) {
    const std::size_t at = text.find(from);
    if (at == std::string::npos) {
      ADD_FAILURE() << "the mapping has no text '" << from << "'";
      continue;
    }
    text.replace(at, from.size(), to);
  }
  return text;
}

std::optional<PlanSet> compiled(const std::string& stem, const Changes& changes, Diagnostics& problems) {
  const fs::path file = fixtures / "adapters/quay/mappings" / (stem + ".toml");
  return compile_text(changed(file, changes), file, {fixtures / "schemas", &tables()}, problems);
}

}  // namespace

std::shared_ptr<const Plan> fixture_plan(const std::string& stem, const Changes& changes) {
  Diagnostics problems;
  const auto plans = compiled(stem, changes, problems);
  for (const Diagnostic& problem : problems) ADD_FAILURE() << to_line(problem);
  if (!plans) return nullptr;
  return plans->json ? plans->json : plans->xml;
}

std::string compile_problems(const std::string& stem, const Changes& changes) {
  Diagnostics problems;
  static_cast<void>(compiled(stem, changes, problems));
  std::string out;
  for (const Diagnostic& problem : problems) out += to_line(problem) + "\n";
  return out;
}

}  // namespace lienthong::mapping
