#include "mapping/scope_run.hpp"

#include "mapping/constraints.hpp"
#include "mapping/embedded_document.hpp"

#include <algorithm>

namespace lienthong::mapping {

using base::Result;
using codec::Value;

namespace {

template <class T>
std::span<T> room_for(codec::Arena& arena, std::size_t count) {
  if (count == 0) return {};
  auto* first = static_cast<T*>(arena.allocate(count * sizeof(T), alignof(T)));
  std::uninitialized_value_construct_n(first, count);
  return {first, count};
}

std::string_view last_name(std::string_view path) { return path.substr(path.rfind('.') + 1); }

}  // namespace

std::optional<Value> ScopeRun::operator()(const Value& input) {
  const Tree& source = inward() ? scope_->external : scope_->canonical;
  const Tree& target = inward() ? scope_->canonical : scope_->external;
  frame_ = room_for<Found>(run_->arena, source.slots);
  conditions_ = room_for<Holds>(run_->arena, scope_->conditions.size());
  Gatherer gatherer(inward() ? Side::external : Side::canonical, inward() ? run_->format : Format::json, run_->notes,
                    work_->refusal, frame_);
  if (!gatherer.scope(source, input, at_.source) || !check_demands()) return std::nullopt;
  if (scope_->orders && !inward() && !check_order(input)) return std::nullopt;
  Draft whole = draft();
  if (!build(target.nodes, whole, at_.target)) return std::nullopt;
  if (whole.lacks) {
    refuse("mapping.required", whole.lacking, "is required");
    return std::nullopt;
  }
  if (!check_choices(target.schema, whole, at_.target)) return std::nullopt;
  if (!scope_->conditions.empty()) note_unread_variants(source.nodes, at_.source);
  const Value out = finish(whole);
  if (!inward()) return out;
  if (!verify_computed() || (scope_->orders && !check_order(out))) return std::nullopt;
  return out;
}

/// "#text" alone is the value itself; an XML element without anything in it reads back as an empty text.
Value ScopeRun::finish(const Draft& draft) {
  const auto members = work_->members.from(draft.first);
  Value out;
  if (members.size() == 1 && members.front().name == "#text") {
    out = members.front().value;
  } else if (members.empty() && writes_xml()) {
    out = Value::text("");
  } else {
    out = Value::record(run_->arena.copy(members));
  }
  work_->members.cut(draft.first);
  return out;
}

/// The path is the peer's own: what broke the rule is what we wrote.
bool ScopeRun::check_choices(const codec::SchemaNode* record, const Draft& draft, const Trail* target) const {
  if (inward() || record == nullptr || record->choices.empty()) return true;
  const auto fault = broken_choice(*record, work_->members.from(draft.first));
  if (!fault) return true;
  return refuse(fault->code, path_of(target, "") + ": " + std::string(fault->text));
}

/// False: the value, if there is one, has to go the way of its step.
bool ScopeRun::put_plain_text(const TreeNode& node) {
  const Value* value = frame_[node.plain.source_slot].value;
  if (value == nullptr || !value->is_text()) return false;
  const std::size_t size = value->scalar().size();
  if (size > node.plain.most_bytes || (size + 3) / 4 < node.plain.least_four_bytes) return false;
  put(node.name, *value);
  return true;
}

bool ScopeRun::build(const std::vector<TreeNode>& nodes, Draft& draft, const Trail* target) {
  const bool shortcuts = run_->origins == nullptr;  // nobody asks where values come from
  for (const TreeNode& node : nodes) {
    if (shortcuts && node.plain.usable && put_plain_text(node)) continue;
    if (!build_node(node, draft, target)) return false;
  }
  return true;
}

bool ScopeRun::build_node(const TreeNode& node, Draft& draft, const Trail* target) {
  switch (node.kind) {
    case TreeNode::Kind::branch:
    case TreeNode::Kind::one_item:
      return build_record(node, draft, target);
    case TreeNode::Kind::ignored:
      return true;
    case TreeNode::Kind::leaf:
    case TreeNode::Kind::constant:
    case TreeNode::Kind::computed:
    case TreeNode::Kind::list:
    case TreeNode::Kind::embedded:
      break;
  }
  if (scope_->conditions.empty()) return build_use(node, node.uses.front(), draft, target);
  for (const TreeNode::Use& use : node.uses) {
    if (holds(when_of(*scope_, use))) return build_use(node, use, draft, target);
  }
  if (node.required) draft.lack(node.name);
  return true;
}

bool ScopeRun::build_use(const TreeNode& node, const TreeNode::Use& use, Draft& draft, const Trail* target) {
  switch (use.kind) {
    case TreeNode::Kind::leaf:
      return build_leaf(node, use, draft, target);
    case TreeNode::Kind::constant: {
      const Step& step = scope_->steps[use.index];
      put(node.name, spelt(*step.constant, step.wire));
      if (run_->origins != nullptr) remember(step, node.name, work_->members.top().value, target);
      return true;
    }
    case TreeNode::Kind::computed: {
      const Step& step = scope_->steps[use.index];
      put(node.name, spelt(run_->arena.copy(computed_text(*step.computed)), step.wire));
      if (run_->origins != nullptr) remember(step, node.name, work_->members.top().value, target);
      return true;
    }
    case TreeNode::Kind::list:
      return build_list(node, scope_->eaches[use.index], draft, target);
    case TreeNode::Kind::embedded:
      return build_embedded(node, scope_->embedded[use.index], draft, target);
    case TreeNode::Kind::branch:
    case TreeNode::Kind::one_item:
    case TreeNode::Kind::ignored:
      return true;
  }
  return true;
}

bool ScopeRun::build_leaf(const TreeNode& node, const TreeNode::Use& use, Draft& draft, const Trail* target) {
  const Step& step = scope_->steps[use.index];
  const End& source = source_end(step);
  auto crossed = cross(step, use.part);
  if (!crossed) return refuse(crossed.error().code, source.path, crossed.error().text);
  if (!crossed->note.empty()) note(crossed->note, source.path);
  if (crossed->value) {
    put(node.name, *crossed->value);
    if (run_->origins != nullptr) remember(step, node.name, *crossed->value, target);
  } else if (node.required && node.schema->nullable && !inward()) {
    put(node.name, Value::null());
  } else if (node.required || is_demanded(step)) {
    draft.lack(source.path);
  }
  return true;
}

bool ScopeRun::build_record(const TreeNode& node, Draft& draft, const Trail* target) {
  const bool list = node.kind == TreeNode::Kind::one_item;
  Draft inner = this->draft();
  const Trail here{target, node.name, list && !writes_xml() ? std::optional<std::size_t>(0) : std::nullopt};
  if (!build(node.children, inner, &here)) return false;
  const bool empty = is_empty(inner);
  if (empty && !node.required && !node.write_empty) return true;
  if (empty && list && !writes_xml()) {
    put(node.name, Value::list({}));
    return true;
  }
  if (inner.lacks) {
    draft.lack(inner.lacking);
    if (!empty) return refuse("mapping.required", inner.lacking, "is required");
    return true;
  }
  if (!check_choices(node.schema, inner, &here)) return false;
  const Value built = finish(inner);
  put(node.name, list && !writes_xml() ? list_of_one(built) : built);
  return true;
}

Value ScopeRun::list_of_one(const Value& item) { return Value::list(run_->arena.copy(std::span(&item, 1))); }

bool ScopeRun::build_list(const TreeNode& node, const Each& each, Draft& draft, const Trail* target) {
  const Found& found = frame_[source_end(each).slot];
  const auto items = items_of(found, last_name(source_end(each).path));
  const bool absent = !found.seen || (inward() && each.write_empty && items.empty());
  const bool write_anyway = !inward() && each.write_empty && !writes_xml();
  const bool nothing = writes_xml() ? items.empty() : absent && !write_anyway;
  if (nothing) {
    if (node.required || (each.refuse_missing && !inward())) draft.lack(source_end(each).path);
    return true;
  }
  for (const codec::SchemaNode* schema : {each.canonical.schema, each.external.schema}) {
    if (items.size() < schema->min_items.value_or(0)) {
      return refuse("mapping.items", source_end(each).path, "fewer items than the schema allows");
    }
    if (schema->max_items && items.size() > *schema->max_items) {
      return refuse("mapping.items", source_end(each).path, "more items than the schema allows");
    }
  }
  return add_items(node, each, items, target);
}

/// A list, a single value, or repeated siblings: all are a list (contracts 8.1 #16).
std::span<const Value* const> ScopeRun::items_of(const Found& found, std::string_view name) {
  if (!found.seen) return {};
  std::size_t count = 0;
  for (const codec::Member& member : found.parent->members()) {
    if (member.name == name && !member.value.is_null())
      count += member.value.is_list() ? member.value.items().size() : 1;
  }
  const auto out = room_for<const Value*>(run_->arena, count);
  std::size_t next = 0;
  for (const codec::Member& member : found.parent->members()) {
    if (member.name != name || member.value.is_null()) continue;
    if (!member.value.is_list()) out[next++] = &member.value;
    for (const Value& item : member.value.items()) out[next++] = &item;
  }
  return out;
}

bool ScopeRun::add_items(const TreeNode& node, const Each& each, std::span<const Value* const> items,
                         const Trail* target) {
  const std::size_t first = work_->items.size();
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Trail from{at_.source, source_end(each).path, i};
    const Trail to{target, node.name, i};
    auto item = ScopeRun(*each.item, *work_, {&from, &to}, document_)(*items[i]);
    if (!item) return false;
    if (writes_xml()) {
      put(node.name, *item);
    } else {
      work_->items.push(*item);
    }
  }
  if (writes_xml()) return true;
  put(node.name, Value::list(run_->arena.copy(work_->items.from(first))));
  work_->items.cut(first);
  return true;
}

