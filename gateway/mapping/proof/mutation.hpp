#pragma once

#include "codec/arena.hpp"
#include "codec/value.hpp"
#include "mapping/plan.hpp"
#include "mapping/proof/inventory.hpp"

#include <string_view>
#include <vector>

namespace lienthong::mapping::proof {

/// A document that was broken at one field; its schema is likely to refuse it.
struct Mutation {
  std::string_view what;  ///< "left out", "too long", …
  codec::Value document;
};

/// `document` broken at the first place of `field` on one side, in every way that its schema node names: left out,
/// another type, too long or short, no enum value, no match of the pattern, out of bounds, too many items.
[[nodiscard]] std::vector<Mutation> mutations_of(const codec::Value& document, const Field& field, Side side,
                                                 Format format, codec::Arena& arena);

}  // namespace lienthong::mapping::proof
