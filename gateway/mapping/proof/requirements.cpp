#include "mapping/proof/requirements.hpp"

#include <algorithm>

namespace lienthong::mapping::proof {
namespace {

using codec::SchemaNode;
using Kind = TreeNode::Kind;

bool has_value(const ScopeDraft& draft, const TreeNode::Use& use) {
  return use.kind == Kind::leaf ? draft.values[use.index] != nullptr : draft.is_there(use);
}

bool writes_absent(const auto& rule) { return !rule.absent.empty() && rule.write_absent; }

/// Whether something is written at a place although its field is not there.
bool is_written_anyway(const ScopeDraft& draft, const TreeNode::Use& use) {
  if (use.kind == Kind::constant || use.kind == Kind::computed) return true;
  if (use.kind == Kind::embedded) return writes_absent(draft.scope->embedded[use.index]);
  if (use.kind == Kind::list) return draft.scope->eaches[use.index].write_empty;
  const Step& step = draft.scope->steps[use.index];
  return writes_absent(step) || step.fallback.has_value();
}

bool any_child(const TreeNode& node, const ScopeDraft& draft, bool (*test)(const ScopeDraft&, const TreeNode::Use&)) {
  return std::any_of(node.children.begin(), node.children.end(), [&](const TreeNode& child) {
    if (child.kind == Kind::ignored) return draft.with_lost;
    const TreeNode::Use* use = active_use(child, draft);
    return use != nullptr ? test(draft, *use) : any_child(child, draft, test);
  });
}

/// How a record is there: because a field below it is, or because something is written in it at any rate.
struct Presence {
  bool filled = true;
  bool written = true;
};

class MissingUses {
 public:
  MissingUses(const ScopeDraft& draft, Side document) : draft_(&draft), document_(document) {}

  std::vector<TreeNode::Use> found() {
    walk(draft_->scope->canonical.nodes, Side::canonical, {}, draft_->scope->canonical.schema);
    walk(draft_->scope->external.nodes, Side::external, {}, draft_->scope->external.schema);
    return std::move(out_);
  }

 private:
  void walk(const std::vector<TreeNode>& nodes, Side side, Presence here, const SchemaNode* record) {
    for (const TreeNode& node : nodes) {
      if (node.kind == Kind::ignored) continue;
      if (node.kind == Kind::branch || node.kind == Kind::one_item) {
        const Presence inner{any_child(node, *draft_, has_value) || (node.required && here.filled),
                             any_child(node, *draft_, is_written_anyway) || (node.required && here.written)};
        walk(node.children, side, {inner.filled, inner.filled || inner.written}, record_of(node));
        continue;
      }
      const TreeNode::Use* use = active_use(node, *draft_);
      if (use != nullptr && !has_value(*draft_, *use) && must(node, *use, side, here)) out_.push_back(*use);
    }
    if (record != nullptr && here.filled) choices(nodes, *record);
  }

  static const SchemaNode* record_of(const TreeNode& node) {
    return node.kind == Kind::one_item && node.schema != nullptr ? node.schema->item.get() : node.schema;
  }

  [[nodiscard]] bool must(const TreeNode& node, const TreeNode::Use& use, Side side, Presence here) const {
    if (side == Side::canonical) return node.required && here.filled;
    const bool refused = refuses_missing(use);
    return (refused && here.written) || (node.required && here.filled && !has_stand_in(node, use));
  }

  [[nodiscard]] bool refuses_missing(const TreeNode::Use& use) const {
    if (use.kind == Kind::list) return draft_->scope->eaches[use.index].refuse_missing;
    if (use.kind == Kind::embedded) return draft_->scope->embedded[use.index].refuse_missing;
    return draft_->scope->steps[use.index].refuse_missing;
  }

  /// Whether a required external place has something to say when nothing is there.
  [[nodiscard]] bool has_stand_in(const TreeNode& node, const TreeNode::Use& use) const {
    if (node.schema != nullptr && node.schema->nullable) return true;
    if (use.kind == Kind::list) return draft_->scope->eaches[use.index].write_empty && document_ == Side::canonical;
    if (use.kind == Kind::embedded) return can_be_absent(draft_->scope->embedded[use.index]);
    const Step& step = draft_->scope->steps[use.index];
    return can_be_absent(step) || (step.fallback && document_ == Side::canonical);
  }

  /// A spelling of nothing that is only read is there in their documents and not in what we write.
  [[nodiscard]] bool can_be_absent(const auto& rule) const {
    return document_ == Side::canonical ? writes_absent(rule) : !rule.absent.empty();
  }

  void choices(const std::vector<TreeNode>& nodes, const SchemaNode& record) {
    for (const SchemaNode::Choice& choice : record.choices) {
      if (!choice.required) continue;
      const TreeNode::Use* first = nullptr;
      bool there = false;
      for (const std::size_t field : choice.fields) {
        const TreeNode* node = find_node(nodes, record.fields[field].name);
        if (node == nullptr) continue;
        const TreeNode::Use* use = active_use(*node, *draft_);
        there = there || (use != nullptr ? has_value(*draft_, *use) : any_child(*node, *draft_, has_value));
        if (first == nullptr && use != nullptr) first = use;
      }
      if (!there && first != nullptr) out_.push_back(*first);
    }
  }

  const ScopeDraft* draft_;
  Side document_;
  std::vector<TreeNode::Use> out_;
};

void remove_below(ScopeDraft& draft, const TreeNode& node) {
  if (const TreeNode::Use* use = active_use(node, draft)) remove(draft, *use);
  for (const TreeNode& child : node.children) remove_below(draft, child);
}

void settle(ScopeDraft& draft, const std::vector<TreeNode>& nodes, const SchemaNode* record, std::size_t turn) {
  if (record == nullptr) return;
  for (const SchemaNode::Choice& choice : record->choices) {
    std::vector<const TreeNode*> there;
    for (const std::size_t field : choice.fields) {
      const TreeNode* node = find_node(nodes, record->fields[field].name);
      if (node == nullptr) continue;
      const TreeNode::Use* use = active_use(*node, draft);
      if (use != nullptr ? has_value(draft, *use) : any_child(*node, draft, has_value)) there.push_back(node);
    }
    for (std::size_t i = 0; i < there.size(); ++i) {
      if (i != turn % there.size()) remove_below(draft, *there[i]);
    }
  }
  for (const TreeNode& node : nodes) {
    if (node.kind == Kind::branch) settle(draft, node.children, node.schema, turn);
  }
}

}  // namespace

std::vector<TreeNode::Use> missing_in(const ScopeDraft& draft, Side document) {
  return MissingUses(draft, document).found();
}

void settle_choices(ScopeDraft& draft, std::size_t turn) {
  settle(draft, draft.scope->canonical.nodes, draft.scope->canonical.schema, turn);
  settle(draft, draft.scope->external.nodes, draft.scope->external.schema, turn);
}

void remove(ScopeDraft& draft, const TreeNode::Use& use) {
  if (use.kind == Kind::leaf) draft.values[use.index] = nullptr;
  if (use.kind == Kind::list) draft.lists[use.index] = {};
  if (use.kind == Kind::embedded) draft.embedded[use.index].clear();
}

}  // namespace lienthong::mapping::proof
