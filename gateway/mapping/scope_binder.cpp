#include "mapping/binding.hpp"
#include "mapping/convert.hpp"
#include "mapping/path.hpp"
#include "mapping/suggest.hpp"

#include <utility>

namespace lienthong::mapping {
namespace {

using codec::SchemaNode;

std::optional<std::string> lexeme_of(const std::optional<Literal>& literal) {
  return literal ? std::optional(literal->lexeme) : std::nullopt;
}

Wire wire_of_type(SchemaType type) {
  switch (type) {
    case SchemaType::integer:
    case SchemaType::number:
      return Wire::number;
    case SchemaType::boolean:
      return Wire::boolean;
    case SchemaType::text:
    case SchemaType::any:
    case SchemaType::record:
    case SchemaType::list:
      return Wire::text;
  }
  return Wire::text;
}

Wire wire_of_literal(Literal::Kind kind) {
  switch (kind) {
    case Literal::Kind::text:
      return Wire::text;
    case Literal::Kind::integer:
      return Wire::number;
    case Literal::Kind::boolean:
      return Wire::boolean;
  }
  return Wire::text;
}

/// Where the schema does not say, the function does.
Wire wire_of_function(FunctionKind kind, SchemaType canonical) {
  switch (kind) {
    case FunctionKind::integer:
      return Wire::number;
    case FunctionKind::boolean:
      return Wire::boolean;
    case FunctionKind::identity:
      return wire_of_type(canonical);
    case FunctionKind::text:
    case FunctionKind::instant:
    case FunctionKind::code:
    case FunctionKind::flag:
    case FunctionKind::base64:
      return Wire::text;
  }
  return Wire::text;
}

class ScopeBinder {
 public:
  ScopeBinder(Binding& binding, Scope& scope) : binding_(&binding), scope_(&scope) {}

  void bind(const Rule& rule) {
    switch (rule.kind) {
      case Rule::Kind::field:
        return bind_field(rule);
      case Rule::Kind::constant:
        return bind_constant(rule);
      case Rule::Kind::each:
        return bind_each(rule);
    }
  }

 private:
  Tree& tree(Side side) { return side == Side::canonical ? scope_->canonical : scope_->external; }

  std::optional<PathSteps> find(Side side, const PlacedText& path) {
    auto steps = resolve(*tree(side).schema, path.text);
    if (!steps) {
      report(side, path.place, "path.unknown",
             std::string(name(side)) + " path '" + path.text + "' does not exist" +
                 suggestion(path.text, all_paths(*tree(side).schema)));
      return std::nullopt;
    }
    for (std::size_t i = 0; side == Side::canonical && i + 1 < steps->size(); ++i) {
      if ((*steps)[i].node->type != SchemaNode::Type::list) continue;
      report(side, path.place, "path.list", "'" + (*steps)[i].name + "' is a list; pair it with 'each'");
      return std::nullopt;
    }
    return steps;
  }

  void report(Side side, Place place, std::string rule, std::string text) {
    binding_->reader.report(place, std::move(rule), side == Side::external ? text + binding_->label : std::move(text));
  }

  bool put(Side side, const PlacedText& path, const PathSteps& steps, TreeNode::Kind kind, std::size_t index,
           End& end) {
    const auto slot = insert(tree(side), steps, kind, index);
    if (!slot) {
      report(side, path.place, "path.twice",
             std::string(name(side)) + " path '" + path.text + "' is mapped twice, or its list both whole and in part");
      return false;
    }
    end = end_of(steps);
    end.slot = *slot;
    return true;
  }

  std::optional<Function> function_of(const Rule& rule) {
    if (!rule.as) return Function{};
    FunctionProblem problem;
    auto function = parse_function(rule.as->text, binding_->tables, problem);
    if (!function) binding_->reader.report(rule.as->place, problem.rule, problem.text);
    return function;
  }

  bool check_types(const Rule& rule, const Function& function, const SchemaNode& canonical,
                   const SchemaNode& external) {
    if (types_meet(function.kind, canonical.type, external.type)) return true;
    std::string text = "canonical " + std::string(name(canonical.type)) + " and external " +
                       std::string(name(external.type)) + " cannot meet through " + std::string(name(function.kind));
    if (canonical.type == SchemaType::list && external.type == SchemaType::list) text += "; lists pair with 'each'";
    report(Side::external, rule.as ? rule.as->place : rule.external->place, "type.mismatch", std::move(text));
    return false;
  }

  void check_values(const Rule& rule, const Step& step) {
    if (rule.absent) check_literal(*binding_, *rule.absent, *step.external.schema, Side::external);
    if (rule.fallback) check_fallback(*rule.fallback, step);
    const std::optional<std::size_t> limit = step.external.schema->max_length;
    if (step.function.cut_at && limit && *step.function.cut_at > *limit) {
      report(Side::external, rule.as->place, "text.limit",
             "the external schema allows " + std::to_string(*limit) + " characters");
    }
    check_totality(*binding_, step, rule.as ? rule.as->place : rule.external->place);
  }

  /// A default is an ordinary value when it comes back: the function must be able to read it.
  void check_fallback(const Literal& literal, const Step& step) {
    check_literal(*binding_, literal, *step.external.schema, Side::external);
    codec::Arena arena;
    const codec::Value value = spelt(literal.lexeme, step.wire, arena);
    const Crossed crossed = cross_inward(step, &value, binding_->format, arena);
    if (!crossed)
      report(Side::external, literal.place, "value.invalid", "'" + literal.lexeme + "' cannot be read back");
  }

