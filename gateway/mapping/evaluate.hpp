#pragma once

#include "base/result.hpp"
#include "codec/arena.hpp"
#include "codec/value.hpp"
#include "mapping/plan.hpp"
#include "mapping/program.hpp"

#include <string_view>

namespace lienthong::mapping {

enum class Direction : std::uint8_t { inward, outward };

/// Runs a program in one direction over one document.
struct Evaluation {
  Direction direction = Direction::inward;
  Format format = Format::json;  ///< of the external side
  codec::Arena& arena;
  Notes& notes;
  Origins* origins = nullptr;  ///< filled when somebody asks for them
  std::string_view file;       ///< of the mapping, for origins
};
[[nodiscard]] base::Result<codec::Value> evaluate(const Scope& program, const codec::Value& input,
                                                  Evaluation& evaluation);

}  // namespace lienthong::mapping
