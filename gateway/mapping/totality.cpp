#include "base/instant.hpp"
#include "mapping/binding.hpp"
#include "mapping/constraints.hpp"

#include <algorithm>

namespace lienthong::mapping {
namespace {

using Codes = CodeTable::Codes;
using Refusals = std::vector<CodeTable::Refusal>;

std::string day_text(CodeTable::Day day) {
  return base::to_rfc3339(base::Instant{day} - base::vietnam_offset).substr(0, 10);
}

/// What the table of one step lacks, against the enum on one side.
class Totality {
 public:
  Totality(Binding& binding, const Step& step, Place place) : binding_(&binding), step_(&step), place_(place) {}

  void check(const CodeTable::Version& version) {
    if (step_->function.table->is_dated()) since_ = " from " + day_text(version.from);
    check(Side::canonical, *step_->canonical.schema, version.outward, version.inward, version.refused_canonical);
    check(Side::external, *step_->external.schema, version.inward, version.outward, version.refused_external);
    check_spelling(*step_->external.schema, version.outward);
  }

 private:
  void check(Side side, const codec::SchemaNode& schema, const Codes& from, const Codes& into,
             const Refusals& refused) {
    if (schema.one_of.empty()) return;
    std::string missing;
    for (const std::string& code : schema.one_of) {
      const bool is_refused =
          std::any_of(refused.begin(), refused.end(), [&](const auto& one) { return one.code == code; });
      if (!from.contains(code) && !is_refused && !stands_for_nothing(side, code)) missing += " '" + code + "'";
    }
    if (!missing.empty()) report(side, "code.partial", "knows no partner and no refusal for" + missing);
    std::string wrong;
    for (const auto& [code, partner] : into) {
      const bool there = std::find(schema.one_of.begin(), schema.one_of.end(), partner) != schema.one_of.end();
      if (!there && wrong.find(" '" + partner + "'") == std::string::npos) wrong += " '" + partner + "'";
    }
    if (!wrong.empty()) report(side, "code.invalid", "leads to codes the schema does not have:" + wrong);
  }

  void check_spelling(const codec::SchemaNode& external, const Codes& outward) {
    for (const auto& [code, partner] : outward) {
      if (spells(partner, external.type)) continue;
      return report(Side::external, "code.invalid",
                    "leads to codes that are not of type " + std::string(name(external.type)));
    }
  }

  /// `absent` is read before any table is asked.
  [[nodiscard]] bool stands_for_nothing(Side side, const std::string& code) const {
    return side == Side::external && std::find(step_->absent.begin(), step_->absent.end(), code) != step_->absent.end();
  }

  void report(Side side, std::string rule, const std::string& text) {
    binding_->reader.report(place_, std::move(rule),
                            "code table " + step_->function.table->name() + ", " + std::string(name(side)) + " side" +
                                since_ + ", " + text + (side == Side::external ? binding_->label : ""));
  }

  Binding* binding_;
  const Step* step_;
  Place place_;
  std::string since_;  ///< which version, when there are several
};

/// Without a function the same texts must be right on both sides.
void check_same_enum(Binding& binding, const Step& step, Place place) {
  const auto& ours = step.canonical.schema->one_of;
  const auto& theirs = step.external.schema->one_of;
  if (ours.empty() || theirs.empty()) return;
  const bool same = std::is_permutation(ours.begin(), ours.end(), theirs.begin(), theirs.end());
  if (!same) binding.reader.report(place, "code.partial", "the two enums differ; use a code table" + binding.label);
}

void check_flag(Binding& binding, const Step& step, Place place) {
  const codec::SchemaNode& external = *step.external.schema;
  for (const std::string* text : {&step.function.yes, &step.function.no}) {
    const bool listed = external.one_of.empty() ||
                        std::find(external.one_of.begin(), external.one_of.end(), *text) != external.one_of.end();
    if (listed && spells(*text, external.type)) continue;
    binding.reader.report(place, "code.invalid",
                          "'" + *text + "' is not one of the external schema's values" + binding.label);
  }
}

}  // namespace

bool always_meets(const Step& step, Side side) {
  const codec::SchemaNode& node = side == Side::canonical ? *step.canonical.schema : *step.external.schema;
  const bool plain = !node.pattern && !node.min_length && !node.max_length && !node.minimum && !node.maximum;
  switch (step.function.kind) {
    case FunctionKind::code:
    case FunctionKind::flag:  // both enums were compared with the table, and with the two texts
      return plain && node.format.empty();
    case FunctionKind::instant:
    case FunctionKind::epoch:
      return side == Side::canonical && plain && node.one_of.empty() && node.format == "date-time";
    case FunctionKind::integer:  // the external side was checked, or will be
      return side == Side::canonical && node.one_of.empty() && same_range(node, *step.external.schema);
    case FunctionKind::identity:
    case FunctionKind::text:
    case FunctionKind::trimmed:
    case FunctionKind::date:
    case FunctionKind::boolean:
    case FunctionKind::base64:
    case FunctionKind::url:
    case FunctionKind::list:
      return false;
  }
  return false;
}

void check_totality(Binding& binding, const Step& step, Place place) {
  switch (step.function.kind) {
    case FunctionKind::code:
      for (const CodeTable::Version& version : step.function.table->versions()) {
        Totality(binding, step, place).check(version);
      }
      return;
    case FunctionKind::identity:
    case FunctionKind::text:
    case FunctionKind::trimmed:
      return check_same_enum(binding, step, place);
    case FunctionKind::flag:
      return check_flag(binding, step, place);
    case FunctionKind::instant:
    case FunctionKind::date:
    case FunctionKind::epoch:
    case FunctionKind::url:
    case FunctionKind::list:
    case FunctionKind::integer:
    case FunctionKind::boolean:
    case FunctionKind::base64:
      return;
  }
}

}  // namespace lienthong::mapping
