#include "mapping/evaluate.hpp"

#include "codec/builder.hpp"
#include "mapping/convert.hpp"
#include "mapping/gather.hpp"

namespace lienthong::mapping {
namespace {

using base::Result;
using codec::ListBuilder;
using codec::RecordBuilder;
using codec::Value;
using Items = std::pmr::vector<const Value*>;

/// A record under construction and the first required place of it that got nothing.
struct Draft {
  RecordBuilder record;
  std::string_view lacking;  ///< path on the source side
  bool lacks = false;

  explicit Draft(codec::Arena& arena) : record(arena) {}
  void lack(std::string_view path) {
    if (!lacks) lacking = path;
    lacks = true;
  }
};

/// One scope's pass: gather on the source side, build on the other.
class ScopeRun {
 public:
  ScopeRun(const Scope& scope, Evaluation& run, const Trail* trail)
      : scope_(&scope), run_(&run), trail_(trail), frame_(run.arena.resource()) {}

  Result<Value> operator()(const Value& input) {
    const bool inward = run_->direction == Direction::inward;
    const Tree& source = inward ? scope_->external : scope_->canonical;
    const Tree& target = inward ? scope_->canonical : scope_->external;
    frame_.assign(source.slots, Found{});
    Gatherer gatherer(inward ? run_->format : Format::json, run_->notes, frame_);
    if (auto done = gatherer.scope(source, input, trail_); !done) return base::fail(done.error());
    Draft draft(run_->arena);
    if (auto done = build(target.nodes, draft); !done) return base::fail(done.error());
    if (draft.lacks) return base::fail(missing(draft.lacking));
    return finished(draft.record);
  }

 private:
  [[nodiscard]] bool writes_xml() const { return run_->direction == Direction::outward && run_->format == Format::xml; }
  [[nodiscard]] const End& source_end(const Step& step) const {
    return run_->direction == Direction::inward ? step.external : step.canonical;
  }
  [[nodiscard]] const End& source_end(const Each& each) const {
    return run_->direction == Direction::inward ? each.external : each.canonical;
  }
  [[nodiscard]] base::Error missing(std::string_view path) const {
    return {base::ErrorKind::invalid, "mapping.required", path_of(trail_, path) + ": is required"};
  }

  /// "#text" alone is the value itself; an XML element without anything in it reads back as an empty text.
  [[nodiscard]] Value finished(const RecordBuilder& record) const {
    const Value built = record.build();
    if (built.members().size() == 1 && built.members().front().name == "#text") return built.members().front().value;
    if (built.members().empty() && writes_xml()) return Value::text("");
    return built;
  }

  Result<void> build(const std::vector<TreeNode>& nodes, Draft& draft) {
    for (const TreeNode& node : nodes) {
      if (auto done = build_node(node, draft); !done) return done;
    }
    return {};
  }

  Result<void> build_node(const TreeNode& node, Draft& draft) {
    switch (node.kind) {
      case TreeNode::Kind::leaf:
        return build_leaf(node, draft);
      case TreeNode::Kind::constant: {
        const Step& step = scope_->steps[node.index];
        draft.record.add(node.name, spelt(*step.constant, step.wire, run_->arena));
        return {};
      }
      case TreeNode::Kind::branch:
      case TreeNode::Kind::one_item:
        return build_record(node, draft);
      case TreeNode::Kind::list:
        return build_list(node, draft);
      case TreeNode::Kind::ignored:
        return {};
    }
    return {};
  }

  Result<void> build_leaf(const TreeNode& node, Draft& draft) {
    const Step& step = scope_->steps[node.index];
    const End& source = source_end(step);
    const Value* value = frame_[source.slot].value;
    auto crossed = run_->direction == Direction::inward ? cross_inward(step, value, run_->format, run_->arena)
                                                        : cross_outward(step, value, run_->arena);
    if (!crossed) {
      return base::fail(base::ErrorKind::invalid, crossed.error().code,
                        path_of(trail_, source.path) + ": " + crossed.error().text);
    }
    if (!crossed->note.empty()) note(crossed->note, source.path);
    if (crossed->value) {
      draft.record.add(node.name, *crossed->value);
    } else if (node.required && node.schema->nullable && run_->direction == Direction::outward) {
      draft.record.add(node.name, Value::null());
    } else if (node.required || (step.refuse_missing && run_->direction == Direction::outward)) {
      draft.lack(source.path);
    }
    return {};
  }

