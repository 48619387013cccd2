#include "mapping/code_table.hpp"

#include "fuzz/problems.hpp"
#include "fuzz/property.hpp"

#include <algorithm>

namespace lienthong::fuzz {
namespace {

using mapping::CodeTable;
using Refusals = std::vector<CodeTable::Refusal>;

Accepted accepted;

bool refuses(const Refusals& refusals, std::string_view code) {
  return std::any_of(refusals.begin(), refusals.end(), [&](const auto& one) { return one.code == code; });
}

bool is_refusal(const base::Result<std::string_view>& answer) {
  return !answer && answer.error().code() == "mapping.code_refused";
}

void check_outward(const CodeTable& table, const CodeTable::Version& version) {
  for (const auto& [canonical, external] : version.outward) {
    require(table.to_external(canonical, version) == external, "a code goes out as its partner");
    require(version.inward.contains(external) || refuses(version.refused_external, external),
            "what goes out can come back or is refused by name");
    require(!refuses(version.refused_canonical, canonical), "a code that has a partner is not refused");
  }
  for (const CodeTable::Refusal& one : version.refused_canonical) {
    require(is_refusal(table.to_external(one.code, version)) && !one.why.empty(),
            "a refusal stops a code and says why");
  }
}

void check_inward(const CodeTable& table, const CodeTable::Version& version) {
  for (const auto& [external, canonical] : version.inward) {
    require(table.to_canonical(external, version) == canonical, "a code comes in as its partner");
    require(version.outward.contains(canonical) || refuses(version.refused_canonical, canonical),
            "what comes in can go out or is refused by name");
    require(!refuses(version.refused_external, external), "a code that has a partner is not refused");
  }
  for (const CodeTable::Refusal& one : version.refused_external) {
    require(is_refusal(table.to_canonical(one.code, version)) && !one.why.empty(),
            "a refusal stops a code and says why");
  }
}

void check_versions(const CodeTable& table) {
  const auto& versions = table.versions();
  require(!versions.empty(), "a table holds on some day");
  for (std::size_t i = 0; i < versions.size(); ++i) {
    const CodeTable::Version& version = versions[i];
    require(i == 0 || versions[i - 1].from < version.from, "versions stand in the order of their days");
    require(table.on(version.from) == &version, "a version holds from its first day");
    check_outward(table, version);
    check_inward(table, version);
  }
}

void run(std::string_view bytes) {
  mapping::Diagnostics problems;
  const auto table = CodeTable::parse(bytes, file_named_in(bytes, "codes"), problems);
  require(table.has_value() == problems.empty(), "either a table or problems");
  check_places(problems, bytes);
  if (!table) return;
  accepted.add();
  check_versions(*table);
}

}  // namespace
}  // namespace lienthong::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  lienthong::fuzz::run({reinterpret_cast<const char*>(data), size});
  return 0;
}
