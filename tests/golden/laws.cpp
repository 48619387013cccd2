#include "golden/laws.hpp"

#include "codec/json.hpp"
#include "golden/document.hpp"
#include "mapping/proof/laws.hpp"
#include "mapping/workbench/message.hpp"

#include <algorithm>

namespace lienthong::golden {
namespace {

using codec::Value;
using mapping::Plan;
using mapping::Way;
using mapping::proof::Inventory;
using mapping::proof::Laws;
using mapping::proof::Verdict;

bool is_at_or_in(const std::string& place, const std::string& above) {
  return place == above || place.starts_with(above + ".");
}

/// Whether the mapping file, read a second time, says that this field may come back so.
bool is_declared(const std::string& rule, const std::string& place, const Plan& plan, const Declared& declared) {
  const auto here = [&](const std::string& path) { return is_at_or_in(place, path); };
  const auto inside = [&](const std::string& path) { return is_at_or_in(path, place); };
  if (rule == "loss") return std::any_of(declared.lost_canonical.begin(), declared.lost_canonical.end(), here);
  if (rule == "default" || rule == "constant") return declared.normalised.contains(place);
  if (rule == "empty") {
    return plan.format() == mapping::Format::xml || declared.empty_is_absent.contains(place) ||
           std::any_of(declared.lost_canonical.begin(), declared.lost_canonical.end(), inside) ||
           std::any_of(declared.normalised.begin(), declared.normalised.end(), inside);
  }
  return rule == "text.cut" || rule == "instant.cut";  // such notes are declarations too
}

std::string told(const Verdict& verdict) {
  switch (verdict.kind) {
    case Verdict::Kind::held:
      return {};
    case Verdict::Kind::refused:
      return "refused: " + verdict.code + " " + verdict.what;
    case Verdict::Kind::unusable:
      return "the document breaks its own schema or cannot be written";
    case Verdict::Kind::broken:
      return verdict.path + ": " + verdict.what;
  }
  return {};
}

Failures out_then_in(const Plan& plan, const Declared& declared, const Verdict& verdict) {
  Failures failures;
  if (verdict.kind != Verdict::Kind::held) failures.push_back("out then in: " + told(verdict));
  for (const auto& [rule, place] : verdict.allowances) {
    if (!is_declared(rule, place, plan, declared))
      failures.push_back("out then in: " + place + " came back different (" + rule + "), and the file does not say so");
  }
  return failures;
}

/// What the peer would get, as it would read it.
base::Result<Value> in_then_out(const Plan& plan, const Value& external, codec::Arena& arena) {
  mapping::Notes notes;
  const auto canonical = plan.to_canonical(external, arena, notes);
  if (!canonical) return canonical;
  const auto out = plan.to_external(*canonical, arena, notes);
  if (!out) return out;
  const auto bytes = write_external(plan, *out);
  if (!bytes) return base::fail(bytes.error());
  return read_external(plan, arena.copy(*bytes), arena);
}

bool is_right_refusal(const Verdict& verdict) {
  return verdict.kind == Verdict::Kind::refused &&
         (verdict.code == "mapping.required" || verdict.code == "mapping.choice" || verdict.code == "mapping.schema");
}

}  // namespace

Failures law_out_then_in(const Plan& plan, const Declared& declared, const Value& canonical) {
  const Inventory inventory(plan);
  return out_then_in(plan, declared, Laws(plan, inventory).round_trip(Way::out, canonical));
}

Failures law_in_then_out(const Plan& plan, const Value& external, const Value& back) {
  codec::Arena arena;
  Value at = external;
  for (const char* round : {"in then out", "in then out, twice"}) {
    const auto heard = in_then_out(plan, at, arena);
    if (!heard) return {std::string(round) + ": refused: " + heard.error().describe()};
    const std::string wanted = codec::write_canonical_json(back);
    const std::string got = codec::write_canonical_json(*heard);
    if (wanted != got) return {std::string(round) + ": wanted " + wanted + "\n  got " + got};
    at = *heard;
  }
  return {};
}

Failures law_survives_omissions(const Plan& plan, const Declared& declared, const Value& canonical) {
  const Inventory inventory(plan);
  const Laws laws(plan, inventory);
  Failures failures;
  for (const std::string& path : member_paths(canonical)) {
    codec::Arena arena;
    const Verdict verdict = laws.round_trip(Way::out, without(canonical, {path}, arena));
    if (verdict.kind == Verdict::Kind::unusable || is_right_refusal(verdict)) continue;
    for (const std::string& failure : out_then_in(plan, declared, verdict))
      failures.push_back("without '" + path + "': " + failure);
  }
  return failures;
}

}  // namespace lienthong::golden
