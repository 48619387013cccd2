#pragma once

#include "codec/arena.hpp"
#include "codec/value.hpp"
#include "mapping/plan.hpp"
#include "mapping/program.hpp"

#include <tl/expected.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace lienthong::mapping {

/// Why a value cannot cross. The evaluator adds the path; the value itself is never named.
struct Fault {
  std::string code;
  std::string text;
};

/// A value of the other side, or none for "not there"; `note` names what was dropped on the way ("text.cut").
struct Crossing {
  std::optional<codec::Value> value;
  std::string_view note;
};
using Crossed = tl::expected<Crossing, Fault>;

/// External → canonical. `value` null: not there. Texts are copied into `arena`.
[[nodiscard]] Crossed cross_inward(const Step& step, const codec::Value* value, Format format, codec::Arena& arena);
/// Canonical → external.
[[nodiscard]] Crossed cross_outward(const Step& step, const codec::Value* value, codec::Arena& arena);
/// A literal of the file as a value of the external side.
[[nodiscard]] codec::Value spelt(std::string_view lexeme, Wire wire, codec::Arena& arena);

}  // namespace lienthong::mapping
