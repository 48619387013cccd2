#include "codec/json.hpp"
#include "golden/document.hpp"
#include "golden/golden_case.hpp"
#include "mapping/workbench/message.hpp"

namespace lienthong::golden {
namespace {

using codec::Arena;
using codec::Value;
using mapping::Notes;
using mapping::Plan;

void append(Failures& to, Failures more) { to.insert(to.end(), more.begin(), more.end()); }

/// One case on one plan.
class CaseRun {
 public:
  CaseRun(const GoldenCase& one, const Plan& plan, const Declared& declared)
      : case_(&one), plan_(&plan), declared_(&declared) {}

  Failures run(const mapping::PlanSet& plans) {
    if (!read_all()) return failures_;
    if (case_->direction != GoldenCase::Direction::out) inward();
    if (case_->direction != GoldenCase::Direction::in) outward();
    if (!case_->refused && case_->canonical) laws(plans);
    return failures_;
  }

 private:
  bool read_one(const std::optional<std::string>& bytes, const char* name, bool ours, std::optional<Value>& out) {
    if (!bytes) return true;
    auto value = ours ? codec::read_json(*bytes, arena_) : read_external(*plan_, *bytes, arena_);
    if (!value) {
      failures_.push_back(std::string(name) + " cannot be read: " + value.error().describe());
      return false;
    }
    out = *value;
    return true;
  }

  bool read_all() {
    return read_one(case_->external, "external", false, external_) &&
           read_one(case_->back, "external_back", false, back_) &&
           read_one(case_->canonical, "canonical.json", true, canonical_);
  }

  /// Whether the result is the refusal that the case wants; says so when it is not.
  bool as_refused(const base::Result<Value>& result, const char* way) {
    const std::string got = result ? "was accepted" : "was refused: " + result.error().describe();
    const bool right = case_->refused ? !result && result.error().code() == *case_->refused : result.has_value();
    if (!right)
      failures_.push_back(std::string(way) + ": " + got + (case_->refused ? ", wanted " + *case_->refused : ""));
    return right;
  }

  void inward() {
    Notes notes;
    const auto result = plan_->to_canonical(*external_, arena_, notes);
    if (!as_refused(result, "in") || case_->refused) return;
    compare("in", *canonical_, *result);
    for (const auto& problem : plan_->canonical_schema().check(*result)) {
      failures_.push_back("in: breaks the canonical schema: " + problem.path + " " + problem.rule + " " + problem.text);
    }
    std::string got;
    for (const auto& note : notes) got += note.rule + " " + note.path + "; ";
    std::string wanted;
    for (const auto& note : case_->notes.value_or(std::vector<std::string>{})) wanted += note + "; ";
    if (got != wanted) failures_.push_back("in: notes are '" + got + "', wanted '" + wanted + "'");
  }

  void outward() {
    Notes notes;
    const bool only_in_refused = case_->refused && case_->direction == GoldenCase::Direction::both;
    if (!canonical_ || only_in_refused) return;
    const auto result = plan_->to_external(*canonical_, arena_, notes);
    if (!as_refused(result, "out") || case_->refused) return;
    const auto bytes = write_external(*plan_, *result);
    const auto heard = bytes ? read_external(*plan_, *bytes, arena_) : base::Result<Value>(base::fail(bytes.error()));
    if (!heard) {
      failures_.push_back("out: cannot be written: " + heard.error().describe());
      return;
    }
    compare("out", expected_out(), *heard);
  }

  /// external_back where the case has one, otherwise the external document without what is declared as lost.
  Value expected_out() { return back_ ? *back_ : without(*external_, declared_->lost_external, arena_); }

  void laws(const mapping::PlanSet& plans) {
    for (const Plan* form : {plans.json.get(), plans.xml.get()}) {
      if (form == nullptr) continue;
      append(failures_, law_out_then_in(*form, *declared_, *canonical_));
      append(failures_, law_survives_omissions(*form, *declared_, *canonical_));
    }
    if (case_->direction == GoldenCase::Direction::both)
      append(failures_, law_in_then_out(*plan_, *external_, expected_out()));
  }

  void compare(const char* way, const Value& wanted, const Value& got) {
    const std::string want = codec::write_canonical_json(wanted);
    const std::string have = codec::write_canonical_json(got);
    if (want != have) failures_.push_back(std::string(way) + ": wanted " + want + "\n  got " + have);
  }

  const GoldenCase* case_;
  const Plan* plan_;
  const Declared* declared_;
  Arena arena_;
  std::optional<Value> external_;
  std::optional<Value> back_;
  std::optional<Value> canonical_;
  Failures failures_;
};

}  // namespace

Failures run_case(const GoldenCase& one, const CheckedMapping& mapping) {
  const Plan* plan = mapping.plans.of(one.format);
  if (plan == nullptr) return {"the mapping '" + one.mapping + "' has no form for this case's documents"};
  return CaseRun(one, *plan, mapping.declared).run(mapping.plans);
}

}  // namespace lienthong::golden
