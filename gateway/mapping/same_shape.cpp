#include "mapping/binding.hpp"

#include <algorithm>

namespace lienthong::mapping {
namespace {

using codec::SchemaNode;

bool same_bound(const std::optional<codec::Bound>& left, const std::optional<codec::Bound>& right) {
  if (left.has_value() != right.has_value()) return false;
  return !left || (left->lexeme == right->lexeme && left->exclusive == right->exclusive);
}

bool same_pattern(const SchemaNode& left, const SchemaNode& right) {
  if ((left.pattern == nullptr) != (right.pattern == nullptr)) return false;
  return left.pattern == nullptr || left.pattern->source() == right.pattern->source();
}

bool same_here(const SchemaNode& left, const SchemaNode& right) {
  return left.type == right.type && left.nullable == right.nullable && left.min_length == right.min_length &&
         left.max_length == right.max_length && left.one_of == right.one_of && left.format == right.format &&
         left.min_items == right.min_items && left.max_items == right.max_items && same_range(left, right) &&
         same_pattern(left, right);
}

std::optional<std::string> difference_below(const SchemaNode& outer, const SchemaNode& inner,
                                            const std::string& prefix);

std::optional<std::string> difference_of(const SchemaNode::Field& field, const SchemaNode& inner,
                                         const std::string& path) {
  const auto found = std::find_if(inner.fields.begin(), inner.fields.end(),
                                  [&](const SchemaNode::Field& one) { return one.name == field.name; });
  if (found == inner.fields.end() || found->required != field.required) return path;
  return difference_below(*field.node, *found->node, path);
}

std::optional<std::string> difference_below(const SchemaNode& outer, const SchemaNode& inner, const std::string& path) {
  if (!same_here(outer, inner)) return path;
  if ((outer.item == nullptr) != (inner.item == nullptr)) return path;
  if (outer.item) return difference_below(*outer.item, *inner.item, path + "[]");
  for (const SchemaNode::Field& field : outer.fields) {
    const std::string below = path.empty() ? field.name : path + "." + field.name;
    if (auto found = difference_of(field, inner, below)) return found;
  }
  const auto is_outer = [&](const SchemaNode::Field& field) {
    return std::any_of(outer.fields.begin(), outer.fields.end(),
                       [&](const auto& one) { return one.name == field.name; });
  };
  const auto extra = std::find_if_not(inner.fields.begin(), inner.fields.end(), is_outer);
  if (extra == inner.fields.end()) return std::nullopt;
  return path.empty() ? extra->name : path + "." + extra->name;
}

}  // namespace

bool same_range(const SchemaNode& left, const SchemaNode& right) {
  return same_bound(left.minimum, right.minimum) && same_bound(left.maximum, right.maximum);
}

std::optional<std::string> first_difference(const SchemaNode& outer, const SchemaNode& inner) {
  return difference_below(outer, inner, "");
}

}  // namespace lienthong::mapping
