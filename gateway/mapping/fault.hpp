#pragma once

#include <string_view>

namespace lienthong::mapping {

/// Why a value cannot cross. The evaluator adds the path; the value itself is never named. Both texts are constants or
/// live in the message's arena, so that a crossing costs no more for being able to fail.
struct Fault {
  std::string_view code;
  std::string_view text;
};

}  // namespace lienthong::mapping
