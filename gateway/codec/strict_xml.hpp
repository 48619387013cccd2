#pragma once

#include "codec/xml.hpp"

namespace lienthong::codec {

/// As read_xml, which it judges for: expat decides, and every refusal is worded here.
[[nodiscard]] base::Result<XmlDocument> read_strict_xml(std::string_view bytes, const XmlNames& names, Arena& arena,
                                                        const Limits& limits);

}  // namespace lienthong::codec
