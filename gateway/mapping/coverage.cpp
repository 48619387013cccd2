#include "mapping/binding.hpp"

#include <algorithm>

namespace lienthong::mapping {
namespace {

using codec::SchemaNode;

/// Walks one side's schema next to what the rules cover of it.
class Coverage {
 public:
  Coverage(Binding& binding, const Losses& losses, Side side) : binding_(&binding), losses_(&losses), side_(side) {}

  void check(Scope& scope, const std::string& prefix, bool lost) {
    Tree& tree = side_ == Side::canonical ? scope.canonical : scope.external;
    scope_ = &scope;
    tree_ = &tree;
    check_record(*tree.schema, tree.nodes, prefix, lost);
  }

 private:
  void check_record(const SchemaNode& record, std::vector<TreeNode>& nodes, const std::string& prefix, bool lost) {
    for (const SchemaNode::Field& field : record.fields) {
      const std::string path = prefix + field.name;
      const PlacedText* loss = losses_->find(side_, path);
      const auto node =
          std::find_if(nodes.begin(), nodes.end(), [&](const TreeNode& one) { return one.name == field.name; });
      if (node != nodes.end()) {
        check_node(field, *node, path, lost || loss != nullptr);
        if (loss != nullptr) check_loss(*loss, *node);
      } else if (lost || loss != nullptr) {
        ignore(field, nodes);
      } else if (!field.required) {  // a required one was reported as missing
        report(tree_->place, std::string(name(side_)) + ".unmapped",
               std::string(name(side_)) + " '" + path + "' is neither mapped nor listed under 'losses'");
      }
    }
  }

  void check_node(const SchemaNode::Field& field, TreeNode& node, const std::string& path, bool lost) {
    switch (node.kind) {
      case TreeNode::Kind::branch:
        return check_record(*field.node, node.children, path + ".", lost);
      case TreeNode::Kind::one_item:
        return check_record(*field.node->item, node.children, path + ".", lost);
      case TreeNode::Kind::list:
        return Coverage(*binding_, *losses_, side_)
            .check(*scope_->eaches[node.uses.front().index].item, path + ".", lost);
      case TreeNode::Kind::leaf:
      case TreeNode::Kind::constant:
      case TreeNode::Kind::computed:
      case TreeNode::Kind::embedded:
      case TreeNode::Kind::ignored:
        return;
    }
  }

  void check_loss(const PlacedText& loss, const TreeNode& node) {
    if (node.kind == TreeNode::Kind::branch || node.kind == TreeNode::Kind::one_item)
      return;  // covers the other children
    report(loss.place, "loss.mapped", std::string(name(side_)) + " '" + loss.text + "' is mapped, so it is not lost");
  }

  void ignore(const SchemaNode::Field& field, std::vector<TreeNode>& nodes) {
    TreeNode node;
    node.kind = TreeNode::Kind::ignored;
    node.name = field.name;
    node.schema = field.node.get();
    node.slot = tree_->slots++;
    nodes.push_back(std::move(node));
  }

  void report(Place place, std::string rule, const std::string& text) {
    binding_->reader.report(place, std::move(rule), side_ == Side::external ? text + binding_->label : text);
  }

  Binding* binding_;
  const Losses* losses_;
  Side side_;
  Scope* scope_ = nullptr;
  Tree* tree_ = nullptr;
};

}  // namespace

void check_coverage(Binding& binding, Scope& scope, const Losses& losses) {
  Coverage(binding, losses, Side::canonical).check(scope, "", false);
  Coverage(binding, losses, Side::external).check(scope, "", false);
}

}  // namespace lienthong::mapping
