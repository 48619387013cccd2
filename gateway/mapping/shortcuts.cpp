#include "mapping/shortcuts.hpp"

#include <algorithm>

namespace lienthong::mapping {
namespace {

using codec::SchemaNode;
using Kind = TreeNode::Kind;

/// Longer texts are rare, and their step can tell.
constexpr std::size_t long_text = 1U << 20U;

bool only_writes(const TreeNode& node) {
  const auto& inner = node.children;
  return node.kind == Kind::constant || (!inner.empty() && std::all_of(inner.begin(), inner.end(), only_writes));
}

std::vector<std::uint32_t> required_of(const std::vector<TreeNode>& nodes) {
  std::vector<std::uint32_t> out;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].required && !only_writes(nodes[i])) out.push_back(static_cast<std::uint32_t>(i));
  }
  return out;
}

/// White space may mean something else in XML, and some nodes say more than lengths.
bool says_lengths_only(const SchemaNode& node) {
  return node.type == SchemaType::text && node.one_of.empty() && !node.pattern && node.format.empty() &&
         node.spaces == SchemaNode::Spaces::kept;
}

TreeNode::PlainText plain_text(const Step& step, Side target) {
  TreeNode::PlainText out;
  const bool same = step.function.kind == FunctionKind::identity || step.function.kind == FunctionKind::text;
  const bool simple = same && !step.parts && step.absent.empty() && step.wire == Wire::text;
  if (!simple || step.canonical.schema == nullptr || step.external.schema == nullptr) return out;
  const SchemaNode& ours = *step.canonical.schema;
  const SchemaNode& theirs = *step.external.schema;
  if (!says_lengths_only(ours) || !says_lengths_only(theirs)) return out;
  const std::size_t most = std::min({ours.max_length.value_or(long_text), theirs.max_length.value_or(long_text),
                                     step.function.cut_at.value_or(long_text), long_text});
  const std::size_t least = std::max(ours.min_length.value_or(0), theirs.min_length.value_or(0));
  if (least > long_text) return out;
  out.usable = true;
  out.source_slot = static_cast<std::uint32_t>(target == Side::canonical ? step.external.slot : step.canonical.slot);
  out.most_bytes = static_cast<std::uint32_t>(most);
  out.least_four_bytes = static_cast<std::uint32_t>(least);
  return out;
}

void prepare(std::vector<TreeNode>& nodes, const Scope& scope, Side side) {
  for (TreeNode& node : nodes) {
    prepare(node.children, scope, side);
    node.must_have = required_of(node.children);
    const bool alone = node.kind == Kind::leaf && node.uses.size() == 1 && scope.conditions.empty();
    if (alone) node.plain = plain_text(scope.steps[node.uses.front().index], side);
  }
}

bool is_demanded(const TreeNode::Use& use, const Scope& scope) {
  if (use.kind == Kind::leaf) return scope.steps[use.index].refuse_missing;
  if (use.kind == Kind::list) return scope.eaches[use.index].refuse_missing;
  return use.kind == Kind::embedded && scope.embedded[use.index].refuse_missing;
}

void collect_demands(const std::vector<TreeNode>& nodes, std::optional<std::size_t> record, Scope& scope) {
  for (const TreeNode& node : nodes) {
    collect_demands(node.children, node.slot, scope);
    for (const TreeNode::Use& use : node.uses) {
      if (use.part == 0 && is_demanded(use, scope)) scope.demands.push_back({use.kind, use.index, record});
    }
  }
}

}  // namespace

void prepare_shortcuts(Scope& scope) {
  collect_demands(scope.external.nodes, std::nullopt, scope);
  for (const Side side : {Side::canonical, Side::external}) {
    Tree& tree = side == Side::canonical ? scope.canonical : scope.external;
    prepare(tree.nodes, scope, side);
    tree.must_have = required_of(tree.nodes);
  }
  for (Each& each : scope.eaches) prepare_shortcuts(*each.item);
}

}  // namespace lienthong::mapping
