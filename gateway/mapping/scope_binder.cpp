#include "mapping/scope_binder.hpp"

#include "mapping/constraints.hpp"
#include "mapping/convert.hpp"
#include "mapping/shortcuts.hpp"
#include "mapping/suggest.hpp"

#include <algorithm>
#include <utility>

namespace lienthong::mapping {
namespace {

using codec::SchemaNode;

std::optional<std::string> lexeme_of(const std::optional<Literal>& literal) {
  return literal ? std::optional(literal->lexeme) : std::nullopt;
}

std::vector<std::string> lexemes_of(const std::vector<Literal>& literals) {
  std::vector<std::string> out;
  for (const Literal& literal : literals) out.push_back(literal.lexeme);
  return out;
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
    case FunctionKind::epoch:
      return Wire::number;
    case FunctionKind::boolean:
      return Wire::boolean;
    case FunctionKind::identity:
      return wire_of(canonical);
    case FunctionKind::text:
    case FunctionKind::trimmed:
    case FunctionKind::instant:
    case FunctionKind::date:
    case FunctionKind::code:
    case FunctionKind::flag:
    case FunctionKind::base64:
    case FunctionKind::url:
    case FunctionKind::list:
      return Wire::text;
  }
  return Wire::text;
}

bool spells_numbers(const CodeTable* table) {
  if (table == nullptr) return false;
  return std::all_of(table->versions().begin(), table->versions().end(), [](const CodeTable::Version& version) {
    return std::all_of(version.outward.begin(), version.outward.end(),
                       [](const auto& code) { return spells(code.second, SchemaType::integer); });
  });
}

/// Where the schema leaves a choice ("integer or string"), its first type is written, if the function's values are of
/// it; where it says nothing, the function decides.
Wire wire_in_union(const Step& step) {
  const Wire natural = wire_of_function(step.function.kind, step.canonical.schema->type);
  const auto& types = step.external.schema->types;
  if (types.empty()) return natural;
  const auto may_be = [&](Wire wire) {
    return std::any_of(types.begin(), types.end(), [&](SchemaType type) { return wire_of(type) == wire; });
  };
  const Wire first = wire_of(types.front());
  const bool numeric = natural == Wire::number || spells_numbers(step.function.table.get());
  if (first == Wire::number) return numeric ? Wire::number : Wire::text;
  if (first == Wire::text) return Wire::text;
  return may_be(natural) ? natural : Wire::text;
}

/// A container whose only field is a repeated element stands for that element.
void unwrap(PathSteps& steps) {
  const SchemaNode& last = *steps.back().node;
  if (last.type != SchemaNode::Type::record || last.fields.size() != 1) return;
  const SchemaNode::Field& only = last.fields.front();
  if (only.node && only.node->type == SchemaNode::Type::list)
    steps.push_back({only.name, only.node.get(), only.required, 0});
}

}  // namespace

void ScopeBinder::bind(const std::vector<Rule>& rules) {
  const auto of_kind = [](Rule::Kind kind) { return [kind](const Rule& rule) { return rule.kind == kind; }; };
  const auto is_group = of_kind(Rule::Kind::group);
  const auto is_computed = of_kind(Rule::Kind::computed);
  for (const Rule& rule : rules) {
    if (!is_group(rule) && !is_computed(rule)) bind_rule(rule);
  }
  for (const Rule& rule : rules) {
    if (is_group(rule)) bind_group(rule);
  }
  for (const Rule& rule : rules) {
    if (is_computed(rule)) bind_computed(rule);
  }
}

void ScopeBinder::bind_rule(const Rule& rule) {
  switch (rule.kind) {
    case Rule::Kind::field:
      return bind_field(rule);
    case Rule::Kind::parts:
      return bind_parts(rule);
    case Rule::Kind::constant:
      return bind_constant(rule);
    case Rule::Kind::computed:
      return bind_computed(rule);
    case Rule::Kind::each:
      return bind_each(rule);
    case Rule::Kind::embedded:
      return bind_embedded(rule);
    case Rule::Kind::group:
      return bind_group(rule);
  }
}

