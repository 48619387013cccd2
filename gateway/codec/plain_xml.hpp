#pragma once

#include "codec/xml.hpp"

#include <optional>

namespace lienthong::codec {

/// Reads in place and at once what nearly every message is: elements, attributes, namespaces, text, references and
/// CDATA under ASCII names. The document is exactly what read_strict_xml gives; nothing when read_strict_xml has to
/// look, which says nothing about the document.
[[nodiscard]] std::optional<XmlDocument> read_plain_xml(std::string_view bytes, const XmlNames& names, Arena& arena,
                                                        const Limits& limits);

}  // namespace lienthong::codec
