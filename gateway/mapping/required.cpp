#include "mapping/binding.hpp"

#include <algorithm>
#include <optional>

namespace lienthong::mapping {
namespace {

using codec::SchemaNode;
using Kind = TreeNode::Kind;

/// Something that can make an optional external record be written.
struct Writer {
  bool always = false;
  When when;  ///< its group
  std::string_view canonical_path;
};
using Writers = std::vector<Writer>;
/// The writers into the nearest optional record; nothing where the record is always written.
using Context = std::optional<Writers>;

Writer writer_of(const TreeNode::Use& use, const Scope& scope) {
  switch (use.kind) {
    case Kind::list: {
      const Each& each = scope.eaches[use.index];
      return {each.write_empty && !each.when, each.when, each.canonical.path};
    }
    case Kind::embedded: {
      const Embedded& embedded = scope.embedded[use.index];
      const bool stands = !embedded.absent.empty() && embedded.write_absent;
      return {stands && !embedded.when, embedded.when, embedded.canonical.path};
    }
    case Kind::leaf:
    case Kind::constant:
    case Kind::computed: {
      const Step& step = scope.steps[use.index];
      const bool absent = !step.absent.empty() && step.write_absent;
      const bool stands = step.constant || step.computed || absent || step.fallback;
      return {stands && !step.when, step.when, step.canonical.path};
    }
    case Kind::branch:
    case Kind::one_item:
    case Kind::ignored:
      return {};
  }
  return {};
}

void collect(const std::vector<TreeNode>& nodes, const Scope& scope, Writers& out) {
  for (const TreeNode& node : nodes) {
    for (const TreeNode::Use& use : node.uses) out.push_back(writer_of(use, scope));
    collect(node.children, scope, out);
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

/// Every value that a field can have; none when they cannot be listed.
std::vector<std::string> all_values(const SchemaNode& node) {
  if (node.type == SchemaType::boolean && node.one_of.empty()) return {"true", "false"};
  return node.one_of;
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
        continue;
      }
      external_node(field, *node, path, context);
      if (!field.required) continue;
      check_variants(Side::external, *node, path, context);
      for (const TreeNode::Use& use : node->uses) external_use(*field.node, use, path, context);
    }
  }

  void canonical(const SchemaNode& record, const std::vector<TreeNode>& nodes, const std::string& prefix,
                 const Context& context) {
    for (const SchemaNode::Field& field : record.fields) {
      const TreeNode* node = find_node(nodes, field.name);
      const std::string path = prefix + field.name;
      if (node == nullptr) {
        if (field.required) missing(Side::canonical, scope_->canonical.place, path);
        continue;
      }
      if (node->kind == Kind::branch) {
        canonical(*field.node, node->children, path + ".", field.required ? context : writers(*node));
      }
      if (field.required) check_variants(Side::canonical, *node, path, context);
    }
  }

 private:
  void external_node(const SchemaNode::Field& field, const TreeNode& node, const std::string& path,
                     const Context& context) {
    const bool xml = binding_->format == Format::xml;
    if (node.kind == Kind::branch) {
      const bool always = field.required || node.write_empty;
      external(*field.node, node.children, path + ".", always ? context : writers(node));
    }
    if (node.kind == Kind::one_item) {  // JSON can write []
      external(*field.node->item, node.children, path + ".", field.required && xml ? context : writers(node));
    }
  }

  void external_use(const SchemaNode& schema, const TreeNode::Use& use, const std::string& path,
                    const Context& context) {
    switch (use.kind) {
      case Kind::leaf:
        return external_step(schema, scope_->steps[use.index], use.part, path, context);
      case Kind::list: {
        const Each& each = scope_->eaches[use.index];
        const bool stands_in = each.refuse_missing || (each.write_empty && binding_->format == Format::json);
        if (!stands_in && !is_safe(each.canonical, context)) maybe_missing(each.place, path, each.canonical.path);
        return;
      }
      case Kind::embedded: {
        const Embedded& embedded = scope_->embedded[use.index];
        const bool writes_absent = !embedded.absent.empty() && embedded.write_absent;
        const bool stands_in = embedded.refuse_missing || writes_absent || schema.nullable;
        if (!stands_in && !is_safe(embedded.canonical, context))
          maybe_missing(embedded.place, path, embedded.canonical.path);
        return;
      }
      case Kind::constant:
      case Kind::computed:
      case Kind::branch:
      case Kind::one_item:
      case Kind::ignored:
        return;
    }
  }

  void external_step(const SchemaNode& schema, const Step& step, std::size_t part, const std::string& path,
                     const Context& context) {
    if (step.canonical.schema == nullptr) return;  // its path was reported
    const bool writes_absent = !step.absent.empty() && step.write_absent;
    if (writes_absent || step.fallback || step.refuse_missing || schema.nullable) return;
    if (step.parts && step.parted == Side::external) {
      // A name always has its last part and a date its year; every other part may be missing.
      const bool always = step.parts->kind != PartsKind::join && part == 2;
      const bool there = always && is_safe(step.canonical, context);
      if (!there) maybe_missing(step.place, path, step.canonical.path);
      return;
    }
    const auto safe = [&](const End& end) { return is_safe(end, context); };
    const bool whole =
        step.part_ends.empty() ? safe(step.canonical) : std::any_of(step.part_ends.begin(), step.part_ends.end(), safe);
    if (!whole) maybe_missing(step.place, path, step.canonical.path);
  }

  /// Whether nothing writes the record but the groups that write this place of it.
  [[nodiscard]] bool only_with_it(const TreeNode& node, const Context& context) const {
    if (!context) return false;
    return std::all_of(context->begin(), context->end(), [&](const Writer& writer) {
      return writer.when && std::any_of(node.uses.begin(), node.uses.end(),
                                        [&](const TreeNode::Use& use) { return when_of(*scope_, use) == writer.when; });
    });
  }

  /// A required place that only groups fill must be filled whatever the field says that chooses the group.
  void check_variants(Side side, const TreeNode& node, const std::string& path, const Context& context) {
    if (only_with_it(node, context)) return;
    std::vector<std::string> left;
    const Condition* last = nullptr;
    for (const TreeNode::Use& use : node.uses) {
      const When when = when_of(*scope_, use);
      if (!when) return;
      const Condition& condition = scope_->conditions[*when];
      if (last == nullptr) left = all_values(*scope_->steps[condition.step].canonical.schema);
      last = &condition;
      std::erase_if(left, [&](const std::string& value) {
        return std::find(condition.is.begin(), condition.is.end(), value) != condition.is.end();
      });
    }
    if (last == nullptr) return;
    const End& chooser = scope_->steps[last->step].canonical;
    if (left.empty() && !all_values(*chooser.schema).empty() && chooser.certain) return;
    std::string values;
    for (const std::string& value : left) values += " '" + value + "'";
    if (!chooser.certain) values += " absent";
    binding_->reader.report(
        last->place, "required.maybe_missing",
        std::string(name(side)) + " '" + path + "' is required, but no group gives it a value when '" + chooser.path +
            "' is" + (values.empty() ? " anything else" : values) + (side == Side::external ? binding_->label : ""));
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

  void maybe_missing(Place place, const std::string& path, const std::string& canonical) {
    binding_->reader.report(place, "required.maybe_missing",
                            "external '" + path + "' is required, but canonical '" + canonical +
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
  check.canonical(*scope.canonical.schema, scope.canonical.nodes, "", std::nullopt);
  for (const Each& each : scope.eaches) check_required(binding, *each.item);
}

}  // namespace lienthong::mapping
