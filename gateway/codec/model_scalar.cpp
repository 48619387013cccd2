#include "codec/model_scalar.hpp"

#include "base/rfc3339.hpp"
#include "base/text.hpp"
#include "codec/lexical_form.hpp"
#include "codec/number_order.hpp"

#include <algorithm>
#include <string>

namespace lienthong::codec {
namespace {

using Broken = std::optional<BrokenRule>;
using Spaces = SchemaNode::Spaces;
using Type = SchemaNode::Type;

constexpr std::string_view xml_spaces = " \t\r\n";
constexpr BrokenRule wrong_type{"type", "the value is of another type"};
constexpr BrokenRule not_listed{"enum", "the value is not one of those allowed"};

Broken broken_length(std::string_view text, const SchemaNode& node) {
  if (!node.min_length && !node.max_length) return std::nullopt;
  const std::size_t least = (text.size() + 3) / 4;  // code points, each of one to four bytes
  const bool surely_fits =
      text.size() <= node.max_length.value_or(text.size()) && least >= node.min_length.value_or(least);
  if (surely_fits) return std::nullopt;
  const auto length = base::code_points(text);
  if (node.max_length && length > *node.max_length) return BrokenRule{"maxLength", "the text is too long"};
  if (node.min_length && length < *node.min_length) return BrokenRule{"minLength", "the text is too short"};
  return std::nullopt;
}

Broken broken_format(std::string_view text, const std::string& format, Wire wire) {
  const bool xml = wire == Wire::xml;
  if (format == "date-time" && !(xml ? is_xsd_date_time(text) : base::read_instant(text).has_value())) {
    return BrokenRule{"format", "the text is not a moment"};
  }
  if (format == "date" && !(xml ? is_xsd_date(text) : is_full_date(text))) {
    return BrokenRule{"format", "the text is not a date"};
  }
  if (format == "base64" && !is_base64(text)) return BrokenRule{"format", "the text is not base64"};
  return std::nullopt;
}

Broken broken_pattern(std::string_view text, const SchemaNode& node) {
  if (node.pattern == nullptr || node.pattern->matches(text)) return std::nullopt;
  return BrokenRule{"pattern", "the text does not have the demanded form"};
}

bool is_listed(std::string_view text, const SchemaNode& node) {
  return node.one_of.empty() || std::find(node.one_of.begin(), node.one_of.end(), text) != node.one_of.end();
}

Broken broken_text(std::string_view text, const SchemaNode& node, Wire wire) {
  if (!is_listed(text, node)) return not_listed;
  if (auto broken = broken_length(text, node)) return broken;
  if (auto broken = broken_format(text, node.format, wire)) return broken;
  return broken_pattern(text, node);
}

Broken broken_number(std::string_view lexeme, const SchemaNode& node) {
  const auto above = [&](const Bound& bound) {
    const auto order = compare_numbers(lexeme, bound.lexeme);
    return order > 0 || (order == 0 && !bound.exclusive);
  };
  const auto below = [&](const Bound& bound) {
    const auto order = compare_numbers(lexeme, bound.lexeme);
    return order < 0 || (order == 0 && !bound.exclusive);
  };
  if (node.minimum && !above(*node.minimum)) return BrokenRule{"minimum", "the number is too small"};
  if (node.maximum && !below(*node.maximum)) return BrokenRule{"maximum", "the number is too large"};
  if (node.one_of.empty()) return std::nullopt;
  const auto equals = [&](const std::string& listed) { return compare_numbers(lexeme, listed) == 0; };
  const bool listed = std::any_of(node.one_of.begin(), node.one_of.end(), equals);
  return listed ? Broken{} : not_listed;
}

bool is_among_types(const Value& scalar, const std::vector<Type>& types) {
  return types.empty() || std::any_of(types.begin(), types.end(), [&](Type type) {
           if (type == Type::text) return scalar.is_text();
           if (type == Type::boolean) return scalar.is_boolean();
           return scalar.is_number() && (type == Type::number || scalar.as_integer().has_value());
         });
}

Broken broken_in_json(const Value& scalar, const SchemaNode& node) {
  if (!is_among_types(scalar, node.types)) return wrong_type;
  switch (scalar.kind()) {
    case Value::Kind::text:
      if (node.type != Type::text && node.type != Type::any) return wrong_type;
      return broken_text(scalar.scalar(), node, Wire::json);
    case Value::Kind::number: {
      if (node.type != Type::number && node.type != Type::integer && node.type != Type::any) return wrong_type;
      const bool whole = node.type != Type::integer || scalar.as_integer().has_value();
      return whole ? broken_number(scalar.scalar(), node) : wrong_type;
    }
    case Value::Kind::boolean:
      if (node.type != Type::boolean && node.type != Type::any) return wrong_type;
      return is_listed(scalar.scalar(), node) ? Broken{} : not_listed;
    case Value::Kind::null:
    case Value::Kind::list:
    case Value::Kind::record:
      return wrong_type;
  }
  return wrong_type;
}

/// "42.0" is 42; nothing when there is more behind the point than zeros.
std::optional<std::string_view> whole_part(std::string_view lexeme) {
  const auto point = lexeme.find('.');
  if (point == std::string_view::npos) return lexeme;
  const auto fraction = lexeme.substr(point + 1);
  if (fraction.empty() || fraction.find_first_not_of('0') != std::string_view::npos) return std::nullopt;
  return lexeme.substr(0, point);
}

/// A lexeme fits when it fits as one of the types.
Broken broken_in_union(const Value& scalar, const SchemaNode& node) {
  const auto lexeme = scalar.scalar();
  for (const auto type : node.types) {
    const bool number = type == Type::integer || (type == Type::number && is_xsd_decimal(lexeme));
    const Value as_it = type == Type::text ? Value::text(lexeme) : number ? Value::number(lexeme) : scalar;
    if (!broken_in_json(as_it, node)) return std::nullopt;
  }
  return broken_in_json(scalar, node);
}

Broken broken_in_loose_json(const Value& scalar, const SchemaNode& node) {
  const auto lexeme = scalar.scalar();
  switch (node.type) {
    case Type::text:
      return scalar.is_boolean() ? wrong_type : broken_text(lexeme, node, Wire::json);
    case Type::integer: {
      const auto whole = whole_part(lexeme);
      return whole ? broken_in_json(Value::number(*whole), node) : wrong_type;
    }
    case Type::number:
      return is_xsd_decimal(lexeme) || is_xsd_double(lexeme) ? broken_number(lexeme, node) : wrong_type;
    case Type::boolean:
      if (!is_xsd_boolean(lexeme)) return wrong_type;
      return broken_in_json(Value::boolean(lexeme == "true" || lexeme == "1"), node);
    case Type::any:
      return broken_in_union(scalar, node);
    case Type::record:
    case Type::list:
      return wrong_type;
  }
  return wrong_type;
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(xml_spaces);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(xml_spaces) + 1 - first);
}

std::string with_plain_spaces(std::string_view text) {
  std::string out(text);
  std::replace_if(
      out.begin(), out.end(), [](char c) { return xml_spaces.find(c) != std::string_view::npos; }, ' ');
  return out;
}

std::string with_single_spaces(std::string_view text) {
  std::string out = with_plain_spaces(text);
  out.erase(std::unique(out.begin(), out.end(), [](char a, char b) { return a == ' ' && b == ' '; }), out.end());
  return out;
}

Broken broken_xml_text(std::string_view text, const SchemaNode& node) {
  switch (node.spaces) {
    case Spaces::kept:
      return broken_text(text, node, Wire::xml);
    case Spaces::replaced:
      if (text.find_first_of("\t\r\n") == std::string_view::npos) return broken_text(text, node, Wire::xml);
      return broken_text(with_plain_spaces(text), node, Wire::xml);
    case Spaces::collapsed: {
      const auto inner = trimmed(text);
      const bool single =
          inner.find_first_of("\t\r\n") == std::string_view::npos && inner.find("  ") == std::string_view::npos;
      return single ? broken_text(inner, node, Wire::xml) : broken_text(with_single_spaces(inner), node, Wire::xml);
    }
  }
  return std::nullopt;
}

Broken broken_xml_number(std::string_view lexeme, const SchemaNode& node) {
  const bool wide = node.format == "double";
  const bool spelt = node.type == Type::integer ? is_xsd_integer(lexeme)
                     : wide                     ? is_xsd_double(lexeme)
                                                : is_xsd_decimal(lexeme);
  if (!spelt) return wrong_type;
  const bool finite = !wide || lexeme.find('N') == std::string_view::npos;  // INF, NaN
  if (finite) {
    if (auto broken = broken_number(lexeme, node)) return broken;
  }
  return broken_pattern(lexeme, node);
}

Broken broken_in_xml(std::string_view lexeme, const SchemaNode& node) {
  switch (node.type) {
    case Type::text:
    case Type::any:
      return broken_xml_text(lexeme, node);
    case Type::integer:
    case Type::number:
      return broken_xml_number(trimmed(lexeme), node);
    case Type::boolean:
      if (!is_xsd_boolean(trimmed(lexeme))) return wrong_type;
      return broken_pattern(trimmed(lexeme), node);
    case Type::record:
    case Type::list:
      return wrong_type;
  }
  return wrong_type;
}

}  // namespace

std::optional<BrokenRule> broken_rule(const Value& scalar, const SchemaNode& node, Wire wire) {
  const bool lexeme = scalar.is_text() || scalar.is_number() || scalar.is_boolean();
  switch (wire) {
    case Wire::json:
      return broken_in_json(scalar, node);
    case Wire::loose_json:
      return lexeme ? broken_in_loose_json(scalar, node) : wrong_type;
    case Wire::xml:
      return lexeme ? broken_in_xml(scalar.scalar(), node) : wrong_type;
  }
  return wrong_type;
}

}  // namespace lienthong::codec