  void note(std::string_view rule, std::string_view path) {
    const std::string_view text = rule == "text.cut" ? "the text was cut at the limit of the mapping"
                                                     : "the mapping's form has no place for all of the instant";
    run_->notes.push_back({path_of(trail_, path), std::string(rule), std::string(text)});
  }

  Result<void> build_record(const TreeNode& node, Draft& draft) {
    Draft inner(run_->arena);
    if (auto done = build(node.children, inner); !done) return done;
    const bool list = node.kind == TreeNode::Kind::one_item;
    const bool empty = inner.record.empty();
    if (empty && !node.required && !node.write_empty) return {};
    if (empty && list && !writes_xml()) {
      draft.record.add(node.name, Value::list({}));
      return {};
    }
    if (inner.lacks) {
      draft.lack(inner.lacking);
      if (!empty) return base::fail(missing(inner.lacking));
      return {};
    }
    const Value built = finished(inner.record);
    draft.record.add(node.name, list && !writes_xml() ? one_item_list(built) : built);
    return {};
  }

  Value one_item_list(const Value& item) {
    ListBuilder list(run_->arena);
    list.add(item);
    return list.build();
  }

  Result<void> build_list(const TreeNode& node, Draft& draft) {
    const Each& each = scope_->eaches[node.index];
    const Found& found = frame_[source_end(each).slot];
    const Items items = items_of(found, node_name(each));
    const bool inward = run_->direction == Direction::inward;
    const bool absent = !found.seen || (inward && each.write_empty && items.empty());
    const bool write_anyway = !inward && each.write_empty && !writes_xml();
    const bool nothing = writes_xml() ? items.empty() : absent && !write_anyway;
    if (nothing) {
      if (node.required || (each.refuse_missing && !inward)) draft.lack(source_end(each).path);
      return {};
    }
    return add_items(node, each, items, draft);
  }

  /// The source side's own name of a list is the last name of its path.
  [[nodiscard]] std::string_view node_name(const Each& each) const {
    const std::string_view path = source_end(each).path;
    return path.substr(path.rfind('.') + 1);
  }

  /// A list, a single value, or repeated siblings: all are a list (contracts 8.1 #16).
  Items items_of(const Found& found, std::string_view name) {
    Items out(run_->arena.resource());
    if (!found.seen) return out;
    for (const codec::Member& member : found.parent->members()) {
      if (member.name != name || member.value.is_null()) continue;
      if (!member.value.is_list()) out.push_back(&member.value);
      for (const Value& item : member.value.items()) out.push_back(&item);
    }
    return out;
  }

  Result<void> add_items(const TreeNode& node, const Each& each, const Items& items, Draft& draft) {
    ListBuilder list(run_->arena);
    for (std::size_t i = 0; i < items.size(); ++i) {
      const Trail here{trail_, source_end(each).path, i};
      auto item = ScopeRun(*each.item, *run_, &here)(*items[i]);
      if (!item) return base::fail(item.error());
      if (writes_xml()) {
        draft.record.add(node.name, *item);
      } else {
        list.add(*item);
      }
    }
    if (!writes_xml()) draft.record.add(node.name, list.build());
    return {};
  }

  const Scope* scope_;
  Evaluation* run_;
  const Trail* trail_;
  Frame frame_;
};

}  // namespace

Result<Value> evaluate(const Scope& program, const Value& input, Evaluation& evaluation) {
  return ScopeRun(program, evaluation, nullptr)(input);
}

}  // namespace lienthong::mapping
