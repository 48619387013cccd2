#pragma once

#include "base/result.hpp"
#include "codec/arena.hpp"
#include "codec/value.hpp"
#include "mapping/program.hpp"

namespace lienthong::mapping {

/// The document that an external text is (JSON in JSON, XML in JSON: contracts 2.11, 3.2, 3.3). `invalid` as
/// codec::read_json and codec::read_xml say, "mapping.type" when it is no text, "mapping.root" when its root is
/// another.
[[nodiscard]] base::Result<codec::Value> read_embedded(const Embedded& embedded, const codec::Value& text,
                                                       codec::Arena& arena);
/// The inverse; XML without a declaration, since it stands inside another document.
[[nodiscard]] base::Result<codec::Value> write_embedded(const Embedded& embedded, const codec::Value& document,
                                                        codec::Arena& arena);

}  // namespace lienthong::mapping
