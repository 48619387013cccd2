#pragma once

#include "codec/model_scalar.hpp"

namespace lienthong::codec {

/// The first place where `value` breaks what `node` says, in the order of the value, what is missing last; nothing when
/// it fits. Where the model is complete this judges as Schema::check and Schema::check_xml do, but lets unknown members
/// and the order of XML elements pass. Where it is not, it is no judge: ask those.
[[nodiscard]] std::optional<SchemaProblem> broken_part(const Value& value, const SchemaNode& node, Wire wire);

}  // namespace lienthong::codec
