#pragma once

#include "codec/arena.hpp"
#include "codec/model_scalar.hpp"
#include "codec/value.hpp"
#include "mapping/proof/draft.hpp"

namespace lienthong::mapping::proof {

/// The document that a draft of `side` is. `format`: of the external side.
[[nodiscard]] codec::Value render(const ScopeDraft& draft, Side side, Format format, codec::Arena& arena);

/// A value that a schema holds, with every member: for places that no rule reads.
[[nodiscard]] codec::Value any_value(const codec::SchemaNode& node, codec::Wire wire, codec::Arena& arena);

}  // namespace lienthong::mapping::proof
