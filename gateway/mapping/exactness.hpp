#pragma once

#include <cstdint>
#include <string_view>

namespace lienthong::mapping {

/// Whether the way back gives the same again.
enum class Exactness : std::uint8_t { exact, inexact };

/// A text of one side, made of what the other side has.
struct Written {
  std::string_view text;
  Exactness exactness = Exactness::exact;
};

}  // namespace lienthong::mapping
