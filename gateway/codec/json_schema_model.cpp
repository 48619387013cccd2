#include "codec/json_schema_facets.hpp"
#include "codec/json_schema_source.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string>

namespace lienthong::codec {
namespace {

using base::Error;
using base::ErrorKind;
using NodePtr = std::shared_ptr<const SchemaNode>;
using Type = SchemaNode::Type;

/// The node a dotted path of fields leads to; nullptr when it leads nowhere.
const SchemaNode* field_at(const SchemaNode& record, std::string_view path) {
  const SchemaNode* here = &record;
  for (bool more = true; more;) {
    const auto dot = path.find('.');
    const auto step = path.substr(0, dot);
    const auto found =
        std::find_if(here->fields.begin(), here->fields.end(), [&](const auto& field) { return field.name == step; });
    if (found == here->fields.end()) return nullptr;
    here = found->node.get();
    more = dot != std::string_view::npos;
    if (more) path.remove_prefix(dot + 1);
  }
  return here;
}

bool are_moments_of_one_kind(const SchemaNode* earlier, const SchemaNode* later) {
  if (earlier == nullptr || later == nullptr || earlier->format != later->format) return false;
  return earlier->format == "date-time" || earlier->format == "date";
}

class ModelBuilder {
 public:
  explicit ModelBuilder(const Value& root) : root_(&root) {}

  base::Result<JsonSchemaModel> run() {
    auto root = build(*root_);
    if (error_) return base::fail(std::move(*error_));
    return JsonSchemaModel{std::move(root), complete_};
  }

 private:
  NodePtr build(const Value& schema) {
    const auto ref = keyword_text(schema, "$ref");
    if (ref.empty()) return std::make_shared<const SchemaNode>(node_of(schema));
    const auto known = by_ref_.find(ref);
    if (known != by_ref_.end()) return known->second;
    const auto* target = resolve_ref(*root_, ref);
    auto node = target == nullptr ? std::make_shared<const SchemaNode>() : build(*target);
    by_ref_.emplace(ref, node);
    return node;
  }

  SchemaNode node_of(const Value& schema) {
    if (const auto* only = only_part(schema)) return *build(*only);
    for (const auto* keyword : {"anyOf", "oneOf"}) {
      const auto* other = other_than_null(schema, keyword);
      if (other == nullptr) continue;
      SchemaNode node = *build(*other);
      node.nullable = true;
      complete_ = complete_ && only_remarks_beside(schema, keyword);
      return node;
    }
    SchemaNode node;
    read_facets(schema, node);
    read_children(schema, node);
    read_orders(schema, node);
    complete_ = complete_ && says_everything(node, schema);
    return node;
  }

  /// allOf of one schema: how generators put a description beside a $ref.
  static const Value* only_part(const Value& schema) {
    const auto* parts = schema.find("allOf");
    const bool one = parts != nullptr && parts->items().size() == 1 && only_remarks_beside(schema, "allOf");
    return one ? parts->items().data() : nullptr;
  }

  /// anyOf/oneOf of a schema and {"type":"null"}: how generators write a value that may be null.
  static const Value* other_than_null(const Value& schema, std::string_view keyword) {
    const auto* choices = schema.find(keyword);
    if (choices == nullptr || choices->items().size() != 2) return nullptr;
    const auto& first = choices->items()[0];
    const auto& second = choices->items()[1];
    if (keyword_text(first, "type") == "null") return &second;
    return keyword_text(second, "type") == "null" ? &first : nullptr;
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

  void read_orders(const Value& schema, SchemaNode& node) {
    const auto* orders = schema.find("x-not-before");
    if (orders == nullptr) return;
    for (const auto& [later, earlier] : orders->members()) {
      const bool named =
          earlier.is_text() && are_moments_of_one_kind(field_at(node, earlier.scalar()), field_at(node, later));
      if (!named) return refuse_order();
      node.orders.push_back({std::string(earlier.scalar()), std::string(later)});
    }
    if (!orders->is_record()) refuse_order();
  }

  void refuse_order() {
    error_ = Error(ErrorKind::invalid, "schema.order",
                   "x-not-before is a record that names two fields of the format date-time, or two of date");
  }

  const Value* root_;
  std::map<std::string, NodePtr, std::less<>> by_ref_;
  bool complete_ = true;
  std::optional<Error> error_;
};

}  // namespace

base::Result<JsonSchemaModel> model_of_json_schema(const Value& root) { return ModelBuilder(root).run(); }

}  // namespace lienthong::codec
