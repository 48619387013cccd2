#include "codec/json_schema_facets.hpp"

#include "codec/number_order.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <vector>

namespace lienthong::codec {
namespace {

using Type = SchemaNode::Type;

constexpr std::array<std::string_view, 16> remarks{"$schema",     "$id",
                                                   "$comment",    "title",
                                                   "description", "default",
                                                   "definitions", "$defs",
                                                   "examples",    "readOnly",
                                                   "example",     "writeOnly",
                                                   "deprecated",  "contentMediaType",
                                                   "format",      "contentEncoding"};
constexpr std::array<std::string_view, 17> modelled{
    "type",    "enum",       "const",    "minLength",        "maxLength",           "pattern",
    "minimum", "maximum",    "minItems", "exclusiveMinimum", "exclusiveMaximum",    "maxItems",
    "items",   "properties", "required", "x-not-before",     "additionalProperties"};

template <std::size_t Size>
bool is_among(const std::array<std::string_view, Size>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_remark(std::string_view keyword) {
  return is_among(remarks, keyword) || (keyword.starts_with("x-") && keyword != "x-not-before");
}

Type type_named(std::string_view name) {
  if (name == "string") return Type::text;
  if (name == "integer") return Type::integer;
  if (name == "number") return Type::number;
  if (name == "boolean") return Type::boolean;
  if (name == "object") return Type::record;
  if (name == "array") return Type::list;
  return Type::any;
}

std::optional<std::size_t> count_of(const Value& schema, std::string_view keyword) {
  const auto* value = schema.find(keyword);
  const auto number = value == nullptr ? std::nullopt : value->as_integer();
  if (!number || *number < 0) return std::nullopt;
  return static_cast<std::size_t>(*number);
}

/// The names a "type" lists, "null" left out.
std::vector<std::string_view> types_of(const Value& schema, SchemaNode& node) {
  std::vector<std::string_view> names;
  const auto* type = schema.find("type");
  if (type == nullptr) return names;
  const auto listed = type->is_text() ? std::span(type, 1) : type->items();
  for (const auto& name : listed) {
    if (name.scalar() == "null") {
      node.nullable = true;
    } else {
      names.push_back(name.scalar());
    }
  }
  return names;
}

/// "integer or string", as this field's peers promise their codes.
bool is_scalar_union(const std::vector<std::string_view>& names) {
  constexpr std::array<std::string_view, 4> scalars{"string", "integer", "number", "boolean"};
  return names.size() > 1 &&
         std::all_of(names.begin(), names.end(), [&](std::string_view name) { return is_among(scalars, name); });
}

Type type_of_constant(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::null:
      return Type::any;
    case Value::Kind::boolean:
      return Type::boolean;
    case Value::Kind::number:
      return value.as_integer() ? Type::integer : Type::number;
    case Value::Kind::text:
      return Type::text;
    case Value::Kind::list:
      return Type::list;
    case Value::Kind::record:
      return Type::record;
  }
  return Type::any;
}

bool fits(Type constant, Type type) {
  return type == Type::any || constant == type || (constant == Type::integer && type == Type::number);
}

/// The narrowest type that all have; `any` when there is none.
Type common_type(const std::vector<Type>& types) {
  for (const auto common : types) {
    if (std::all_of(types.begin(), types.end(), [&](Type type) { return fits(type, common); })) return common;
  }
  return Type::any;
}

/// "enum", or "const" as an enum of one.
std::span<const Value> constants_of(const Value& schema) {
  if (const auto* constant = schema.find("const")) return {constant, 1};
  const auto* listed = schema.find("enum");
  return listed == nullptr ? std::span<const Value>{} : listed->items();
}

void read_constants(const Value& schema, SchemaNode& node) {
  const auto constants = constants_of(schema);
  if (constants.empty()) return;
  const bool lists_null = std::any_of(constants.begin(), constants.end(), [](const Value& v) { return v.is_null(); });
  node.nullable = lists_null && (node.nullable || schema.find("type") == nullptr);
  std::vector<Type> types;
  for (const auto& constant : constants) {
    const auto type = type_of_constant(constant);
    if (constant.is_null() || !fits(type, node.type)) continue;
    types.push_back(type);
    node.one_of.emplace_back(constant.scalar());
  }
  if (node.type == Type::any) node.type = common_type(types);
  if (node.type == Type::list || node.type == Type::record) node.one_of.clear();
}

std::optional<Bound> bound_of(const Value& schema, std::string_view inclusive, std::string_view exclusive,
                              std::strong_ordering tighter) {
  const auto* closed = schema.find(inclusive);
  const auto* open = schema.find(exclusive);
  const bool has_closed = closed != nullptr && closed->is_number();
  const bool has_open = open != nullptr && open->is_number();
  if (!has_closed && !has_open) return std::nullopt;
  const auto both = has_closed && has_open ? compare_numbers(closed->scalar(), open->scalar()) : tighter;
  if (has_open && (!has_closed || both != tighter)) return Bound{std::string(open->scalar()), true};
  return Bound{std::string(closed->scalar()), false};
}

bool says_all_constants(const SchemaNode& node, const Value& schema) {
  const auto constants = constants_of(schema);
  if (schema.find("enum") == nullptr && schema.find("const") == nullptr) return true;
  if (schema.find("enum") != nullptr && schema.find("const") != nullptr) return false;
  // 1.0 equals 1, but is no integer to us.
  if (node.type == Type::integer && schema.find("type") == nullptr) return false;
  const bool scalars =
      std::none_of(constants.begin(), constants.end(), [](const Value& v) { return v.is_list() || v.is_record(); });
  return scalars && !node.one_of.empty() && node.type != Type::any;
}

bool says_all_counts(const Value& schema) {
  constexpr std::array counts{"minLength", "maxLength", "minItems", "maxItems"};
  return std::all_of(counts.begin(), counts.end(), [&](const char* keyword) {
    return schema.find(keyword) == nullptr || count_of(schema, keyword).has_value();
  });
}

bool says_all_members(const SchemaNode& node, const Value& schema) {
  if (schema.find("properties") != nullptr && schema.find("type") == nullptr) return false;
  const auto* more = schema.find("additionalProperties");
  if (more != nullptr && !more->is_boolean() && !(more->is_record() && more->members().empty())) return false;
  const auto* required = schema.find("required");
  if (required == nullptr) return true;
  const auto names = required->items();
  return node.type == Type::record && std::all_of(names.begin(), names.end(), [&](const Value& name) {
           return std::any_of(node.fields.begin(), node.fields.end(),
                              [&](const auto& f) { return f.name == name.scalar(); });
         });
}

bool says_all_items(const Value& schema) {
  const auto* items = schema.find("items");
  if (items == nullptr) return true;
  return schema.find("type") != nullptr && (items->is_record() || items->as_boolean());
}

}  // namespace

std::string_view keyword_text(const Value& schema, std::string_view keyword) {
  const auto* value = schema.find(keyword);
  return value != nullptr && value->is_text() ? value->scalar() : std::string_view{};
}

void read_facets(const Value& schema, SchemaNode& node) {
  const auto types = types_of(schema, node);
  if (types.size() == 1) node.type = type_named(types.front());
  if (is_scalar_union(types)) {
    for (const auto name : types) node.types.push_back(type_named(name));
  }
  read_constants(schema, node);
  node.min_length = count_of(schema, "minLength");
  node.max_length = count_of(schema, "maxLength");
  node.min_items = count_of(schema, "minItems");
  node.max_items = count_of(schema, "maxItems");
  node.minimum = bound_of(schema, "minimum", "exclusiveMinimum", std::strong_ordering::greater);
  node.maximum = bound_of(schema, "maximum", "exclusiveMaximum", std::strong_ordering::less);
  node.format =
      keyword_text(schema, keyword_text(schema, "contentEncoding") == "base64" ? "contentEncoding" : "format");
  const auto* pattern = schema.find("pattern");
  if (pattern == nullptr || !pattern->is_text()) return;
  if (auto compiled = json_pattern(pattern->scalar())) node.pattern = std::move(*compiled);
}

bool only_remarks_beside(const Value& schema, std::string_view aside) {
  const auto members = schema.members();
  return std::all_of(members.begin(), members.end(),
                     [&](const Member& member) { return member.name == aside || is_remark(member.name); });
}

bool says_everything(const SchemaNode& node, const Value& schema) {
  if (schema.is_boolean()) return schema.as_boolean();
  const auto members = schema.members();
  const bool known = std::all_of(members.begin(), members.end(), [](const Member& member) {
    return is_among(modelled, member.name) || is_remark(member.name) ||
           (member.name == "uniqueItems" && member.value.is_boolean() && !member.value.as_boolean());
  });
  SchemaNode unused;
  const auto types = types_of(schema, unused);
  const bool constants = schema.find("enum") != nullptr || schema.find("const") != nullptr;
  const bool said = schema.find("type") == nullptr || types.size() == 1 || (is_scalar_union(types) && !constants);
  return known && said && says_all_constants(node, schema) && says_all_counts(schema) &&
         says_all_members(node, schema) && says_all_items(schema);
}

}  // namespace lienthong::codec
