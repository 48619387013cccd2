#pragma once

#include "codec/model_scalar.hpp"
#include "codec/schema.hpp"
#include "codec/value.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lienthong::mapping::proof {

/// Whether a schema holds this scalar as a document of `wire` spells it.
[[nodiscard]] bool holds(const codec::SchemaNode& node, std::string_view lexeme, codec::Wire wire);

/// A scalar as a document of `wire` spells a value of this type.
[[nodiscard]] codec::Value spelt_as(codec::SchemaNode::Type type, std::string_view lexeme, codec::Wire wire);

/// Scalars at, within and just beyond the edges that the two ends of a field have together: lengths, bounds, enum
/// values, patterns, dates; texts with marks, markup, blanks and line breaks. The simplest first. `cut_at` is one more
/// edge of length.
[[nodiscard]] std::vector<std::string> edge_values(const codec::SchemaNode& canonical,
                                                   const codec::SchemaNode& external,
                                                   std::optional<std::size_t> cut_at = std::nullopt);

/// RFC 3339 texts at the edges of years, months, days, hours and offsets, with and without milliseconds.
[[nodiscard]] std::vector<std::string> edge_instants();
/// Days, months and years of the calendar, leap days included: "2024-02-29", "1991-03", "1991".
[[nodiscard]] std::vector<std::string> edge_dates();
/// Whole numbers at the edges of both ends.
[[nodiscard]] std::vector<std::string> edge_integers(const codec::SchemaNode& canonical,
                                                     const codec::SchemaNode& external);

}  // namespace lienthong::mapping::proof
