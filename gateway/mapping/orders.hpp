#pragma once

#include "codec/schema.hpp"
#include "codec/value.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace lienthong::mapping {

/// The part of a schema that says what may not be before what, and the way to it: found once, walked for every message.
struct OrderTree {
  std::string name;  ///< in its record
  const codec::SchemaNode* node = nullptr;
  std::vector<OrderTree> fields;
  std::unique_ptr<const OrderTree> item;
};
/// Nothing when the schema says nothing of that kind. The tree borrows from the model.
[[nodiscard]] std::optional<OrderTree> order_tree(const codec::SchemaNode& model);

/// Two moments of a canonical document that stand the wrong way round: valid, and illegal (due before received).
struct BrokenOrder {
  std::string earlier;  ///< path that should be the earlier one: "received_at"
  std::string later;
};
[[nodiscard]] std::optional<BrokenOrder> broken_order(const OrderTree& tree, const codec::Value& document);

}  // namespace lienthong::mapping
