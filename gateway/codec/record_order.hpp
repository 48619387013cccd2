#pragma once

#include "codec/model_scalar.hpp"

namespace lienthong::codec {

inline constexpr BrokenRule wrong_order{"order", "the moment is before another that must come first"};

/// False when both moments of `order` are there and readable, and the later one is before the earlier.
[[nodiscard]] bool keeps_order(const Value& record, const SchemaNode::Order& order);

}  // namespace lienthong::codec
