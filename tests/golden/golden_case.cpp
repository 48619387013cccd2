#include "golden/golden_case.hpp"

#include <toml++/toml.h>

#include <fstream>
#include <iterator>

namespace lienthong::golden {
namespace {

namespace fs = std::filesystem;

std::optional<std::string> bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return std::nullopt;
  return std::string{std::istreambuf_iterator<char>(in), {}};
}

std::optional<GoldenCase::Direction> direction_of(const std::string& text) {
  if (text == "both") return GoldenCase::Direction::both;
  if (text == "in") return GoldenCase::Direction::in;
  if (text == "out") return GoldenCase::Direction::out;
  return std::nullopt;
}

void read_head(const toml::table& head, GoldenCase& out, Failures& failures) {
  out.mapping = head["mapping"].value_or(std::string{});
  if (out.mapping.empty()) failures.push_back("case.toml: 'mapping' is missing");
  const auto direction = direction_of(head["direction"].value_or(std::string("both")));
  if (!direction) failures.push_back("case.toml: 'direction' is both, in or out");
  out.direction = direction.value_or(GoldenCase::Direction::both);
  out.refused = head["refused"].value<std::string>();
  if (const toml::array* notes = head["notes"].as_array()) {
    out.notes.emplace();
    for (const toml::node& note : *notes) out.notes->push_back(note.value_or(std::string{}));
  }
}

void read_documents(const fs::path& folder, GoldenCase& out, Failures& failures) {
  const bool xml = fs::exists(folder / "external.xml") || fs::exists(folder / "external_back.xml");
  if (xml && (fs::exists(folder / "external.json") || fs::exists(folder / "external_back.json"))) {
    failures.push_back("a case is JSON or XML; give the other form a case of its own");
  }
  const std::string extension = xml ? ".xml" : ".json";
  out.format = xml ? mapping::Format::xml : mapping::Format::json;
  out.external = bytes_of(folder / ("external" + extension));
  out.back = bytes_of(folder / ("external_back" + extension));
  out.canonical = bytes_of(folder / "canonical.json");
}

/// A case that compares nothing would always pass.
void check_documents(const GoldenCase& one, Failures& failures) {
  const bool outward = one.direction == GoldenCase::Direction::out;
  if (!outward && !one.external) failures.push_back("external.json or external.xml is missing");
  if ((outward || !one.refused) && !one.canonical) failures.push_back("canonical.json is missing");
  if (outward && !one.refused && !one.external && !one.back) failures.push_back("nothing says what must go out");
}

}  // namespace

std::optional<GoldenCase> read_case(const fs::path& folder, Failures& failures) {
  GoldenCase out;
  out.name = folder.filename().string();
  const auto head = bytes_of(folder / "case.toml");
  if (!head) {
    failures.push_back("case.toml is missing");
    return std::nullopt;
  }
  try {
    read_head(toml::parse(*head), out, failures);
  } catch (const toml::parse_error& error) {
    failures.push_back("case.toml: " + std::string(error.description()));
    return std::nullopt;
  }
  read_documents(folder, out, failures);
  check_documents(out, failures);
  return failures.empty() ? std::optional(std::move(out)) : std::nullopt;
}

Failures run_case(const fs::path& folder, const AdapterFolder& adapter) {
  Failures failures;
  const auto one = read_case(folder, failures);
  if (!one) return failures;
  const auto mapping = adapter.mappings.find(one->mapping);
  if (mapping == adapter.mappings.end())
    return {"the mapping '" + one->mapping + "' does not exist or does not compile"};
  return run_case(*one, mapping->second);
}

}  // namespace lienthong::golden
