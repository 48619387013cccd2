#include "codec/json.hpp"
#include "codec/xml.hpp"
#include "fuzz/property.hpp"
#include "golden/adapter_mappings.hpp"
#include "mapping/plan.hpp"

#include <optional>
#include <vector>

namespace lienthong::fuzz {
namespace {

using codec::Arena;
using codec::Value;
using mapping::Plan;

Accepted accepted;

using Adapters = std::vector<golden::AdapterFolder>;

Adapters load(const char* adapters, const char* schemas) {
  mapping::Diagnostics problems;
  Adapters out = golden::load_adapter_folders(adapters, schemas, problems);
  for (const mapping::Diagnostic& problem : problems) std::fprintf(stderr, "%s\n", to_line(problem).c_str());
  require(problems.empty() && !out.empty(), "the mappings of the tree compile");
  return out;
}

/// The forms of our own mapping, which uses everything, and those of the real adapters.
std::vector<const Plan*> load_plans() {
  static const Adapters ours = load("tests/fuzz/adapters", "tests/fuzz/schemas");
  static const Adapters real = load("adapters", "schemas");
  std::vector<const Plan*> out;
  for (const Adapters* folders : {&ours, &real}) {
    for (const golden::AdapterFolder& folder : *folders) {
      for (const auto& [name, mapping] : folder.mappings) {
        for (const auto format : {mapping::Format::json, mapping::Format::xml}) {
          if (const Plan* plan = mapping.plans.of(format)) out.push_back(plan);
        }
      }
    }
  }
  return out;
}

/// As the edge reads.
std::optional<Value> read(const Plan& plan, std::string_view bytes, Arena& arena) {
  if (plan.format() == mapping::Format::json) {
    codec::Limits limits;
    limits.nul_in_text = codec::NulInText::refuse;
    const auto value = codec::read_json(bytes, arena, limits);
    return value ? std::optional(*value) : std::nullopt;
  }
  const auto document = codec::read_xml(bytes, plan.xml_names(), arena);
  const bool ours = document && document->root == plan.xml_root();
  return ours ? std::optional(document->content) : std::nullopt;
}

std::string written(const Plan& plan, const Value& external) {
  if (plan.format() == mapping::Format::json) return codec::write_json(external);
  const auto text = codec::write_xml({plan.xml_root(), external}, plan.xml_names());
  require(text.has_value(), "what came in as XML can be written as XML");
  return *text;
}

/// Rules of mapping, or of a codec for a document inside a field.
void require_refusal(const base::Error& error) {
  const std::string& code = error.code();
  const bool known = code.starts_with("mapping.") || code.starts_with("json.") || code.starts_with("xml.");
  require(known, "a refusal names a rule of mapping or of form");
  const bool kind = error.kind() == base::ErrorKind::invalid || error.kind() == base::ErrorKind::too_large;
  require(kind, "a message that cannot be mapped is invalid or too large, nothing worse");
}

/// What we tell a peer, it can tell us back, and telling it again changes nothing.
void check_second_round(const Plan& plan, const Value& canonical, const std::string& told, Arena& arena) {
  mapping::Notes notes;
  const auto heard = read(plan, told, arena);
  require(heard.has_value(), "what we wrote is well formed");
  const auto again = plan.to_canonical(*heard, arena, notes);
  require(again.has_value(), "what we wrote ourselves is accepted");
  const auto repeated = plan.to_external(*again, arena, notes);
  require(repeated.has_value(), "what went out once goes out again");
  require(written(plan, *repeated) == told, "the second round is the first");
  const auto third = plan.to_canonical(*repeated, arena, notes);
  require(third && codec::same(*third, *again), "from then on nothing changes");
  require(canonical.is_record() == again->is_record(), "a record stays a record");
}

void check(const Plan& plan, std::string_view bytes) {
  Arena arena;
  mapping::Notes notes;
  const auto external = read(plan, bytes, arena);
  if (!external) return;
  const auto canonical = plan.to_canonical(*external, arena, notes);
  if (!canonical) return require_refusal(canonical.error());
  accepted.add();
  require(plan.canonical_schema().check(*canonical).empty(), "what comes in meets the canonical schema");
  const auto back = plan.to_external(*canonical, arena, notes);
  if (!back) return require_refusal(back.error());
  check_second_round(plan, *canonical, written(plan, *back), arena);
}

const std::vector<const Plan*>& plans() {
  static const std::vector<const Plan*> loaded = load_plans();
  return loaded;
}

void run(std::string_view bytes) {
  for (const Plan* plan : plans()) check(*plan, bytes);
}

}  // namespace
}  // namespace lienthong::fuzz

/// Before the first input, so that loading is not counted as its time.
extern "C" int LLVMFuzzerInitialize(int*, char***) {
  lienthong::fuzz::plans();
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  lienthong::fuzz::run({reinterpret_cast<const char*>(data), size});
  return 0;
}
