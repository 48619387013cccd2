#pragma once

#include "base/error.hpp"
#include "codec/xml_gate.hpp"

#include <optional>
#include <string_view>

namespace lienthong::codec {

// What the gate for whole documents and the stream for statements ask of expat alike.

/// Between namespace and local name in what expat tells. Cannot stand in a namespace name (expat refuses one that holds
/// it), so names split without doubt.
inline constexpr char expat_separator = '\n';
[[nodiscard]] XmlName split_expat_name(std::string_view name);

/// "xml.version", "xml.encoding": XML 1.0 and UTF-8 only. Null: the declaration does not say.
[[nodiscard]] std::optional<base::Error> refused_declaration(const char* version, const char* encoding);

}  // namespace lienthong::codec
