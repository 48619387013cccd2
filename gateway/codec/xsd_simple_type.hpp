#pragma once

#include "codec/libxml.hpp"
#include "codec/schema.hpp"

#include <string_view>

namespace lienthong::codec {

/// A built-in type of XML Schema ("string", "int", "dateTime"). base64Binary has the format "base64".
[[nodiscard]] SchemaNode builtin_type(std::string_view local);

/// Narrows `node` by the facets of an xs:restriction.
void apply_facets(const xmlNode& restriction, SchemaNode& node);

}  // namespace lienthong::codec
