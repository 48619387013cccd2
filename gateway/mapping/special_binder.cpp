#include "mapping/convert.hpp"
#include "mapping/parts.hpp"
#include "mapping/scope_binder.hpp"
#include "mapping/suggest.hpp"

#include <algorithm>
#include <array>

namespace lienthong::mapping {
namespace {

using codec::SchemaNode;

bool is_part_type(Side side, SchemaType type) {
  return type == SchemaType::text || type == SchemaType::any || (side == Side::external && type == SchemaType::integer);
}

std::string joined(const std::vector<End>& ends) {
  std::string out;
  for (const End& end : ends) out += (out.empty() ? "" : ", ") + end.path;
  return out;
}

constexpr std::array<ComputedKind, 4> computed_kinds{ComputedKind::concat, ComputedKind::reference,
                                                     ComputedKind::sha256, ComputedKind::count};

std::vector<std::string> written_paths(const Scope& scope) {
  std::vector<std::string> out;
  for (const Step& step : scope.steps) {
    if (!step.external.path.empty()) out.push_back(step.external.path);
  }
  for (const Each& each : scope.eaches) out.push_back(each.external.path);
  return out;
}

}  // namespace

/// Puts the ends of the side that has several; false when one of them cannot stand.
void ScopeBinder::bind_part_ends(const Rule& rule, Step& step, bool& placed) {
  const std::vector<PlacedText>& paths = step.parted == Side::canonical ? rule.canonical : rule.external;
  for (const PlacedText& path : paths) {
    const auto steps = find(step.parted, path);
    End end;
    const TreeNode::Use use{TreeNode::Kind::leaf, scope_->steps.size(), step.part_ends.size()};
    if (!steps || !put(step.parted, path, *steps, use, end)) {
      placed = false;
      continue;
    }
    end.schema = steps->back().node;
    if (!is_part_type(step.parted, end.schema->type)) {
      report(step.parted, path.place, "type.mismatch", "'" + path.text + "' must be a text to be a part");
    }
    step.part_ends.push_back(std::move(end));
  }
}

void ScopeBinder::check_parts(const Rule& rule, const Step& step) {
  if (!step.parts) return;
  std::vector<std::size_t> optional;
  for (std::size_t i = 0; i < step.part_ends.size(); ++i) {
    if (!step.part_ends[i].required || !step.absent.empty()) optional.push_back(i);
  }
  std::string why = wrong_parts(*step.parts, step.part_ends.size(), optional);
  if (why.empty() && step.part_ends.size() > most_parts) why = "too many parts";
  if (!why.empty()) report(step.parted, rule.place, "function.arguments", std::move(why));
}

void ScopeBinder::bind_parts(const Rule& rule) {
  Step step;
  step.when = when_;
  step.place = rule.place;
  step.as = rule.as->text;
  step.refuse_missing = rule.refuse_missing;
  step.parted = rule.canonical.size() > 1 ? Side::canonical : Side::external;
  const Side whole = step.parted == Side::canonical ? Side::external : Side::canonical;
  for (const Literal& literal : rule.absent) step.absent.push_back(literal.lexeme);
  step.write_absent = rule.write_absent;
  FunctionProblem problem;
  const auto call = parse_call(rule.as->text, problem);
  step.parts = call ? parse_parts(*call, problem) : std::nullopt;
  if (!step.parts) report(Side::canonical, rule.as->place, problem.rule, problem.text);
  bool placed = true;
  bind_part_ends(rule, step, placed);
  if (placed) check_parts(rule, step);
  const PlacedText& path = whole == Side::canonical ? rule.canonical.front() : rule.external.front();
  const auto steps = find(whole, path);
  End& end = whole == Side::canonical ? step.canonical : step.external;
  if (!steps || !put(whole, path, *steps, {TreeNode::Kind::leaf, scope_->steps.size(), 0}, end)) placed = false;
  if (steps) {
    end.schema = steps->back().node;
    if (!is_part_type(Side::canonical, end.schema->type)) {
      report(whole, path.place, "type.mismatch", "'" + path.text + "' must be a text to have parts");
    }
  }
  if (!step.part_ends.empty()) {
    End& other = step.parted == Side::canonical ? step.canonical : step.external;
    other = step.part_ends.front();
    other.path = joined(step.part_ends);
  }
  if (!placed && step.part_ends.empty()) return;
  scope_->steps.push_back(std::move(step));
}

std::optional<Computed::Part> ScopeBinder::computed_part(const Rule& rule, const Argument& argument,
                                                         ComputedKind kind) {
  Computed::Part part;
  if (argument.quoted) {
    part.literal = argument.text;
    return part;
  }
  const auto& eaches = scope_->eaches;
  const auto& steps = scope_->steps;
  const auto each = std::find_if(eaches.begin(), eaches.end(), [&](const Each& one) {
    return one.external.path == argument.text || one.external.path.starts_with(argument.text + ".");
  });
  if (kind == ComputedKind::count && each != eaches.end()) {
    part.each = static_cast<std::size_t>(each - eaches.begin());
    return part;
  }
  const auto step = std::find_if(steps.begin(), steps.end(), [&](const Step& one) {
    return one.external.path == argument.text && !one.parts && !one.computed && !one.when;
  });
  if (kind != ComputedKind::count && step != steps.end()) {
    part.step = static_cast<std::size_t>(step - steps.begin());
    return part;
  }
  report(Side::external, rule.computed->place, "computed.unknown",
         "no unconditional rule of this scope writes " + std::string(kind == ComputedKind::count ? "a list '" : "'") +
             argument.text + "'" + suggestion(argument.text, written_paths(*scope_)));
  return std::nullopt;
}

std::optional<Computed> ScopeBinder::computed_of(const Rule& rule) {
  FunctionProblem problem;
  const auto call = parse_call(rule.computed->text, problem);
  if (!call) {
    report(Side::external, rule.computed->place, problem.rule, problem.text);
    return std::nullopt;
  }
  const auto* kind = std::find_if(computed_kinds.begin(), computed_kinds.end(),
                                  [&](ComputedKind one) { return name(one) == call->name; });
  if (kind == computed_kinds.end()) {
    std::vector<std::string> known;
    for (const ComputedKind one : computed_kinds) known.emplace_back(name(one));
    report(Side::external, rule.computed->place, "function.unknown",
           "unknown function '" + call->name + "'" + suggestion(call->name, known));
    return std::nullopt;
  }
  Computed out;
  out.kind = *kind;
  auto arguments = std::span(call->arguments);
  const bool separated = out.kind == ComputedKind::sha256 && !arguments.empty() && arguments.front().quoted;
  if (separated) {
    out.separator = arguments.front().text;
    arguments = arguments.subspan(1);
  }
  const bool enough = out.kind == ComputedKind::count ? arguments.size() == 1 : !arguments.empty();
  if (!enough || (out.kind == ComputedKind::sha256 && !separated)) {
    report(Side::external, rule.computed->place, "function.arguments",
           "count(LIST), concat(…), reference(…) or sha256(\"separator\", …) of external fields and quoted texts");
    return std::nullopt;
  }
  for (const Argument& argument : arguments) {
    auto part = computed_part(rule, argument, out.kind);
    if (part) out.parts.push_back(std::move(*part));
  }
  return out;
}

void ScopeBinder::bind_computed(const Rule& rule) {
  const PlacedText& path = rule.external.front();
  auto computed = computed_of(rule);
  const auto steps = find(Side::external, path);
  if (!steps) return;
  Step step;
  step.when = when_;
  step.place = rule.place;
  step.as = rule.computed->text;
  const TreeNode::Use use{TreeNode::Kind::computed, scope_->steps.size(), 0};
  if (!put(Side::external, path, *steps, use, step.external)) return;
  step.external.schema = steps->back().node;
  const SchemaType type = step.external.schema->type;
  const bool counts = computed && computed->kind == ComputedKind::count;
  const bool fits = type == SchemaType::text || type == SchemaType::any || (counts && type == SchemaType::integer);
  if (computed && !fits) {
    report(Side::external, rule.computed->place, "type.mismatch",
           "external " + std::string(name(type)) + " cannot hold " + std::string(name(computed->kind)));
  }
  step.wire = type == SchemaType::integer && binding_->format == Format::json ? Wire::number : Wire::text;
  if (computed) step.computed = std::move(*computed);
  if (!step.computed) step.computed = Computed{};  // reported; the place is taken all the same
  scope_->steps.push_back(std::move(step));
}

bool ScopeBinder::bind_embedded_document(const Rule& rule, const Argument& mapping, Embedded& out) {
  std::string why;
  const auto opened = binding_->embedded.open(mapping.text, out.format, why);
  if (!opened) {
    if (!why.empty()) report(Side::external, rule.as->place, "embedded.unknown", why);
    return false;
  }
  const auto difference = first_difference(*out.canonical.schema, *opened->canonical);
  if (difference) {
    report(Side::canonical, rule.as->place, "embedded.canonical",
           "canonical '" + out.canonical.path + "' is not what mapping '" + mapping.text + "' makes: they differ at '" +
               *difference + "'");
  } else {
    out.mapping = opened->file->name;
    out.xml_root = opened->form->root.text;
    for (const auto& [uri, prefix] : opened->form->namespaces) out.xml_names.emplace(uri, prefix);
    Binding inner{*opened->reader, binding_->tables, binding_->embedded, out.format, ""};
    out.document = bind_document(inner, opened->file->rules, Tree{{}, opened->canonical, 0, {1, 1}},
                                 Tree{{}, opened->external, 0, opened->form->place}, *opened->losses);
  }
  binding_->embedded.close();
  return out.document != nullptr;
}

void ScopeBinder::bind_embedded(const Rule& rule) {
  const PlacedText& our_path = rule.canonical.front();
  const PlacedText& their_path = rule.external.front();
  FunctionProblem problem;
  const auto call = parse_call(rule.as->text, problem);
  const bool formed =
      call && call->arguments.size() == 2 && (call->arguments[0].text == "json" || call->arguments[0].text == "xml");
  if (!formed)
    report(Side::external, rule.as->place, "function.arguments",
           "embedded takes json or xml and the name of a mapping: embedded(json, ho-tich/to-khai)");
  const auto canonical = find(Side::canonical, our_path);
  const auto external = find(Side::external, their_path);
  if (!canonical || !external) return;
  Embedded out;
  out.when = when_;
  out.place = rule.place;
  out.refuse_missing = rule.refuse_missing;
  for (const Literal& literal : rule.absent) out.absent.push_back(literal.lexeme);
  out.write_absent = rule.write_absent;
  const TreeNode::Use use{TreeNode::Kind::embedded, scope_->embedded.size(), 0};
  const bool ours = put(Side::canonical, our_path, *canonical, use, out.canonical);
  const bool theirs = put(Side::external, their_path, *external, use, out.external);
  if (!ours && !theirs) return;
  out.canonical.schema = canonical->back().node;
  out.external.schema = external->back().node;
  const bool text = out.external.schema->type == SchemaType::text || out.external.schema->type == SchemaType::any;
  if (out.canonical.schema->type != SchemaType::record || !text) {
    report(Side::external, rule.as->place, "type.mismatch", "embedded joins a canonical record and an external text");
  } else if (formed) {
    out.format = call->arguments[0].text == "json" ? Format::json : Format::xml;
    bind_embedded_document(rule, call->arguments[1], out);
  }
  if (!out.document) out.document = std::make_unique<Scope>();  // reported; the place is taken all the same
  scope_->embedded.push_back(std::move(out));
}

std::optional<std::size_t> ScopeBinder::discriminator(const PlacedText& path) {
  if (!find(Side::canonical, path)) return std::nullopt;
  const auto& steps = scope_->steps;
  const auto step = std::find_if(steps.begin(), steps.end(), [&](const Step& one) {
    return one.canonical.path == path.text && one.external.schema != nullptr && !one.parts && !one.when;
  });
  if (step != steps.end()) return static_cast<std::size_t>(step - steps.begin());
  report(Side::canonical, path.place, "when.unmapped",
         "canonical '" + path.text + "' must be mapped by an unconditional field of the same scope to decide a group");
  return std::nullopt;
}

void ScopeBinder::bind_group(const Rule& rule) {
  if (when_) return report(Side::canonical, rule.place, "when.nested", "a group cannot stand inside a group");
  const auto step = discriminator(rule.canonical.front());
  if (!step) return;
  Condition condition;
  condition.step = *step;
  condition.place = rule.place;
  for (const Literal& literal : rule.is) {
    check_literal(*binding_, literal, *scope_->steps[*step].canonical.schema, Side::canonical);
    condition.is.push_back(literal.lexeme);
  }
  when_ = scope_->conditions.size();
  scope_->conditions.push_back(std::move(condition));
  for (const Rule& inner : rule.fields) bind_rule(inner);
  when_.reset();
}

namespace {

class DateBinder {
 public:
  DateBinder(Binding& binding, const Scope& document) : binding_(&binding), document_(&document) {}