std::optional<PathSteps> ScopeBinder::find(Side side, const PlacedText& path) {
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

void ScopeBinder::report(Side side, Place place, std::string rule, std::string text) {
  binding_->reader.report(place, std::move(rule), side == Side::external ? text + binding_->label : std::move(text));
}

bool ScopeBinder::put(Side side, const PlacedText& path, const PathSteps& steps, const TreeNode::Use& use, End& end) {
  const auto slot = insert(tree(side), steps, use, path.place, [&](const TreeNode::Use& other) {
    return use.kind != TreeNode::Kind::list && may_share(other);
  });
  if (!slot) {
    report(side, path.place, "path.twice",
           std::string(name(side)) + " path '" + path.text + "' is mapped twice, or its list both whole and in part");
    return false;
  }
  end = end_of(steps);
  end.slot = *slot;
  return true;
}

/// Two groups may say different things of one place when no document is in both.
bool ScopeBinder::may_share(const TreeNode::Use& other) const {
  const When theirs = when_of(*scope_, other);
  if (!when_ || !theirs || other.kind == TreeNode::Kind::list) return false;
  const Condition& one = scope_->conditions[*when_];
  const Condition& two = scope_->conditions[*theirs];
  const auto in_two = [&](const std::string& value) {
    return std::find(two.is.begin(), two.is.end(), value) != two.is.end();
  };
  return one.step == two.step && std::none_of(one.is.begin(), one.is.end(), in_two);
}

std::optional<Function> ScopeBinder::function_of(const Rule& rule) {
  if (!rule.as) return Function{};
  FunctionProblem problem;
  const auto call = parse_call(rule.as->text, problem);
  auto function = call ? parse_function(*call, binding_->tables, problem) : std::nullopt;
  if (!function) binding_->reader.report(rule.as->place, problem.rule, problem.text);
  return function;
}

bool ScopeBinder::check_types(const Rule& rule, const Function& function, const SchemaNode& canonical,
                              const SchemaNode& external) {
  if (types_meet(function.kind, canonical.type, external.type)) return true;
  std::string text = "canonical " + std::string(name(canonical.type)) + " and external " +
                     std::string(name(external.type)) + " cannot meet through " + std::string(name(function.kind));
  if (canonical.type == SchemaType::list && external.type == SchemaType::list) text += "; lists pair with 'each'";
  report(Side::external, rule.as ? rule.as->place : rule.external.front().place, "type.mismatch", std::move(text));
  return false;
}

void ScopeBinder::check_values(const Rule& rule, const Step& step) {
  for (const Literal& literal : rule.absent) check_literal(*binding_, literal, *step.external.schema, Side::external);
  if (rule.fallback) check_fallback(*rule.fallback, step);
  const std::optional<std::size_t> limit = step.external.schema->max_length;
  if (step.function.cut_at && limit && *step.function.cut_at > *limit) {
    report(Side::external, rule.as->place, "text.limit",
           "the external schema allows " + std::to_string(*limit) + " characters");
  }
  check_totality(*binding_, step, rule.as ? rule.as->place : rule.external.front().place);
}

/// A default is an ordinary value when it comes back: the function must be able to read it.
void ScopeBinder::check_fallback(const Literal& literal, const Step& step) {
  check_literal(*binding_, literal, *step.external.schema, Side::external);
  codec::Arena arena;
  const codec::Value value = spelt(literal.lexeme, step.wire);
  const CodeTable* table = step.function.table.get();
  for (const CodeTable::Version& version : table ? table->versions() : std::vector<CodeTable::Version>(1)) {
    const Crossed crossed = cross_inward(step, &value, {binding_->format, table ? &version : nullptr}, arena);
    if (crossed) continue;
    return report(Side::external, literal.place, "value.invalid", "'" + literal.lexeme + "' cannot be read back");
  }
}

void ScopeBinder::bind_field(const Rule& rule) {
  const PlacedText& our_path = rule.canonical.front();
  const PlacedText& their_path = rule.external.front();
  const auto canonical = find(Side::canonical, our_path);
  const auto external = find(Side::external, their_path);
  auto function = function_of(rule);
  Step step;
  step.when = when_;
  const TreeNode::Use use{TreeNode::Kind::leaf, scope_->steps.size(), 0};
  const bool ours = canonical && put(Side::canonical, our_path, *canonical, use, step.canonical);
  const bool theirs = external && put(Side::external, their_path, *external, use, step.external);
  if (canonical) step.canonical.schema = canonical->back().node;
  if (external) step.external.schema = external->back().node;
  step.place = rule.place;
  if (rule.as) step.as = rule.as->text;
  step.refuse_missing = rule.refuse_missing;
  step.absent = lexemes_of(rule.absent);
  step.write_absent = rule.write_absent;
  step.fallback = lexeme_of(rule.fallback);
  const bool meet =
      canonical && external && function && check_types(rule, *function, *step.canonical.schema, *step.external.schema);
  if (meet) {
    step.function = std::move(*function);
    const SchemaType type = step.external.schema->type;
    step.wire = type == SchemaType::any ? wire_in_union(step) : wire_of(type);
    if (binding_->format == Format::xml) step.wire = Wire::text;
    check_values(rule, step);
    step.canonical.proven = always_meets(step, Side::canonical);
    step.external.proven = always_meets(step, Side::external);
  }
  if (ours || theirs) scope_->steps.push_back(std::move(step));
}

void ScopeBinder::bind_constant(const Rule& rule) {
  const Side side = rule.canonical.empty() ? Side::external : Side::canonical;
  const PlacedText& path = rule.canonical.empty() ? rule.external.front() : rule.canonical.front();
  const auto steps = find(side, path);
  if (!steps) return;
  Step step;
  step.when = when_;
  step.place = rule.place;
  step.constant = rule.constant ? rule.constant->lexeme : std::string{};
  End& end = side == Side::canonical ? step.canonical : step.external;
  if (!put(side, path, *steps, {TreeNode::Kind::constant, scope_->steps.size(), 0}, end)) return;
  if (rule.constant) check_literal(*binding_, *rule.constant, *end.schema, side);
  const bool open = end.schema->type == SchemaType::any && rule.constant.has_value();
  step.wire = open ? wire_of_literal(rule.constant->kind) : wire_of(end.schema->type);
  if (side == Side::external && binding_->format == Format::xml) step.wire = Wire::text;
  scope_->steps.push_back(std::move(step));
}

bool ScopeBinder::is_list(Side side, const PlacedText& path, const PathSteps& steps) {
  const SchemaNode& node = *steps.back().node;
  if (node.type == SchemaNode::Type::list && node.item) return true;
  report(side, path.place, "type.mismatch",
         "'each' needs a list; " + std::string(name(side)) + " '" + path.text + "' is " + std::string(name(node.type)));
  return false;
}

void ScopeBinder::mark_container(const PathSteps& steps) {
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

void ScopeBinder::bind_each(const Rule& rule) {
  const PlacedText& our_path = rule.canonical.front();
  const PlacedText& their_path = rule.external.front();
  const auto canonical = find(Side::canonical, our_path);
  auto external = find(Side::external, their_path);
  if (external && binding_->format == Format::xml) unwrap(*external);
  const bool ours = canonical && is_list(Side::canonical, our_path, *canonical);
  const bool theirs = external && is_list(Side::external, their_path, *external);
  if (!ours || !theirs) return;
  Each each;
  each.when = when_;
  each.place = rule.place;
  each.write_empty = rule.write_empty;
  each.refuse_missing = rule.refuse_missing;
  const TreeNode::Use use{TreeNode::Kind::list, scope_->eaches.size(), 0};
  const bool put_ours = put(Side::canonical, our_path, *canonical, use, each.canonical);
  const bool put_theirs = put(Side::external, their_path, *external, use, each.external);
  if (rule.write_empty && binding_->format == Format::xml) mark_container(*external);
  if (!put_ours && !put_theirs) return;
  each.canonical.schema = canonical->back().node;
  each.external.schema = external->back().node;
  each.item = bind_scope(*binding_, rule.fields, Tree{{}, each.canonical.schema->item.get(), 0, rule.place},
                         Tree{{}, each.external.schema->item.get(), 0, rule.place});
  scope_->eaches.push_back(std::move(each));
}

std::unique_ptr<Scope> bind_scope(Binding& binding, const std::vector<Rule>& rules, Tree canonical, Tree external) {
  auto scope = std::make_unique<Scope>();
  scope->canonical = std::move(canonical);
  scope->external = std::move(external);
  ScopeBinder(binding, *scope).bind(rules);
  sort_by_place(scope->canonical.nodes);
  if (binding.format == Format::xml) {
    sort_by_schema(scope->external.nodes);
  } else {
    sort_by_place(scope->external.nodes);
  }
  return scope;
}

std::unique_ptr<Scope> bind_document(Binding& binding, const std::vector<Rule>& rules, Tree canonical, Tree external,
                                     const Losses& losses) {
  auto scope = bind_scope(binding, rules, std::move(canonical), std::move(external));
  scope->orders = order_tree(*scope->canonical.schema);
  bind_dates(binding, *scope);
  check_required(binding, *scope);
  check_coverage(binding, *scope, losses);
  prepare_shortcuts(*scope);
  return scope;
}

}  // namespace lienthong::mapping
