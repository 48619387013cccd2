#include "mapping/code_table.hpp"

#include "mapping/code_table_file.hpp"
#include "mapping/code_table_versions.hpp"
#include "mapping/toml_reader.hpp"

#include <algorithm>

namespace lienthong::mapping {
namespace {

/// An unknown code may be anything a peer put there, so it is not named; a refused one stands in our own table.
base::Result<std::string_view> look_up(const CodeTable& table, const CodeIndex& codes,
                                       const std::vector<CodeTable::Refusal>& refusals, std::string_view code) {
  if (const std::string* partner = codes.find(code)) return std::string_view(*partner);
  const auto refusal =
      std::find_if(refusals.begin(), refusals.end(), [&](const auto& one) { return one.code == code; });
  if (refusal != refusals.end()) {
    return base::fail(base::ErrorKind::invalid, "mapping.code_refused",
                      "code table " + table.name() + " refuses '" + refusal->code + "': " + refusal->why);
  }
  return base::fail(base::ErrorKind::invalid, "mapping.code_unmapped",
                    "a code that table " + table.name() + " does not know");
}

}  // namespace

const CodeTable::Version* CodeTable::on(Day day) const {
  if (!is_dated()) return &versions_.front();
  const auto later = std::upper_bound(versions_.begin(), versions_.end(), day,
                                      [](Day wanted, const Version& version) { return wanted < version.from; });
  return later == versions_.begin() ? nullptr : &*(later - 1);
}

base::Result<std::string_view> CodeTable::to_external(std::string_view canonical, const Version& version) const {
  return look_up(*this, version.outward_index, version.refused_canonical, canonical);
}

base::Result<std::string_view> CodeTable::to_canonical(std::string_view external, const Version& version) const {
  return look_up(*this, version.inward_index, version.refused_external, external);
}

std::optional<CodeTable> CodeTable::load(const std::filesystem::path& file, Diagnostics& problems) {
  const auto bytes = read_bytes(file);
  if (!bytes) {
    TomlReader(file.string(), problems).report({}, "toml.unreadable", "the file cannot be read");
    return std::nullopt;
  }
  return parse(*bytes, file, problems);
}

std::optional<CodeTable> CodeTable::parse(std::string_view bytes, const std::filesystem::path& file,
                                          Diagnostics& problems) {
  const std::size_t before = problems.size();
  TomlReader reader(file.string(), problems);
  const auto table = reader.parse(bytes);
  if (!table) return std::nullopt;
  const CodeTableFile read = read_code_table(*table, file.stem().string(), reader);
  CodeTable out;
  out.name_ = read.name;
  out.versions_ = build_versions(read, reader);
  if (problems.size() != before) return std::nullopt;
  return out;
}

}  // namespace lienthong::mapping
