#pragma once

#include "codec/arena.hpp"
#include "codec/schema.hpp"
#include "codec/value.hpp"
#include "mapping/fault.hpp"
#include "mapping/format.hpp"

#include <optional>
#include <span>
#include <string_view>

namespace lienthong::mapping {

// What a schema demands of a mapped field is checked here, while it is mapped: values, length, pattern, range, format.

/// Nothing when `lexeme`, which is of the node's type, meets the node. `format`: of the document, since XML Schema
/// writes moments in more ways than RFC 3339.
[[nodiscard]] std::optional<Fault> broken_constraint(std::string_view lexeme, const codec::SchemaNode& node,
                                                     Format format);
/// A scalar, or a list of scalars, of a canonical document.
[[nodiscard]] std::optional<Fault> broken_value(const codec::Value& value, const codec::SchemaNode& node);

/// xs:choice: two of its fields, or none of one that is required.
[[nodiscard]] std::optional<Fault> broken_choice(const codec::SchemaNode& record,
                                                 std::span<const codec::Member> members);

/// "maxLength" → "mapping.length": the code under which a plan reports what breaks a schema's rule.
[[nodiscard]] std::string_view fault_code(std::string_view rule);

/// "42", "-7", "007", "42.00" → "42", "-7", "7", "42", in `arena` where it differs; nothing when it is no integer of
/// 64 bits.
[[nodiscard]] std::optional<std::string_view> whole_number(std::string_view lexeme, codec::Arena& arena);
[[nodiscard]] bool is_whole_number(std::string_view lexeme);
/// RFC 8259 section 6.
[[nodiscard]] bool is_json_number(std::string_view lexeme);

/// Whether a JSON document can spell this scalar with this type: "7" as integer, not "07"; "true" as boolean, not "1".
[[nodiscard]] bool spells(std::string_view lexeme, codec::SchemaNode::Type type);

}  // namespace lienthong::mapping
