#include "mapping/function_name.hpp"

#include "mapping/suggest.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace lienthong::mapping {
namespace {

template <class Kind, std::size_t size>
using Names = std::array<std::pair<std::string_view, Kind>, size>;

constexpr Names<FunctionKind, 12> functions{{{"text", FunctionKind::text},
                                             {"trimmed", FunctionKind::trimmed},
                                             {"instant", FunctionKind::instant},
                                             {"date", FunctionKind::date},
                                             {"epoch", FunctionKind::epoch},
                                             {"code", FunctionKind::code},
                                             {"integer", FunctionKind::integer},
                                             {"flag", FunctionKind::flag},
                                             {"boolean", FunctionKind::boolean},
                                             {"base64", FunctionKind::base64},
                                             {"url", FunctionKind::url},
                                             {"list", FunctionKind::list}}};
constexpr Names<PartsKind, 3> parts{
    {{"name_parts", PartsKind::name_parts}, {"date_parts", PartsKind::date_parts}, {"join", PartsKind::join}}};
constexpr Names<ComputedKind, 4> computed{{{"concat", ComputedKind::concat},
                                           {"reference", ComputedKind::reference},
                                           {"sha256", ComputedKind::sha256},
                                           {"count", ComputedKind::count}}};
constexpr std::string_view embedded = "embedded";

template <class Table>
auto find_name(const Table& table, std::string_view name) {
  const auto found = std::find_if(table.begin(), table.end(), [&](const auto& one) { return one.first == name; });
  return found == table.end() ? std::nullopt : std::optional(found->second);
}

template <class Table, class Kind>
std::string_view name_of(const Table& table, Kind kind, std::string_view unnamed) {
  const auto found = std::find_if(table.begin(), table.end(), [&](const auto& one) { return one.second == kind; });
  return found == table.end() ? unnamed : found->first;
}

}  // namespace

std::optional<FunctionKind> function_named(std::string_view name) { return find_name(functions, name); }
std::optional<PartsKind> parts_named(std::string_view name) { return find_name(parts, name); }

FunctionProblem unknown_function(std::string_view name) {
  const std::string quoted = "'" + std::string(name) + "'";
  if (function_named(name)) return {"function.arguments", quoted + " takes one field on each side"};
  if (parts_named(name)) {
    return {"function.arguments", quoted + " takes several fields on one side: external = [\"…\", \"…\"]"};
  }
  if (find_name(computed, name)) return {"function.arguments", quoted + " is said with 'computed', not with 'as'"};
  std::vector<std::string> known{std::string(embedded)};
  for (const auto& [one, kind] : functions) known.emplace_back(one);
  for (const auto& [one, kind] : parts) known.emplace_back(one);
  for (const auto& [one, kind] : computed) known.emplace_back(one);
  return {"function.unknown", "unknown function " + quoted + suggestion(name, known)};
}

std::string_view name(FunctionKind kind) { return name_of(functions, kind, "the value as it is"); }
std::string_view name(PartsKind kind) { return name_of(parts, kind, ""); }
std::string_view name(ComputedKind kind) { return name_of(computed, kind, ""); }

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
