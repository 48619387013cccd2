#include "base/digest.hpp"
#include "mapping/canonical_day.hpp"
#include "mapping/scope_run.hpp"

#include <algorithm>
#include <array>

namespace lienthong::mapping {

using codec::Value;

namespace {

struct Wording {
  std::string_view rule;
  std::string_view text;
};
constexpr std::array wordings{
    Wording{"text.cut", "the text was cut at the limit of the mapping"},
    Wording{"text.trimmed", "white space at an end was taken off"},
    Wording{"instant.cut", "the mapping's form has no place for all of the instant"},
    Wording{"instant.spelling", "the same moment will be written with another offset or fewer digits"},
    Wording{"epoch.unit", "seconds were read, and milliseconds will be written"},
    Wording{"parts.inexact", "these parts do not come back as they are"},
    Wording{"value.absent", "the value is what stands for 'not there', and will be read as that"},
    Wording{"absent.spelling", "another way to say 'not there' than the one that will be written"},
    Wording{"variant.unread", "no group that holds reads this field"},
};

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

}  // namespace

Crossed ScopeRun::cross(const Step& step, std::size_t part) {
  const CrossingContext context = context_of(step);
  if (step.parts) return cross_parted(step, part, context);
  const Value* value = frame_[source_end(step).slot].value;
  return inward() ? cross_inward(step, value, context, run_->arena) : cross_outward(step, value, context, run_->arena);
}

Crossed ScopeRun::cross_parted(const Step& step, std::size_t part, const CrossingContext& context) {
  const bool source_is_parted = (step.parted == Side::external) == inward();
  if (!source_is_parted) return cross_to_part(step, frame_[source_end(step).slot].value, part, context, run_->arena);
  std::array<const Value*, most_parts> values{};
  for (std::size_t i = 0; i < step.part_ends.size(); ++i) values[i] = frame_[step.part_ends[i].slot].value;
  return cross_to_whole(step, std::span(values).first(step.part_ends.size()), context, run_->arena);
}

/// Outward a record is not written without the value; inward a record that is there must have it.
bool ScopeRun::check_demands() {
  if (!inward()) return true;
  for (const Demand& demand : scope_->demands) {
    if (demand.record && !frame_[*demand.record].seen) continue;
    const bool list = demand.kind == TreeNode::Kind::list;
    const bool step = demand.kind == TreeNode::Kind::leaf;
    const End& end = list   ? scope_->eaches[demand.index].external
                     : step ? scope_->steps[demand.index].external
                            : scope_->embedded[demand.index].external;
    const bool there = list   ? frame_[end.slot].seen
                       : step ? has_source(scope_->steps[demand.index])
                              : frame_[end.slot].value != nullptr;
    if (there || !holds(when_of(*scope_, {demand.kind, demand.index, 0}))) continue;
    return refuse("mapping.required", end.path, "is required");
  }
  return true;
}

/// A value that is there and says "not there" is as little a value as none.
bool ScopeRun::is_demanded(const Step& step) const { return step.refuse_missing && has_source(step) == inward(); }

/// Whether the source has anything for a step: a name without middle names is there, though one part of it is not.
bool ScopeRun::has_source(const Step& step) const {
  if (!step.parts || (step.parted == Side::external) != inward()) return frame_[source_end(step).slot].value != nullptr;
  return std::any_of(step.part_ends.begin(), step.part_ends.end(),
                     [&](const End& end) { return frame_[end.slot].value != nullptr; });
}

/// The value that the source has for a step; several parts with bars between them.
std::string ScopeRun::source_text(const Step& step) const {
  const auto text = [&](const End& end) {
    const Value* value = frame_[end.slot].value;
    return value == nullptr ? std::string{} : std::string(value->scalar());
  };
  if (!step.parts || (step.parted == Side::external) != inward()) return text(source_end(step));
  std::string out;
  for (const End& end : step.part_ends) out += (&end == &step.part_ends.front() ? "" : " | ") + text(end);
  return out;
}

CrossingContext ScopeRun::context_of(const Step& step) {
  const CodeTable* table = step.function.table.get();
  if (table == nullptr) return {run_->format, nullptr};
  if (!table->is_dated()) return {run_->format, &table->versions().front()};
  ScopeRun& dating = step.dated_here ? *this : *document_;
  const auto day = step.dated_by ? dating.day_of(dating.scope_->steps[*step.dated_by]) : std::nullopt;
  return {run_->format, day ? table->on(*day) : nullptr};
}

/// The day of the document that a dated code depends on; its own step says what is wrong with it, if anything is.
std::optional<CodeTable::Day> ScopeRun::day_of(const Step& step) {
  const Value* value = frame_[source_end(step).slot].value;
  if (!inward()) return value == nullptr ? std::nullopt : day_of_moment(value->scalar());
  const auto crossed = cross_inward(step, value, {run_->format, nullptr}, run_->arena);
  return crossed && crossed->value ? day_of_moment(crossed->value->scalar()) : std::nullopt;
}

bool ScopeRun::holds(const When& when) {
  if (!when) return true;
  Holds& known = conditions_[*when];
  if (known == Holds::unknown) known = decide(scope_->conditions[*when]) ? Holds::yes : Holds::no;
  return known == Holds::yes;
}

/// Groups are chosen by the canonical value on either way, so that both ways choose the same one.
bool ScopeRun::decide(const Condition& condition) {
  const Step& step = scope_->steps[condition.step];
  const Value* value = frame_[source_end(step).slot].value;
  std::optional<Value> canonical;
  if (inward()) {
    const auto crossed = cross_inward(step, value, context_of(step), run_->arena);
    if (crossed) canonical = crossed->value;
  } else if (value != nullptr) {
    canonical = *value;
  }
  if (!canonical) return false;
  return std::find(condition.is.begin(), condition.is.end(), canonical->scalar()) != condition.is.end();
}

/// A value in a place that only groups use, none of which holds, would be lost in silence.
void ScopeRun::note_unread_variants(const std::vector<TreeNode>& nodes, const Trail* trail) {
  for (const TreeNode& node : nodes) {
    const Trail here{trail, node.name, std::nullopt};
    note_unread_variants(node.children, &here);
    if (node.uses.empty() || !frame_[node.slot].seen) continue;
    const bool used = std::any_of(node.uses.begin(), node.uses.end(),
                                  [&](const TreeNode::Use& use) { return holds(when_of(*scope_, use)); });
    if (used) continue;
    run_->notes.push_back({path_of(trail, node.name), "variant.unread", "no group that holds reads this field"});
  }
}

/// What the external document has, or will have, in the place of a step.
std::string ScopeRun::external_text(const Step& step) {
  if (inward()) {
    const Value* value = frame_[step.external.slot].value;
    return value == nullptr ? std::string{} : std::string(value->scalar());
  }
  if (step.constant) return *step.constant;
  const auto crossed = cross(step, 0);
  return crossed && crossed->value ? std::string(crossed->value->scalar()) : std::string{};
}

std::string ScopeRun::computed_text(const Computed& computed) {
  std::string out;
  for (std::size_t i = 0; i < computed.parts.size(); ++i) {
    const Computed::Part& part = computed.parts[i];
    if (part.each) {
      const End& end = source_end(scope_->eaches[*part.each]);
      const std::string_view path = end.path;
      return std::to_string(items_of(frame_[end.slot], path.substr(path.rfind('.') + 1)).size());
    }
    std::string text = part.step ? external_text(scope_->steps[*part.step]) : part.literal;
    if (computed.kind == ComputedKind::reference && part.step) std::erase_if(text, [](char c) { return !is_word(c); });
    if (computed.kind == ComputedKind::sha256 && i > 0) out += computed.separator;
    out += text;
  }
  return computed.kind == ComputedKind::sha256 ? base::sha256_hex(out) : out;
}

/// A checksum that does not agree means that the message is not what its sender made.
bool ScopeRun::verify_computed() {
  for (const Step& step : scope_->steps) {
    if (!step.computed || !holds(step.when)) continue;
    const Found& found = frame_[step.external.slot];
    if (found.value == nullptr || found.value->scalar() == computed_text(*step.computed)) continue;
    return refuse("mapping.computed", step.external.path, "does not agree with what it is computed from");
  }
  return true;
}

bool ScopeRun::check_order(const Value& canonical) const {
  const auto broken = broken_order(*scope_->orders, canonical);
  if (!broken) return true;
  return refuse("mapping.illegal", both_paths(broken->later) + ": is before " + both_paths(broken->earlier));
}

/// "NgayHenTra (due_at)": the sender knows the first name, we know the second.
std::string ScopeRun::both_paths(const std::string& canonical) const {
  for (const Step& step : scope_->steps) {
    if (!inward() || step.canonical.path != canonical || step.external.path.empty()) continue;
    return path_of(at_.source, step.external.path) + " (" + canonical + ")";
  }
  return path_of(at_.source, canonical);
}

void ScopeRun::note(std::string_view rule, std::string_view path) {
  const auto* found =
      std::find_if(wordings.begin(), wordings.end(), [&](const Wording& one) { return one.rule == rule; });
  const std::string_view text = found == wordings.end() ? "changed on the way" : found->text;
  run_->notes.push_back({path_of(at_.source, path), std::string(rule), std::string(text)});
}

void ScopeRun::remember(const Step& step, std::string_view name, const Value& value, const Trail* target) {
  Origin origin;
  origin.target = path_of(target, name);
  origin.target_value = value.is_list() ? "[…]" : std::string(value.scalar());
  origin.place = step.place;
  origin.file = run_->file;
  if (step.constant) {
    origin.rule = "constant";
  } else if (step.computed) {
    origin.rule = "computed " + step.as;
  } else {
    origin.rule = has_source(step) ? step.as : step.absent.empty() ? "default" : "absent";
    origin.source = path_of(at_.source, source_end(step).path);
    origin.source_value = source_text(step);
  }
  run_->origins->push_back(std::move(origin));
}

}  // namespace lienthong::mapping
