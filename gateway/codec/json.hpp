#pragma once

#include "base/result.hpp"
#include "codec/arena.hpp"
#include "codec/limits.hpp"
#include "codec/value.hpp"

#include <string>
#include <string_view>

namespace lienthong::codec {

/// Strict RFC 8259: UTF-8 only, no BOM, no NUL, no duplicate keys, no lone surrogate, nothing after the value.
/// Strings come back NFC. `invalid` with "json.<rule>" and the byte offset, or `too_large`.
[[nodiscard]] base::Result<Value> read_json(std::string_view bytes, Arena& arena, const Limits& limits = {});

/// Compact JSON in the order of the members. Control characters escaped, everything else as UTF-8.
[[nodiscard]] std::string write_json(const Value& value);

/// One text for one meaning: members sorted by name (bytes), compact. For digests, facts and stored payloads.
[[nodiscard]] std::string write_canonical_json(const Value& value);

}  // namespace lienthong::codec
