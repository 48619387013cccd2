#pragma once

#include "codec/schema.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace lienthong::codec {

/// How a document is written. In XML numbers and booleans are texts, and a list is repeated members or a single one.
/// Loose JSON is what this field's peers write: numbers and texts stand for each other, null for what is not there, and
/// a single value for a list of one (contracts 8.1 #15, #16).
enum class Wire : std::uint8_t { json, loose_json, xml };

/// Both are constants.
struct BrokenRule {
  std::string_view rule;  ///< as SchemaProblem::rule
  std::string_view text;
};

/// What a number, boolean or text breaks of a node that is no record and no list; nothing when it fits. XML: a lexeme
/// of any kind. Allocates nothing, unless white space inside an XML text must be collapsed first.
[[nodiscard]] std::optional<BrokenRule> broken_rule(const Value& scalar, const SchemaNode& node, Wire wire);

}  // namespace lienthong::codec
