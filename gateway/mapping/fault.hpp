#pragma once

#include <string>

namespace lienthong::mapping {

/// Why a value cannot cross. The evaluator adds the path; the value itself is never named.
struct Fault {
  std::string code;
  std::string text;
};

}  // namespace lienthong::mapping
