#include "mapping/function.hpp"

#include "base/text.hpp"
#include "mapping/suggest.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace lienthong::mapping {
namespace {

constexpr std::array<std::pair<std::string_view, FunctionKind>, 7> functions{{{"text", FunctionKind::text},
                                                                              {"instant", FunctionKind::instant},
                                                                              {"code", FunctionKind::code},
                                                                              {"integer", FunctionKind::integer},
                                                                              {"flag", FunctionKind::flag},
                                                                              {"boolean", FunctionKind::boolean},
                                                                              {"base64", FunctionKind::base64}}};

template <class Map>
std::vector<std::string> keys_of(const Map& map) {
  std::vector<std::string> out;
  for (const auto& [key, value] : map) out.emplace_back(key);
  return out;
}

struct Call {
  std::string_view name;
  std::optional<std::string_view> arguments;  ///< between the outer brackets
};

std::optional<Call> split_call(std::string_view text) {
  const std::size_t open = text.find('(');
  if (open == std::string_view::npos) return Call{base::trim(text), std::nullopt};
  if (text.back() != ')') return std::nullopt;
  return Call{base::trim(text.substr(0, open)), base::trim(text.substr(open + 1, text.size() - open - 2))};
}

std::string read_text(std::string_view arguments, Function& out) {
  static constexpr std::string_view usage = "text takes max=N with N above 0: text(max=250)";
  if (!arguments.starts_with("max")) return std::string(usage);
  std::string_view rest = base::trim(arguments.substr(3));
  if (!rest.starts_with("=")) return std::string(usage);
  rest = base::trim(rest.substr(1));
  std::size_t limit = 0;
  const auto [stopped, error] = std::from_chars(rest.data(), rest.data() + rest.size(), limit);
  if (error != std::errc{} || stopped != rest.data() + rest.size() || limit == 0) return std::string(usage);
  out.cut_at = limit;
  return {};
}

/// `"1", "0"`: two quoted texts that differ.
std::string read_flag(std::string_view arguments, Function& out) {
  static constexpr std::string_view usage = "flag takes two different quoted texts: flag(\"1\", \"0\")";
  std::array<std::string*, 2> targets{&out.yes, &out.no};
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const std::size_t close = arguments.starts_with('"') ? arguments.find('"', 1) : std::string_view::npos;
    if (close == std::string_view::npos) return std::string(usage);
    *targets[i] = arguments.substr(1, close - 1);
    arguments = base::trim(arguments.substr(close + 1));
    if (i == 0) {
      if (!arguments.starts_with(',')) return std::string(usage);
      arguments = base::trim(arguments.substr(1));
    }
  }
  return arguments.empty() && out.yes != out.no ? std::string{} : std::string(usage);
}

FunctionProblem read_code(std::string_view arguments, const CodeTables& tables, Function& out) {
  const auto found = tables.find(arguments);
  if (found == tables.end()) {
    return {"code.unknown",
            "there is no code table '" + std::string(arguments) + "'" + suggestion(arguments, keys_of(tables))};
  }
  out.table = found->second;
  return {};
}

FunctionProblem read_arguments(const Call& call, const CodeTables& tables, Function& out) {
  const auto wrong = [](std::string why) {
    return why.empty() ? FunctionProblem{} : FunctionProblem{"function.arguments", std::move(why)};
  };
  switch (out.kind) {
    case FunctionKind::text:
      return call.arguments ? wrong(read_text(*call.arguments, out)) : FunctionProblem{};
    case FunctionKind::instant: {
      std::string why;
      out.pattern = InstantPattern::parse(call.arguments.value_or(""), why);
      return wrong(std::move(why));
    }
    case FunctionKind::code:
      if (!call.arguments) return wrong("code needs the name of a table: code(portal/status)");
      return read_code(*call.arguments, tables, out);
    case FunctionKind::flag:
      return wrong(read_flag(call.arguments.value_or(""), out));
    case FunctionKind::identity:
    case FunctionKind::integer:
    case FunctionKind::boolean:
    case FunctionKind::base64:
      return call.arguments ? wrong(std::string(call.name) + " takes no arguments") : FunctionProblem{};
  }
  return {};
}

bool external_may_be(FunctionKind kind, SchemaType external) {
  switch (kind) {
    case FunctionKind::code:
    case FunctionKind::flag:
      return external == SchemaType::text || external == SchemaType::integer || external == SchemaType::boolean;
    case FunctionKind::integer:
      return external == SchemaType::text || external == SchemaType::integer || external == SchemaType::number;
    case FunctionKind::boolean:
      return external == SchemaType::text || external == SchemaType::boolean;
    case FunctionKind::text:
    case FunctionKind::instant:
    case FunctionKind::base64:
      return external == SchemaType::text;
    case FunctionKind::identity:
      return true;
  }
  return false;
}

SchemaType canonical_type(FunctionKind kind) {
  switch (kind) {
    case FunctionKind::integer:
      return SchemaType::integer;
    case FunctionKind::flag:
    case FunctionKind::boolean:
      return SchemaType::boolean;
    case FunctionKind::identity:
    case FunctionKind::text:
    case FunctionKind::instant:
    case FunctionKind::code:
    case FunctionKind::base64:
      return SchemaType::text;
  }
  return SchemaType::any;
}

bool is_compound(SchemaType type) { return type == SchemaType::record || type == SchemaType::list; }

}  // namespace

std::optional<Function> parse_function(std::string_view text, const CodeTables& tables, FunctionProblem& problem) {
  const auto call = split_call(base::trim(text));
  if (!call) {
    problem = {"function.arguments", "a bracket is not closed"};
    return std::nullopt;
  }
  const auto found =
      std::find_if(functions.begin(), functions.end(), [&](const auto& one) { return one.first == call->name; });
  if (found == functions.end()) {
    const std::vector<std::string> known = keys_of(functions);
    problem = {"function.unknown",
               "unknown function '" + std::string(call->name) + "'" + suggestion(call->name, known)};
    return std::nullopt;
  }
  Function out;
  out.kind = found->second;
  problem = read_arguments(*call, tables, out);
  if (!problem.rule.empty()) return std::nullopt;
  return out;
}

bool types_meet(FunctionKind kind, SchemaType canonical, SchemaType external) {
  if (is_compound(canonical) || is_compound(external)) return false;
  if (kind == FunctionKind::identity) {
    return canonical == external || canonical == SchemaType::any || external == SchemaType::any;
  }
  const bool inside = canonical == SchemaType::any || canonical == canonical_type(kind);
  return inside && (external == SchemaType::any || external_may_be(kind, external));
}

std::string_view name(FunctionKind kind) {
  const auto found =
      std::find_if(functions.begin(), functions.end(), [&](const auto& one) { return one.second == kind; });
  return found == functions.end() ? "the value as it is" : found->first;
}

std::string_view name(SchemaType type) {
  switch (type) {
    case SchemaType::text:
      return "text";
    case SchemaType::integer:
      return "integer";
    case SchemaType::number:
      return "number";
    case SchemaType::boolean:
      return "boolean";
    case SchemaType::record:
      return "record";
    case SchemaType::list:
      return "list";
    case SchemaType::any:
      return "any";
  }
  return "any";
}

}  // namespace lienthong::mapping
