#include "mapping/function.hpp"

#include "base/text.hpp"
#include "mapping/function_name.hpp"
#include "mapping/suggest.hpp"

#include <array>
#include <charconv>
#include <utility>

namespace lienthong::mapping {
namespace {

FunctionProblem wrong(std::string why) {
  return why.empty() ? FunctionProblem{} : FunctionProblem{"function.arguments", std::move(why)};
}

/// The value of `key=value`; nothing when the argument is something else.
std::optional<std::string_view> value_of(const Argument& argument, std::string_view key) {
  const std::string_view text = argument.text;
  const std::size_t equals = argument.quoted ? std::string_view::npos : text.find('=');
  if (equals == std::string_view::npos || base::trim(text.substr(0, equals)) != key) return std::nullopt;
  return base::trim(text.substr(equals + 1));
}

FunctionProblem read_text(const Call& call, Function& out) {
  if (!call.bracketed) return {};
  const auto written = call.arguments.size() == 1 ? value_of(call.arguments[0], "max") : std::nullopt;
  const std::string_view digits = written.value_or("");
  std::size_t limit = 0;
  const auto [stopped, error] = std::from_chars(digits.data(), digits.data() + digits.size(), limit);
  if (error != std::errc{} || stopped != digits.data() + digits.size() || limit == 0) {
    return wrong("text takes max=N with N above 0: text(max=250)");
  }
  out.cut_at = limit;
  return {};
}

FunctionProblem read_instant(const Call& call, Function& out) {
  std::string why;
  out.pattern = InstantPattern::parse(call.raw, why);
  return wrong(std::move(why));
}

FunctionProblem read_date_patterns(const Call& call, Function& out) {
  if (call.raw.empty()) return wrong("date needs its forms: date(dd/MM/yyyy) or date(dd/MM/yyyy|MM/yyyy|yyyy)");
  std::string why;
  auto patterns = parse_date_patterns(call.raw, why);
  if (patterns) out.dates = std::move(*patterns);
  return wrong(std::move(why));
}

FunctionProblem read_epoch_unit(const Call& call, Function& out) {
  static constexpr std::array<std::pair<std::string_view, EpochUnit>, 3> units{
      {{"s", EpochUnit::seconds}, {"ms", EpochUnit::milliseconds}, {"detect", EpochUnit::detect}}};
  for (const auto& [unit_name, unit] : units) {
    if (call.raw != unit_name) continue;
    out.unit = unit;
    return {};
  }
  return wrong("epoch takes its unit: epoch(s), epoch(ms) or epoch(detect)");
}

FunctionProblem read_flag(const Call& call, Function& out) {
  const auto& given = call.arguments;
  if (given.size() != 2 || !given[0].quoted || !given[1].quoted || given[0].text == given[1].text) {
    return wrong("flag takes two different quoted texts: flag(\"1\", \"0\")");
  }
  out.yes = given[0].text;
  out.no = given[1].text;
  return {};
}

FunctionProblem read_code(const Call& call, const CodeTables& tables, Function& out) {
  const auto& given = call.arguments;
  const auto at = given.size() == 2 ? value_of(given[1], "at") : std::nullopt;
  if (given.empty() || given[0].quoted || given.size() > 2 || (given.size() == 2 && at.value_or("").empty())) {
    return wrong("code needs the name of a table, and of a dated one the moment: code(portal/ward, at=received_at)");
  }
  const auto found = tables.find(given[0].text);
  if (found == tables.end()) {
    std::vector<std::string> known;
    for (const auto& [name, table] : tables) known.push_back(name);
    return {"code.unknown", "there is no code table '" + given[0].text + "'" + suggestion(given[0].text, known)};
  }
  if (found->second.is_dated() && !at) {
    return wrong("table '" + given[0].text + "' changes with the day; say which moment counts: code(" + given[0].text +
                 ", at=received_at)");
  }
  out.table = std::make_shared<const CodeTable>(found->second);
  out.dated_by = at.value_or("");
  return {};
}

/// One quoted text that is not empty; `example` shows it.
FunctionProblem read_separator(const Call& call, std::string_view example, std::string& out) {
  if (call.arguments.size() != 1 || !call.arguments[0].quoted || call.arguments[0].text.empty()) {
    return wrong(call.name + " takes the separator as a quoted text: " + std::string(example));
  }
  out = call.arguments[0].text;
  return {};
}

FunctionProblem no_arguments(const Call& call) {
  return call.bracketed ? wrong(call.name + " takes no arguments") : FunctionProblem{};
}

FunctionProblem read_arguments(const Call& call, const CodeTables& tables, Function& out) {
  switch (out.kind) {
    case FunctionKind::text:
      return read_text(call, out);
    case FunctionKind::instant:
      return read_instant(call, out);
    case FunctionKind::date:
      return read_date_patterns(call, out);
    case FunctionKind::epoch:
      return read_epoch_unit(call, out);
    case FunctionKind::code:
      return read_code(call, tables, out);
    case FunctionKind::flag:
      return read_flag(call, out);
    case FunctionKind::list:
      return read_separator(call, "list(\"; \")", out.separator);
    case FunctionKind::identity:
    case FunctionKind::trimmed:
    case FunctionKind::integer:
    case FunctionKind::boolean:
    case FunctionKind::base64:
    case FunctionKind::url:
      return no_arguments(call);
  }
  return {};
}

FunctionProblem read_arguments(const Call& call, Parts& out) {
  switch (out.kind) {
    case PartsKind::join:
      return read_separator(call, "join(\", \")", out.separator);
    case PartsKind::name_parts:
    case PartsKind::date_parts:
      return no_arguments(call);
  }
  return {};
}

}  // namespace

std::optional<Function> parse_function(const Call& call, const CodeTables& tables, FunctionProblem& problem) {
  const auto kind = function_named(call.name);
  if (!kind) {
    problem = unknown_function(call.name);
    return std::nullopt;
  }
  Function out;
  out.kind = *kind;
  problem = read_arguments(call, tables, out);
  if (!problem.rule.empty()) return std::nullopt;
  return out;
}

std::optional<Parts> parse_parts(const Call& call, FunctionProblem& problem) {
  const auto kind = parts_named(call.name);
  if (!kind) {
    problem = unknown_function(call.name);
    return std::nullopt;
  }
  Parts out{*kind, {}};
  problem = read_arguments(call, out);
  if (!problem.rule.empty()) return std::nullopt;
  return out;
}

}  // namespace lienthong::mapping
