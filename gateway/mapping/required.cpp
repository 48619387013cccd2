#include "mapping/binding.hpp"

#include <optional>

namespace lienthong::mapping {
namespace {

using codec::SchemaNode;

/// Something that can make an optional external record be written.
struct Writer {
  bool always = false;
  std::string_view canonical_path;
};
using Writers = std::vector<Writer>;
/// The writers into the nearest optional record; nothing where the record is always written.
using Context = std::optional<Writers>;

void collect(const std::vector<TreeNode>& nodes, const Scope& scope, Writers& out) {
  for (const TreeNode& node : nodes) {
    switch (node.kind) {
      case TreeNode::Kind::leaf:
      case TreeNode::Kind::constant: {
        const Step& step = scope.steps[node.index];
        out.push_back({step.constant || step.absent || step.fallback, step.canonical.path});
        break;
      }
      case TreeNode::Kind::list: {
        const Each& each = scope.eaches[node.index];
        out.push_back({each.write_empty, each.canonical.path});
        break;
      }
      case TreeNode::Kind::branch:
      case TreeNode::Kind::one_item:
        collect(node.children, scope, out);
        break;
      case TreeNode::Kind::ignored:
        break;
    }
  }
}

bool is_within(std::string_view path, std::string_view ancestor) {
  return path.starts_with(ancestor) && (path.size() == ancestor.size() || path[ancestor.size()] == '.');
}

/// Whether the canonical end is there whenever the record that needs it is written.
bool is_safe(const End& canonical, const Context& context) {
  if (canonical.certain) return true;
  if (!context) return false;
  for (const Writer& writer : *context) {
    if (writer.always || !is_within(writer.canonical_path, canonical.anchor)) return false;
  }
  return true;
}

class RequiredCheck {
 public:
  RequiredCheck(Binding& binding, const Scope& scope) : binding_(&binding), scope_(&scope) {}

  void external(const SchemaNode& record, const std::vector<TreeNode>& nodes, const std::string& prefix,
                const Context& context) {
    for (const SchemaNode::Field& field : record.fields) {
      const TreeNode* node = find_node(nodes, field.name);
      const std::string path = prefix + field.name;
      if (node == nullptr) {
        if (field.required) missing(Side::external, scope_->external.place, path);
      } else {
        external_node(field, *node, path, context);
      }
    }
  }

  void canonical(const SchemaNode& record, const std::vector<TreeNode>& nodes, const std::string& prefix) {
    for (const SchemaNode::Field& field : record.fields) {
      const TreeNode* node = find_node(nodes, field.name);
      const std::string path = prefix + field.name;
      if (node == nullptr) {
        if (field.required) missing(Side::canonical, scope_->canonical.place, path);
      } else if (node->kind == TreeNode::Kind::branch) {
        canonical(*field.node, node->children, path + ".");
      }
    }
  }

 private:
  void external_node(const SchemaNode::Field& field, const TreeNode& node, const std::string& path,
                     const Context& context) {
    switch (node.kind) {
      case TreeNode::Kind::leaf: {
        const Step& step = scope_->steps[node.index];
        const bool stands_in = step.absent || step.fallback || step.refuse_missing || field.node->nullable;
        if (field.required && !stands_in && !is_safe(step.canonical, context))
          maybe_missing(step.place, path, step.canonical);
        return;
      }
      case TreeNode::Kind::list:
        return external_list(field, scope_->eaches[node.index], path, context);
      case TreeNode::Kind::branch: {
        const bool always = field.required || node.write_empty;
        return external(*field.node, node.children, path + ".", always ? context : writers(node));
      }
      case TreeNode::Kind::one_item: {
        const bool always = field.required && binding_->format == Format::xml;  // JSON can write []
        return external(*field.node->item, node.children, path + ".", always ? context : writers(node));
      }
      case TreeNode::Kind::constant:
      case TreeNode::Kind::ignored:
        return;
    }
  }

  void external_list(const SchemaNode::Field& field, const Each& each, const std::string& path,
                     const Context& context) {
    if (!field.required || each.refuse_missing) return;
    if (each.write_empty && binding_->format == Format::json) return;
    if (!is_safe(each.canonical, context)) maybe_missing(each.place, path, each.canonical);
  }

  Context writers(const TreeNode& node) {
    Writers out;
    collect(node.children, *scope_, out);
    return out;
  }

  void missing(Side side, Place place, const std::string& path) {
    binding_->reader.report(place, "required.missing",
                            std::string(name(side)) + " '" + path + "' is required, and nothing gives it a value" +
                                (side == Side::external ? binding_->label : ""));
  }

  void maybe_missing(Place place, const std::string& path, const End& canonical) {
    binding_->reader.report(place, "required.maybe_missing",
                            "external '" + path + "' is required, but canonical '" + canonical.path +
                                "' may be absent: give 'absent' or 'default', or say missing = \"refuse\"" +
                                binding_->label);
  }

  Binding* binding_;
  const Scope* scope_;
};

}  // namespace

void check_required(Binding& binding, const Scope& scope) {
  RequiredCheck check(binding, scope);
  check.external(*scope.external.schema, scope.external.nodes, "", std::nullopt);
  check.canonical(*scope.canonical.schema, scope.canonical.nodes, "");
  for (const Each& each : scope.eaches) check_required(binding, *each.item);
}

}  // namespace lienthong::mapping
