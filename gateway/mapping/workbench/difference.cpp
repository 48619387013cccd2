#include "mapping/workbench/difference.hpp"

#include "mapping/workbench/value_paths.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

namespace lienthong::mapping {
namespace {

using Kind = ChangeGroup::Kind;

constexpr std::size_t most_examples = 3;

std::string shown_rule(const Origin& origin) {
  const std::string file = std::filesystem::path(origin.file).filename().string();
  return (origin.rule.empty() ? "as it is" : origin.rule) + " at " + file + ":" + std::to_string(origin.place.line);
}

/// Which rule made a field; a variant's rule is known by its value.
class Rules {
 public:
  explicit Rules(const Origins& origins) {
    for (const Origin& origin : origins) by_path_[without_indices(origin.target)].push_back(&origin);
  }

  [[nodiscard]] std::string at(const std::string& path, std::string_view value) const {
    const auto found = by_path_.find(without_indices(path));
    if (found == by_path_.end()) return {};
    const Origin* best = found->second.front();
    for (const Origin* one : found->second) {
      const bool exact = one->target == path;
      if (exact || (best->target != path && one->target_value == value && best->target_value != value)) best = one;
    }
    return shown_rule(*best);
  }

 private:
  std::map<std::string, std::vector<const Origin*>> by_path_;
};

std::map<std::string, codec::Value> by_path(const codec::Value& document) {
  std::map<std::string, codec::Value> out;
  for (Leaf& leaf : leaves_of(document)) out.emplace(std::move(leaf.path), leaf.value);
  return out;
}

std::multiset<std::pair<std::string, std::string>> kinds_of(const Notes& notes) {
  std::multiset<std::pair<std::string, std::string>> out;
  for (const Note& note : notes) out.emplace(without_indices(note.path), note.rule);
  return out;
}

/// A form that a version lacks refuses everything.
Passage pass_or_refuse(const Plan* plan, Way way, std::string_view bytes, codec::Arena& arena,
                       const codec::Limits& limits) {
  if (plan != nullptr) return pass_explained(*plan, way, bytes, arena, limits);
  Passage out;
  out.refusals.push_back({"form.missing", "", "the mapping has no form for such a message"});
  return out;
}

}  // namespace

std::string_view name(ChangeGroup::Kind kind) {
  switch (kind) {
    case Kind::value:
      return "value";
    case Kind::appears:
      return "appears";
    case Kind::vanishes:
      return "vanishes";
    case Kind::newly_refused:
      return "newly_refused";
    case Kind::newly_accepted:
      return "newly_accepted";
    case Kind::refused_otherwise:
      return "refused_otherwise";
    case Kind::note_appears:
      return "note_appears";
    case Kind::note_vanishes:
      return "note_vanishes";
  }
  return {};
}

bool Comparison::add(std::string_view name, Way way, Format format, std::string_view bytes,
                     const codec::Limits& limits) {
  const Plan* before = before_->of(format);
  const Plan* after = after_->of(format);
  if (before == nullptr && after == nullptr) return false;
  codec::Arena arena;
  message_ = name;
  message_changed_ = false;
  compare(pass_or_refuse(before, way, bytes, arena, limits), pass_or_refuse(after, way, bytes, arena, limits));
  ++messages_;
  if (!message_changed_) ++unchanged_;
  return true;
}

bool Comparison::add_canonical(std::string_view name, std::string_view bytes, const codec::Limits& limits) {
  const bool json = add(name, Way::out, Format::json, bytes, limits);
  const bool xml = add(name, Way::out, Format::xml, bytes, limits);
  return json || xml;
}

Difference Comparison::result() const {
  Difference out{messages_, unchanged_, {}};
  for (const auto& [key, counted] : groups_) out.groups.push_back(counted.group);
  return out;
}

void Comparison::compare(const Passage& before, const Passage& after) {
  const Refusal none;
  const Refusal& was = before.accepted() ? none : before.refusals.front();
  const Refusal& is = after.accepted() ? none : after.refusals.front();
  if (before.accepted() && after.accepted()) {
    compare_outputs(before, after);
    compare_notes(before.notes, after.notes);
  } else if (before.accepted()) {
    changed(Kind::newly_refused, is.path, "accepted", is.code);
  } else if (after.accepted()) {
    changed(Kind::newly_accepted, was.path, was.code, "accepted");
  } else if (was.code != is.code || without_indices(was.path) != without_indices(is.path)) {
    changed(Kind::refused_otherwise, is.path, was.code + (was.path == is.path ? "" : " " + without_indices(was.path)),
            is.code);
  }
}

void Comparison::compare_outputs(const Passage& before, const Passage& after) {
  const auto was = by_path(before.output);
  const auto is = by_path(after.output);
  const Rules rules_before(before.origins);
  const Rules rules_after(after.origins);
  for (const auto& [path, value] : was) {
    const auto found = is.find(path);
    if (found != is.end() && codec::same(value, found->second)) continue;
    const std::string_view now = found == is.end() ? std::string_view{} : found->second.scalar();
    changed(found == is.end() ? Kind::vanishes : Kind::value, path, rules_before.at(path, value.scalar()),
            rules_after.at(path, now));
  }
  for (const auto& [path, value] : is) {
    if (!was.contains(path))
      changed(Kind::appears, path, rules_before.at(path, ""), rules_after.at(path, value.scalar()));
  }
}

void Comparison::compare_notes(const Notes& before, const Notes& after) {
  const auto was = kinds_of(before);
  const auto is = kinds_of(after);
  for (const auto& note : was) {
    if (!is.contains(note)) changed(Kind::note_vanishes, note.first, note.second, "");
  }
  for (const auto& note : is) {
    if (!was.contains(note)) changed(Kind::note_appears, note.first, "", note.second);
  }
}

void Comparison::changed(Kind kind, std::string path, std::string before, std::string after) {
  message_changed_ = true;
  path = without_indices(path);
  Counted& counted = groups_[Key{kind, path, before, after}];
  ChangeGroup& group = counted.group;
  group.kind = kind;
  group.path = std::move(path);
  group.before = std::move(before);
  group.after = std::move(after);
  if (counted.last_message == messages_ + 1) return;
  counted.last_message = messages_ + 1;
  ++group.messages;
  if (group.examples.size() < most_examples) group.examples.push_back(message_);
}

}  // namespace lienthong::mapping
