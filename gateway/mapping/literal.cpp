#include "base/text.hpp"
#include "mapping/binding.hpp"
#include "mapping/constraints.hpp"

#include <algorithm>

namespace lienthong::mapping {
namespace {

using codec::SchemaNode;

std::string type_problem(const Literal& literal, const SchemaNode& node, bool spelt_as_text) {
  const bool digit = literal.lexeme == "1" || literal.lexeme == "0";  // XSD booleans
  if (spelt_as_text && node.type == SchemaType::boolean && digit) return "";
  return spells(literal.lexeme, node.type) ? "" : "is not of type " + std::string(name(node.type));
}

std::string value_problem(const Literal& literal, const SchemaNode& node) {
  const auto& codes = node.one_of;
  if (!codes.empty()) {
    return std::find(codes.begin(), codes.end(), literal.lexeme) != codes.end() ? ""
                                                                                : "is not one of the schema's values";
  }
  if (node.type != SchemaType::text) return "";
  const std::size_t length = base::code_points(literal.lexeme);
  if (node.max_length && length > *node.max_length) return "is longer than the schema allows";
  if (node.min_length && length < *node.min_length) return "is shorter than the schema allows";
  return "";
}

}  // namespace

void check_literal(Binding& binding, const Literal& literal, const SchemaNode& node, Side side) {
  const bool spelt_as_text = side == Side::external && binding.format == Format::xml;
  std::string why = type_problem(literal, node, spelt_as_text);
  if (why.empty()) why = value_problem(literal, node);
  if (why.empty()) return;
  binding.reader.report(literal.place, "value.invalid",
                        "'" + literal.lexeme + "' " + why + (side == Side::external ? binding.label : ""));
}

}  // namespace lienthong::mapping
