#pragma once

#include "codec/json.hpp"

namespace lienthong::codec {

/// As read_json, which it judges for: every refusal is worded here.
[[nodiscard]] base::Result<Value> read_strict_json(std::string_view bytes, Arena& arena, const Limits& limits);

}  // namespace lienthong::codec
