#pragma once

#include "base/error.hpp"

#include <string>
#include <system_error>

namespace lienthong::arrival {

/// An error of ours with the system's word for `number` (an errno) beside it.
inline base::Error system_error(base::ErrorKind kind, std::string code, std::string text, int number) {
  return base::Error(kind, std::move(code), std::move(text)).with("cause", std::generic_category().message(number));
}

}  // namespace lienthong::arrival
