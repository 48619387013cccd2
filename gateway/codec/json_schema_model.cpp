#include "codec/json_schema_source.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace lienthong::codec {
namespace {

using Type = SchemaNode::Type;
using NodePtr = std::shared_ptr<const SchemaNode>;

Type type_named(std::string_view name) {
  if (name == "string") return Type::text;
  if (name == "integer") return Type::integer;
  if (name == "number") return Type::number;
  if (name == "boolean") return Type::boolean;
  if (name == "object") return Type::record;
  if (name == "array") return Type::list;
  return Type::any;
}

std::string_view text_of(const Value& schema, std::string_view keyword) {
  const auto* value = schema.find(keyword);
  return value != nullptr && value->is_text() ? value->scalar() : std::string_view{};
}

std::optional<std::size_t> count_of(const Value& schema, std::string_view keyword) {
  const auto* value = schema.find(keyword);
  const auto number = value == nullptr ? std::nullopt : value->as_integer();
  if (!number || *number < 0) return std::nullopt;
  return static_cast<std::size_t>(*number);
}

/// The one type a list of type names leaves when "null" is taken out; `any` when more than one remains.
void read_type(const Value& schema, SchemaNode& node) {
  const auto* type = schema.find("type");
  if (type == nullptr) return;
  if (type->is_text()) {
    node.type = type_named(type->scalar());
    node.nullable = type->scalar() == "null";
    return;
  }
  std::vector<std::string_view> names;
  for (const auto& name : type->items()) {
    if (name.scalar() == "null") {
      node.nullable = true;
    } else {
      names.push_back(name.scalar());
    }
  }
  if (names.size() == 1) node.type = type_named(names.front());
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

void read_constants(std::span<const Value> constants, SchemaNode& node) {
  std::vector<Type> types;
  for (const auto& constant : constants) {
    if (constant.is_null()) {
      node.nullable = node.nullable || node.type == Type::any;
      continue;
    }
    types.push_back(type_of_constant(constant));
    node.one_of.emplace_back(constant.scalar());
  }
  const bool alike =
      !types.empty() && std::adjacent_find(types.begin(), types.end(), std::not_equal_to<>()) == types.end();
  if (node.type == Type::any && alike) node.type = types.front();
}

class ModelBuilder {
 public:
  explicit ModelBuilder(const Value& root) : root_(&root) {}

  NodePtr build(const Value& schema) {
    const auto ref = text_of(schema, "$ref");
    if (ref.empty()) return std::make_shared<const SchemaNode>(node_of(schema));
    const auto known = by_ref_.find(ref);
    if (known != by_ref_.end()) return known->second;
    const auto* target = resolve_ref(*root_, ref);
    auto node = target == nullptr ? std::make_shared<const SchemaNode>() : build(*target);
    by_ref_.emplace(ref, node);
    return node;
  }

 private:
  SchemaNode node_of(const Value& schema) {
    if (const auto* other = other_than_null(schema)) {
      SchemaNode node = *build(*other);
      node.nullable = true;
      return node;
    }
    SchemaNode node;
    read_type(schema, node);
    if (const auto* constants = schema.find("enum")) read_constants(constants->items(), node);
    if (const auto* constant = schema.find("const")) read_constants({constant, 1}, node);
    node.min_length = count_of(schema, "minLength");
    node.max_length = count_of(schema, "maxLength");
    node.format = text_of(schema, text_of(schema, "contentEncoding") == "base64" ? "contentEncoding" : "format");
    read_children(schema, node);
    return node;
  }

  /// anyOf/oneOf of a schema and {"type":"null"}: how generators write a value that may be null.
  static const Value* other_than_null(const Value& schema) {
    for (const auto* keyword : {"anyOf", "oneOf"}) {
      const auto* choices = schema.find(keyword);
      if (choices == nullptr || choices->items().size() != 2) continue;
      const auto& first = choices->items()[0];
      const auto& second = choices->items()[1];
      if (text_of(first, "type") == "null") return &second;
      if (text_of(second, "type") == "null") return &first;
    }
    return nullptr;
  }

  void read_children(const Value& schema, SchemaNode& node) {
    const auto* properties = schema.find("properties");
    const auto* items = schema.find("items");
    if (properties != nullptr && node.type == Type::any) node.type = Type::record;
    if (items != nullptr && node.type == Type::any) node.type = Type::list;
    if (properties != nullptr) read_fields(schema, *properties, node);
    if (node.type == Type::list) {
      node.item = items != nullptr && items->is_record() ? build(*items) : std::make_shared<const SchemaNode>();
    }
  }

  void read_fields(const Value& schema, const Value& properties, SchemaNode& node) {
    const auto* required = schema.find("required");
    for (const auto& [name, property] : properties.members()) {
      const auto is_name = [wanted = name](const Value& item) { return item.scalar() == wanted; };
      const bool must = required != nullptr && std::any_of(required->items().begin(), required->items().end(), is_name);
      node.fields.push_back({std::string(name), must, build(property)});
    }
  }

  const Value* root_;
  std::map<std::string, NodePtr, std::less<>> by_ref_;
};

}  // namespace

std::shared_ptr<const SchemaNode> model_of_json_schema(const Value& root) { return ModelBuilder(root).build(root); }

}  // namespace lienthong::codec
