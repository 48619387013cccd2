#pragma once

#include "codec/schema.hpp"

#include <string_view>

namespace lienthong::codec {

/// A keyword's text; empty when it is absent or no text.
[[nodiscard]] std::string_view keyword_text(const Value& schema, std::string_view keyword);

/// Type, nullability, enum, lengths, pattern, bounds, format and item counts of one schema, without what is below it.
void read_facets(const Value& schema, SchemaNode& node);

/// Whether every keyword but `aside` is a remark: nothing that a document could break.
[[nodiscard]] bool only_remarks_beside(const Value& schema, std::string_view aside);

/// Whether `node` says all that the keywords of `schema` demand at this place.
[[nodiscard]] bool says_everything(const SchemaNode& node, const Value& schema);

}  // namespace lienthong::codec
