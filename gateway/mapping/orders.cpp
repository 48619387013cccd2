#include "mapping/orders.hpp"

#include "codec/record_order.hpp"

namespace lienthong::mapping {
namespace {

using codec::SchemaNode;
using codec::Value;

std::optional<BrokenOrder> broken_below(const OrderTree& tree, const Value& value, const std::string& path) {
  const std::string prefix = path.empty() ? path : path + ".";
  for (const SchemaNode::Order& order : tree.node->orders) {
    if (!codec::keeps_order(value, order)) return BrokenOrder{prefix + order.earlier, prefix + order.later};
  }
  for (std::size_t i = 0; tree.item && i < value.items().size(); ++i) {
    if (auto broken = broken_below(*tree.item, value.items()[i], path + "[" + std::to_string(i) + "]")) return broken;
  }
  for (const OrderTree& below : tree.fields) {
    const Value* found = value.find(below.name);
    if (found == nullptr) continue;
    if (auto broken = broken_below(below, *found, prefix + below.name)) return broken;
  }
  return std::nullopt;
}

}  // namespace

std::optional<OrderTree> order_tree(const SchemaNode& model) {
  OrderTree out;
  out.node = &model;
  if (model.item) {
    if (auto item = order_tree(*model.item)) out.item = std::make_unique<const OrderTree>(std::move(*item));
  }
  for (const SchemaNode::Field& field : model.fields) {
    auto below = order_tree(*field.node);
    if (!below) continue;
    below->name = field.name;
    out.fields.push_back(std::move(*below));
  }
  const bool says_something = !model.orders.empty() || out.item || !out.fields.empty();
  return says_something ? std::optional(std::move(out)) : std::nullopt;
}

std::optional<BrokenOrder> broken_order(const OrderTree& tree, const Value& document) {
  return broken_below(tree, document, "");
}

}  // namespace lienthong::mapping
