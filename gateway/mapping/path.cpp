#include "mapping/path.hpp"

#include <algorithm>
#include <tuple>

namespace lienthong::mapping {
namespace {

using codec::SchemaNode;

constexpr std::string_view own_text = "#text";

const SchemaNode& content(const SchemaNode& node) {
  return node.type == SchemaNode::Type::list && node.item ? *node.item : node;
}

std::optional<PathStep> field_of(const SchemaNode& record, std::string_view name) {
  for (std::size_t i = 0; i < record.fields.size(); ++i) {
    const SchemaNode::Field& field = record.fields[i];
    if (field.name == name) return PathStep{field.name, field.node.get(), field.required, i};
  }
  return std::nullopt;
}

bool is_scalar(const SchemaNode& node) {
  return node.type != SchemaNode::Type::record && node.type != SchemaNode::Type::list;
}

void collect(const SchemaNode& node, const std::string& prefix, std::size_t depth, std::vector<std::string>& out) {
  constexpr std::size_t deep_enough = 8;  // a recursive schema has no last path
  constexpr std::size_t many_enough = 2000;
  if (depth == deep_enough) return;
  for (const SchemaNode::Field& field : content(node).fields) {
    if (out.size() == many_enough) return;
    out.push_back(prefix + field.name);
    if (field.node) collect(*field.node, prefix + field.name + ".", depth + 1, out);
  }
}

TreeNode::Kind container_kind(const PathStep& step) {
  return step.node->type == SchemaNode::Type::list ? TreeNode::Kind::one_item : TreeNode::Kind::branch;
}

bool is_before(const Place& left, const Place& right) {
  return std::tie(left.line, left.column) < std::tie(right.line, right.column);
}

TreeNode& add(std::vector<TreeNode>& nodes, const PathStep& step, TreeNode::Kind kind, Place place, Tree& tree) {
  TreeNode& node = nodes.emplace_back();
  node.kind = kind;
  node.name = step.name;
  node.schema = step.node;
  node.required = step.required;
  node.order = step.order;
  node.place = place;
  node.slot = tree.slots++;
  return node;
}

std::string join(const PathSteps& steps, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += (i == 0 ? "" : ".") + steps[i].name;
  return out;
}

}  // namespace

std::optional<PathSteps> resolve(const SchemaNode& root, std::string_view path) {
  PathSteps out;
  const SchemaNode* at = &root;
  while (true) {
    const std::size_t dot = path.find('.');
    const std::string_view name = path.substr(0, dot);
    const SchemaNode& here = content(*at);
    if (name == own_text && is_scalar(here) && dot == std::string_view::npos) {
      if (out.empty()) out.push_back({std::string(own_text), &here, true, 0});
      return out;
    }
    auto step = field_of(here, name);
    if (!step || step->node == nullptr) return std::nullopt;
    at = step->node;
    out.push_back(std::move(*step));
    if (dot == std::string_view::npos) return out;
    path.remove_prefix(dot + 1);
  }
}

std::vector<std::string> all_paths(const SchemaNode& root) {
  std::vector<std::string> out;
  collect(root, "", 0, out);
  return out;
}

End end_of(const PathSteps& steps) {
  End out;
  out.path = join(steps, steps.size());
  out.schema = steps.back().node;
  std::size_t optional = steps.size();
  while (optional > 0 && steps[optional - 1].required) --optional;
  out.certain = optional == 0;
  out.required = steps.back().required;
  out.anchor = join(steps, optional);
  return out;
}

std::optional<std::size_t> insert(Tree& tree, const PathSteps& steps, const TreeNode::Use& use, Place place,
                                  const MayShare& may_share) {
  std::vector<TreeNode>* nodes = &tree.nodes;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const bool last = i + 1 == steps.size();
    const auto found =
        std::find_if(nodes->begin(), nodes->end(), [&](const auto& node) { return node.name == steps[i].name; });
    if (found == nodes->end()) {
      TreeNode& node = add(*nodes, steps[i], last ? use.kind : container_kind(steps[i]), place, tree);
      if (last) node.uses.push_back(use);
      if (last) return node.slot;
      nodes = &node.children;
      continue;
    }
    if (is_before(place, found->place)) found->place = place;
    if (last) {
      if (found->uses.empty() || !std::all_of(found->uses.begin(), found->uses.end(), may_share)) return std::nullopt;
      found->uses.push_back(use);
      return found->slot;
    }
    if (found->kind != container_kind(steps[i])) return std::nullopt;
    nodes = &found->children;
  }
  return std::nullopt;
}

void sort_by_place(std::vector<TreeNode>& nodes) {
  std::stable_sort(nodes.begin(), nodes.end(),
                   [](const TreeNode& a, const TreeNode& b) { return is_before(a.place, b.place); });
  for (TreeNode& node : nodes) sort_by_place(node.children);
}

void sort_by_schema(std::vector<TreeNode>& nodes) {
  std::stable_sort(nodes.begin(), nodes.end(), [](const TreeNode& a, const TreeNode& b) { return a.order < b.order; });
  for (TreeNode& node : nodes) sort_by_schema(node.children);
}

}  // namespace lienthong::mapping
