#pragma once

#include "codec/arena.hpp"
#include "codec/limits.hpp"
#include "codec/value.hpp"

#include <optional>
#include <string_view>

namespace lienthong::codec {

/// Reads in place and at once what nearly every message is. The value is exactly what read_strict_json gives; nothing
/// when read_strict_json has to look, which says nothing about the document.
[[nodiscard]] std::optional<Value> read_plain_json(std::string_view bytes, Arena& arena, const Limits& limits);

}  // namespace lienthong::codec
