#include "mapping/workbench/infer_schema.hpp"

#include "codec/json.hpp"

#include <memory>
#include <set>
#include <unordered_map>
#include <vector>

namespace lienthong::mapping {
namespace {

using codec::Value;

/// What all values at one place have in common.
struct Shape {
  struct Field;
  std::set<std::string> types;
  std::size_t records = 0;
  std::vector<Field> fields;
  std::unordered_map<std::string, std::size_t> positions;
  std::unique_ptr<Shape> item;
};
struct Shape::Field {
  std::string name;
  std::size_t records = 0;
  Shape shape;
};

std::string type_of(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::null:
      return "null";
    case Value::Kind::boolean:
      return "boolean";
    case Value::Kind::number:
      return value.as_integer() ? "integer" : "number";
    case Value::Kind::text:
      return "string";
    case Value::Kind::list:
      return "array";
    case Value::Kind::record:
      return "object";
  }
  return {};
}

void learn(Shape& shape, const Value& value) {
  shape.types.insert(type_of(value));
  if (value.is_record()) ++shape.records;
  for (const codec::Member& member : value.members()) {
    const auto [position, is_new] = shape.positions.emplace(member.name, shape.fields.size());
    if (is_new) {
      shape.fields.emplace_back();
      shape.fields.back().name = member.name;
    }
    Shape::Field& field = shape.fields[position->second];
    ++field.records;
    learn(field.shape, member.value);
  }
  if (value.is_list() && !shape.item) shape.item = std::make_unique<Shape>();
  for (const Value& item : value.items()) learn(*shape.item, item);
}

std::string json_text(std::string_view text) { return codec::write_json(Value::text(text)); }

std::string types_text(const Shape& shape) {
  std::set<std::string> types = shape.types;
  if (types.contains("number")) types.erase("integer");
  std::string out;
  for (const std::string& type : types) out += (out.empty() ? "" : ", ") + json_text(type);
  return types.size() == 1 ? out : "[" + out + "]";
}

std::string schema_text(const Shape& shape, const std::string& indent);

std::string fields_text(const Shape& shape, const std::string& indent) {
  std::string required;
  std::string out;
  for (const Shape::Field& field : shape.fields) {
    if (field.records == shape.records) required += (required.empty() ? "" : ", ") + json_text(field.name);
    out += (out.empty() ? "\n" : ",\n") + indent + "  " + json_text(field.name) + ": " +
           schema_text(field.shape, indent + "  ");
  }
  std::string head = required.empty() ? "" : ", \"required\": [" + required + "]";
  return head + ", \"properties\": {" + out + (out.empty() ? "}" : "\n" + indent + "}");
}

std::string keywords_text(const Shape& shape, const std::string& indent) {
  std::string out = shape.types.empty() ? "" : "\"type\": " + types_text(shape);
  if (shape.types.contains("object")) out += fields_text(shape, indent);
  if (shape.types.contains("array")) out += ", \"items\": " + schema_text(*shape.item, indent);
  return out;
}

std::string schema_text(const Shape& shape, const std::string& indent) {
  return "{" + keywords_text(shape, indent) + "}";
}

}  // namespace

std::string infer_json_schema(std::span<const Value> samples, std::string_view name) {
  Shape shape;
  for (const Value& sample : samples) learn(shape, sample);
  return "{\n  \"$schema\": \"http://json-schema.org/draft-07/schema#\",\n  \"$id\": " + json_text(name) +
         ",\n  \"$comment\": \"guess: made from " + std::to_string(samples.size()) +
         " sample(s); check types, required fields and lengths against the contract\",\n  " +
         keywords_text(shape, "  ") + "\n}\n";
}

}  // namespace lienthong::mapping
