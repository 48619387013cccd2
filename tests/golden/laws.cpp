#include "golden/laws.hpp"

#include "codec/json.hpp"
#include "golden/document.hpp"

#include <algorithm>

namespace lienthong::golden {
namespace {

using codec::Arena;
using codec::Value;
using mapping::Notes;
using mapping::Plan;

std::string told(const base::Error& error) { return "refused: " + error.describe(); }

/// Bytes and back: what the peer would get, as it would read it.
base::Result<Value> over_the_wire(const Plan& plan, const Value& external, Arena& arena) {
  const auto bytes = write_external(plan, external);
  if (!bytes) return base::fail(bytes.error());
  return read_external(plan, arena.copy(*bytes), arena);
}

/// Paths of the notes without indices: what was cut cannot come back whole.
Paths cut_paths(const Notes& notes) {
  Paths out;
  for (const mapping::Note& note : notes) {
    if (note.rule != "text.cut" && note.rule != "instant.cut") continue;
    std::string path;
    bool index = false;
    for (const char c : note.path) {
      if (c == '[') index = true;
      if (!index) path += c;
      if (c == ']') index = false;
    }
    out.insert(path);
  }
  return out;
}

/// What both sides of the first law are compared without.
Value comparable(const Plan& plan, const Declared& declared, const Paths& cut, const Value& canonical, Arena& arena) {
  Paths dropped = declared.lost_canonical;
  dropped.insert(declared.normalised.begin(), declared.normalised.end());
  dropped.insert(cut.begin(), cut.end());
  const Paths lists = plan.format() == mapping::Format::xml ? Paths{"*"} : declared.empty_is_absent;
  return without_empty_lists(without(canonical, dropped, arena), lists, arena);
}

/// An xs:choice without its element, a pattern: rules that SchemaNode cannot hold are for the sender's own schema
/// check.
bool breaks_schema(const Plan& plan, const Value& external) {
  const auto bytes = write_external(plan, external);
  return bytes && !schema_problems(plan, external, *bytes).empty();
}

/// A default may only fill what was not there.
void check_normalised(const Declared& declared, const Value& before, const Value& after, Arena& arena,
                      Failures& failures) {
  Paths others = member_paths(after);
  const Paths had = member_paths(before);
  for (const std::string& path : declared.normalised) {
    if (!had.contains(path)) continue;
    Paths rest = others;
    for (std::string step = path; !step.empty();
         step = step.substr(0, step.rfind('.') == std::string::npos ? 0 : step.rfind('.'))) {
      rest.erase(step);
    }
    const bool in_list = path.find('.') != std::string::npos;  // its items may differ in what they had
    if (in_list || codec::same(without(before, rest, arena), without(after, rest, arena))) continue;
    failures.push_back("out then in: '" + path + "' had a value and came back with another");
  }
}

}  // namespace

Failures law_out_then_in(const Plan& plan, const Declared& declared, const Value& canonical) {
  Arena arena;
  Notes notes;
  const auto external = plan.to_external(canonical, arena, notes);
  if (!external) return {"out: " + told(external.error())};
  const auto bytes = write_external(plan, *external);
  if (!bytes) return {"out: " + told(bytes.error())};
  Failures failures;
  const std::string broken = schema_problems(plan, *external, *bytes);
  if (!broken.empty()) failures.push_back("out: breaks the external schema: " + broken);
  const auto heard = over_the_wire(plan, *external, arena);
  if (!heard) return {"out: " + told(heard.error())};
  Notes inward;
  const auto back = plan.to_canonical(*heard, arena, inward);
  if (!back) return {"out then in: " + told(back.error())};
  for (const auto& note : inward)
    failures.push_back("out then in: " + note.rule + " " + note.path + " of what we wrote ourselves");
  const Paths cut = cut_paths(notes);
  const std::string before = codec::write_canonical_json(comparable(plan, declared, cut, canonical, arena));
  const std::string after = codec::write_canonical_json(comparable(plan, declared, cut, *back, arena));
  if (before != after) failures.push_back("out then in: " + before + "\n  became " + after);
  check_normalised(declared, canonical, *back, arena, failures);
  return failures;
}

Failures law_in_then_out(const Plan& plan, const Value& external, const Value& back) {
  Arena arena;
  Notes notes;
  Value at = external;
  for (const char* round : {"in then out", "in then out, twice"}) {
    const auto canonical = plan.to_canonical(at, arena, notes);
    if (!canonical) return {std::string(round) + ": " + told(canonical.error())};
    const auto out = plan.to_external(*canonical, arena, notes);
    if (!out) return {std::string(round) + ": " + told(out.error())};
    const auto heard = over_the_wire(plan, *out, arena);
    if (!heard) return {std::string(round) + ": " + told(heard.error())};
    const std::string wanted = codec::write_canonical_json(back);
    const std::string got = codec::write_canonical_json(*heard);
    if (wanted != got) return {std::string(round) + ": wanted " + wanted + "\n  got " + got};
    at = *heard;
  }
  return {};
}

Failures law_survives_omissions(const Plan& plan, const Declared& declared, const Value& canonical) {
  Failures failures;
  for (const std::string& path : member_paths(canonical)) {
    Arena arena;
    Notes notes;
    const Value less = without(canonical, {path}, arena);
    if (!plan.canonical_schema().check(less).empty()) continue;
    const auto external = plan.to_external(less, arena, notes);
    const std::string refusal = external ? "" : external.error().code();
    if (refusal == "mapping.required" || refusal == "mapping.choice") continue;
    if (external && breaks_schema(plan, *external)) continue;
    for (const std::string& failure : law_out_then_in(plan, declared, less))
      failures.push_back("without '" + path + "': " + failure);
  }
  return failures;
}

}  // namespace lienthong::golden
