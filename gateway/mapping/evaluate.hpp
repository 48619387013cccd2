#pragma once

#include "base/result.hpp"
#include "codec/arena.hpp"
#include "codec/value.hpp"
#include "mapping/plan.hpp"
#include "mapping/program.hpp"

namespace lienthong::mapping {

/// Runs a program in one direction over one document.
enum class Direction : std::uint8_t { inward, outward };

struct Evaluation {
  Direction direction = Direction::inward;
  Format format = Format::json;  ///< of the external side
  codec::Arena& arena;
  Notes& notes;
};
[[nodiscard]] base::Result<codec::Value> evaluate(const Scope& program, const codec::Value& input,
                                                  Evaluation& evaluation);

}  // namespace lienthong::mapping