  void bind_field(const Rule& rule) {
    const auto canonical = find(Side::canonical, *rule.canonical);
    const auto external = find(Side::external, *rule.external);
    auto function = function_of(rule);
    Step step;
    const std::size_t index = scope_->steps.size();
    const bool ours =
        canonical && put(Side::canonical, *rule.canonical, *canonical, TreeNode::Kind::leaf, index, step.canonical);
    const bool theirs =
        external && put(Side::external, *rule.external, *external, TreeNode::Kind::leaf, index, step.external);
    if (canonical) step.canonical.schema = canonical->back().node;
    if (external) step.external.schema = external->back().node;
    step.place = rule.place;
    step.refuse_missing = rule.refuse_missing;
    step.absent = lexeme_of(rule.absent);
    step.fallback = lexeme_of(rule.fallback);
    const bool meet = canonical && external && function &&
                      check_types(rule, *function, *step.canonical.schema, *step.external.schema);
    if (meet) {
      step.function = std::move(*function);
      const SchemaType type = step.external.schema->type;
      step.wire = type == SchemaType::any ? wire_of_function(step.function.kind, step.canonical.schema->type)
                                          : wire_of_type(type);
      if (binding_->format == Format::xml) step.wire = Wire::text;
      check_values(rule, step);
    }
    if (ours || theirs) scope_->steps.push_back(std::move(step));
  }

  void bind_constant(const Rule& rule) {
    const Side side = rule.canonical ? Side::canonical : Side::external;
    const PlacedText& path = rule.canonical ? *rule.canonical : *rule.external;
    const auto steps = find(side, path);
    if (!steps) return;
    Step step;
    step.place = rule.place;
    step.constant = rule.constant ? rule.constant->lexeme : std::string{};
    End& end = side == Side::canonical ? step.canonical : step.external;
    if (!put(side, path, *steps, TreeNode::Kind::constant, scope_->steps.size(), end)) return;
    if (rule.constant) check_literal(*binding_, *rule.constant, *end.schema, side);
    const bool open = end.schema->type == SchemaType::any && rule.constant.has_value();
    step.wire = open ? wire_of_literal(rule.constant->kind) : wire_of_type(end.schema->type);
    if (side == Side::external && binding_->format == Format::xml) step.wire = Wire::text;
    scope_->steps.push_back(std::move(step));
  }

  /// A container whose only field is a repeated element stands for that element.
  static void unwrap(PathSteps& steps) {
    const SchemaNode& last = *steps.back().node;
    if (last.type != SchemaNode::Type::record || last.fields.size() != 1) return;
    const SchemaNode::Field& only = last.fields.front();
    if (only.node && only.node->type == SchemaNode::Type::list)
      steps.push_back({only.name, only.node.get(), only.required, 0});
  }

  bool is_list(Side side, const PlacedText& path, const PathSteps& steps) {
    const SchemaNode& node = *steps.back().node;
    if (node.type == SchemaNode::Type::list && node.item) return true;
    report(
        side, path.place, "type.mismatch",
        "'each' needs a list; " + std::string(name(side)) + " '" + path.text + "' is " + std::string(name(node.type)));
    return false;
  }

  void mark_container(const PathSteps& steps) {
    std::vector<TreeNode>* nodes = &scope_->external.nodes;
    for (std::size_t i = 0; i + 1 < steps.size(); ++i) {
      for (TreeNode& node : *nodes) {
        if (node.name != steps[i].name) continue;
        if (i + 2 == steps.size()) node.write_empty = true;
        nodes = &node.children;
        break;
      }
    }
  }

  void bind_each(const Rule& rule) {
    const auto canonical = find(Side::canonical, *rule.canonical);
    auto external = find(Side::external, *rule.external);
    if (external && binding_->format == Format::xml) unwrap(*external);
    const bool ours = canonical && is_list(Side::canonical, *rule.canonical, *canonical);
    const bool theirs = external && is_list(Side::external, *rule.external, *external);
    if (!ours || !theirs) return;
    Each each;
    each.place = rule.place;
    each.write_empty = rule.write_empty;
    each.refuse_missing = rule.refuse_missing;
    const std::size_t index = scope_->eaches.size();
    const bool put_ours =
        put(Side::canonical, *rule.canonical, *canonical, TreeNode::Kind::list, index, each.canonical);
    const bool put_theirs = put(Side::external, *rule.external, *external, TreeNode::Kind::list, index, each.external);
    if (rule.write_empty && binding_->format == Format::xml) mark_container(*external);
    if (!put_ours && !put_theirs) return;
    each.canonical.schema = canonical->back().node;
    each.external.schema = external->back().node;
    each.item = bind_scope(*binding_, rule.fields, Tree{{}, each.canonical.schema->item.get(), 0, rule.place},
                           Tree{{}, each.external.schema->item.get(), 0, rule.place});
    scope_->eaches.push_back(std::move(each));
  }

  Binding* binding_;
  Scope* scope_;
};

}  // namespace

std::unique_ptr<Scope> bind_scope(Binding& binding, const std::vector<Rule>& rules, Tree canonical, Tree external) {
  auto scope = std::make_unique<Scope>();
  scope->canonical = std::move(canonical);
  scope->external = std::move(external);
  ScopeBinder binder(binding, *scope);
  for (const Rule& rule : rules) binder.bind(rule);
  if (binding.format == Format::xml) sort_by_schema(scope->external.nodes);
  return scope;
}

}  // namespace lienthong::mapping
