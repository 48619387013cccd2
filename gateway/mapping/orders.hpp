#pragma once

#include "codec/schema.hpp"
#include "codec/value.hpp"

#include <optional>
#include <string>

namespace lienthong::mapping {

/// Whether a schema says anywhere what may not be before what.
[[nodiscard]] bool has_orders(const codec::SchemaNode& model);

/// Two moments of a canonical document that stand the wrong way round: valid, and illegal (due before received).
struct BrokenOrder {
  std::string earlier;  ///< path that should be the earlier one: "received_at"
  std::string later;
};
[[nodiscard]] std::optional<BrokenOrder> broken_order(const codec::SchemaNode& model, const codec::Value& document);

}  // namespace lienthong::mapping