  void bind(Scope& scope) {
    for (Step& step : scope.steps) {
      if (step.function.table) bind_step(scope, step);
    }
    for (Each& each : scope.eaches) bind(*each.item);
  }

 private:
  void bind_step(const Scope& scope, Step& step) {
    const std::string& path = step.function.dated_by;
    if (path.empty()) return;  // parse_function asks for it where the table is dated
    const auto own = dating_step(scope, path);
    step.dated_here = own.has_value();
    step.dated_by = own ? own : dating_step(*document_, path);
    if (!step.dated_by) {
      return report(step, "code.undated",
                    "'" + path + "' is no moment that an unconditional field of the scope or of the document maps");
    }
  }

  static std::optional<std::size_t> dating_step(const Scope& scope, const std::string& path) {
    const auto& steps = scope.steps;
    const auto found = std::find_if(steps.begin(), steps.end(), [&](const Step& one) {
      return one.canonical.path == path && one.external.schema != nullptr && !one.when && is_moment(one);
    });
    return found == steps.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - steps.begin()));
  }

  static bool is_moment(const Step& step) {
    const std::string& format = step.canonical.schema->format;
    return format == "date-time" || format == "date";
  }

  void report(const Step& step, std::string rule, const std::string& text) {
    binding_->reader.report(step.place, std::move(rule), text + binding_->label);
  }

  Binding* binding_;
  const Scope* document_;
};

}  // namespace

void bind_dates(Binding& binding, Scope& document) { DateBinder(binding, document).bind(document); }

}  // namespace lienthong::mapping
