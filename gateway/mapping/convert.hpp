#pragma once

#include "codec/arena.hpp"
#include "codec/value.hpp"
#include "mapping/fault.hpp"
#include "mapping/plan.hpp"
#include "mapping/program.hpp"

#include <tl/expected.hpp>

#include <optional>
#include <span>
#include <string_view>

namespace lienthong::mapping {

/// A value of the other side, or none for "not there"; `note` is the rule of what changed on the way ("text.cut").
struct Crossing {
  std::optional<codec::Value> value;
  std::string_view note;
};
using Crossed = tl::expected<Crossing, Fault>;

/// What a crossing depends on besides the value.
struct CrossingContext {
  Format format = Format::json;                 ///< of the external side
  const CodeTable::Version* version = nullptr;  ///< code: the one that holds
};

/// External → canonical. `value` null: not there. What comes out may refer to the value's text and to the plan.
[[nodiscard]] Crossed cross_inward(const Step& step, const codec::Value* value, const CrossingContext& context,
                                   codec::Arena& arena);
/// Canonical → external.
[[nodiscard]] Crossed cross_outward(const Step& step, const codec::Value* value, const CrossingContext& context,
                                    codec::Arena& arena);

/// One part of a whole: part number `part` of what `whole` splits into.
[[nodiscard]] Crossed cross_to_part(const Step& step, const codec::Value* whole, std::size_t part,
                                    const CrossingContext& context, codec::Arena& arena);
/// A whole from its parts; null for a part that is not there.
[[nodiscard]] Crossed cross_to_whole(const Step& step, std::span<const codec::Value* const> parts,
                                     const CrossingContext& context, codec::Arena& arena);

/// The text of an external scalar, checked against its schema: peers write numbers as texts and texts as numbers
/// (contracts 8.1 #16), and both are read.
[[nodiscard]] tl::expected<std::string_view, Fault> external_lexeme(const codec::Value& value,
                                                                    const codec::SchemaNode& node, Format format);

/// How values of a type are spelt in JSON.
[[nodiscard]] Wire wire_of(SchemaType type);
/// A lexeme as a value of the external side; refers to it.
[[nodiscard]] codec::Value spelt(std::string_view lexeme, Wire wire);

}  // namespace lienthong::mapping
