#include "mapping/version.hpp"

#include "base/digest.hpp"
#include "mapping/toml_reader.hpp"

#include <vector>

namespace lienthong::mapping {
namespace {

constexpr std::string_view location = "schemaLocation";

/// Values of schemaLocation="…", in the order of the file.
std::vector<std::string> locations(std::string_view xsd) {
  std::vector<std::string> out;
  for (std::size_t at = xsd.find(location); at != std::string_view::npos; at = xsd.find(location, at + 1)) {
    const std::size_t open = xsd.find_first_of("\"'", at + location.size());
    if (open == std::string_view::npos) break;
    const std::size_t close = xsd.find(xsd[open], open + 1);
    if (close == std::string_view::npos) break;
    out.emplace_back(xsd.substr(open + 1, close - open - 1));
  }
  return out;
}

}  // namespace

void VersionDigest::add(std::string_view bytes) { parts_ += base::sha256_hex(bytes); }

void VersionDigest::add_schema(const std::filesystem::path& file) {
  if (!schemas_.insert(file.lexically_normal()).second) return;
  const auto bytes = read_bytes(file);
  if (!bytes) return;  // whoever loads the schema says so
  add(*bytes);
  if (file.extension() != ".xsd") return;
  for (const std::string& name : locations(*bytes)) add_schema(file.parent_path() / name);
}

void VersionDigest::add_table(const CodeTable& table) {
  std::string text = table.name();
  const auto put = [&](std::string_view word) { text.append(1, '\0').append(word); };
  for (const CodeTable::Version& version : table.versions()) {
    put(std::to_string(version.from.time_since_epoch().count()));
    for (const auto& [code, partner] : version.outward) put("out"), put(code), put(partner);
    for (const auto& [code, partner] : version.inward) put("in"), put(code), put(partner);
    for (const auto& one : version.refused_canonical) put("no"), put(one.code), put(one.why);
    for (const auto& one : version.refused_external) put("no"), put(one.code), put(one.why);
  }
  add(text);
}

void VersionDigest::add_tables(const Scope& scope) {
  for (const Step& step : scope.steps) {
    if (step.function.table) add_table(*step.function.table);
  }
  for (const Each& each : scope.eaches) add_tables(*each.item);
  for (const Embedded& embedded : scope.embedded) add_tables(*embedded.document);
}

std::string VersionDigest::hex() const { return base::sha256_hex(parts_); }

}  // namespace lienthong::mapping
