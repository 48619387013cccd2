#pragma once

#include "codec/schema.hpp"
#include "mapping/convert.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace lienthong::mapping {

/// What a schema says about a scalar's length and values; nothing when `lexeme` meets it.
[[nodiscard]] std::optional<Fault> broken_constraint(std::string_view lexeme, const codec::SchemaNode& node);

/// "42", "-7", "007", "42.00" → "42", "-7", "7", "42"; nothing when it is no integer of 64 bits.
[[nodiscard]] std::optional<std::string> whole_number(std::string_view lexeme);
/// RFC 8259 section 6.
[[nodiscard]] bool is_json_number(std::string_view lexeme);

/// Whether a JSON document can spell this scalar with this type: "7" as integer, not "07"; "true" as boolean, not "1".
[[nodiscard]] bool spells(std::string_view lexeme, codec::SchemaNode::Type type);

}  // namespace lienthong::mapping