bool ScopeRun::build_embedded(const TreeNode& node, const Embedded& embedded, Draft& draft, const Trail* target) {
  const End& source = source_end(embedded);
  const Value* value = frame_[source.slot].value;
  const bool stands_for_nothing =
      value != nullptr && inward() &&
      std::find(embedded.absent.begin(), embedded.absent.end(), value->scalar()) != embedded.absent.end();
  if (value == nullptr || stands_for_nothing) {
    if (stands_for_nothing && value->scalar() != embedded.absent.front()) note("absent.spelling", source.path);
    if (!inward() && !embedded.absent.empty() && embedded.write_absent) {
      put(node.name, Value::text(embedded.absent.front()));
    } else if (node.required && node.schema->nullable && !inward()) {
      put(node.name, Value::null());
    } else if (node.required || (embedded.refuse_missing && !inward())) {
      draft.lack(source.path);
    }
    return true;
  }
  const Trail from{at_.source, source.path, std::nullopt};
  const Trail to{target, node.name, std::nullopt};
  Evaluation inner{run_->direction, embedded.format, run_->arena, run_->notes, run_->origins, run_->file};
  Workspace work(inner);
  const auto input = inward() ? read_embedded(embedded, *value, run_->arena) : Result<Value>(*value);
  if (!input) return refuse(input.error().code(), source.path, input.error().text());
  auto out = ScopeRun(*embedded.document, work, {&from, &to}, nullptr)(*input);
  if (!out) {
    work_->refusal = std::move(work.refusal);
    return false;
  }
  const auto written = inward() ? Result<Value>(*out) : write_embedded(embedded, *out, run_->arena);
  if (!written) return refuse(written.error().code(), source.path, written.error().text());
  put(node.name, *written);
  return true;
}

bool ScopeRun::refuse(std::string_view code, std::string text_with_path) const {
  work_->refusal.emplace(base::ErrorKind::invalid, std::string(code), std::move(text_with_path));
  return false;
}

bool ScopeRun::refuse(std::string_view code, std::string_view path, std::string_view text) const {
  return refuse(code, path_of(at_.source, path) + ": " + std::string(text));
}

}  // namespace lienthong::mapping
