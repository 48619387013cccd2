#pragma once

#include "mapping/program.hpp"

namespace lienthong::mapping {

/// What a run would otherwise find out for every message: which places a document must have, and which values go the
/// way of plain texts. Call when the scope is bound and its nodes are in their order.
void prepare_shortcuts(Scope& scope);

}  // namespace lienthong::mapping
