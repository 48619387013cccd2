#pragma once

#include "codec/libxml.hpp"
#include "codec/schema.hpp"
#include "codec/xsd_occurs.hpp"

#include <string_view>

namespace lienthong::codec {

struct BuiltinType {
  SchemaNode node;
  Fidelity fidelity = Fidelity::exact;
};

/// A built-in type of XML Schema ("string", "int", "dateTime"). base64Binary has the format "base64"; a type whose
/// texts the model does not judge ("anyURI", "duration") has its own name as its format.
[[nodiscard]] BuiltinType builtin_type(std::string_view local);

/// Narrows `node` by the facets of an xs:restriction; partial when the node cannot say all of them.
[[nodiscard]] Fidelity apply_facets(const xmlNode& restriction, SchemaNode& node);

}  // namespace lienthong::codec
