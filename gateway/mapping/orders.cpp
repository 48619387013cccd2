#include "mapping/orders.hpp"

#include "mapping/rfc3339.hpp"

#include <algorithm>

namespace lienthong::mapping {
namespace {

using codec::SchemaNode;
using codec::Value;

const Value* at_path(const Value& record, std::string_view path) {
  const Value* here = &record;
  while (here != nullptr && !path.empty()) {
    const std::size_t dot = path.find('.');
    here = here->find(path.substr(0, dot));
    path = dot == std::string_view::npos ? std::string_view{} : path.substr(dot + 1);
  }
  return here;
}

/// Instants are compared as instants; dates, which all have one form, as texts.
bool is_before(std::string_view left, std::string_view right) {
  const auto one = read_rfc3339(left);
  const auto two = read_rfc3339(right);
  return one && two ? *one < *two : !one && !two && left < right;
}

std::optional<BrokenOrder> broken_below(const SchemaNode& model, const Value& value, const std::string& prefix) {
  for (const SchemaNode::Order& order : model.orders) {
    const Value* earlier = at_path(value, order.earlier);
    const Value* later = at_path(value, order.later);
    if (earlier == nullptr || later == nullptr || !is_before(later->scalar(), earlier->scalar())) continue;
    return BrokenOrder{prefix + order.earlier, prefix + order.later};
  }
  if (model.item && has_orders(*model.item)) {
    for (std::size_t i = 0; i < value.items().size(); ++i) {
      const std::string inside = prefix.substr(0, prefix.size() - 1) + "[" + std::to_string(i) + "].";
      if (auto broken = broken_below(*model.item, value.items()[i], inside)) return broken;
    }
  }
  for (const SchemaNode::Field& field : model.fields) {
    const Value* below = value.find(field.name);
    if (below == nullptr || !has_orders(*field.node)) continue;
    if (auto broken = broken_below(*field.node, *below, prefix + field.name + ".")) return broken;
  }
  return std::nullopt;
}

}  // namespace

bool has_orders(const SchemaNode& model) {
  if (!model.orders.empty()) return true;
  if (model.item && has_orders(*model.item)) return true;
  return std::any_of(model.fields.begin(), model.fields.end(),
                     [](const SchemaNode::Field& field) { return has_orders(*field.node); });
}

std::optional<BrokenOrder> broken_order(const SchemaNode& model, const Value& document) {
  return broken_below(model, document, "");
}

}  // namespace lienthong::mapping
