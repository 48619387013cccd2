#pragma once

#include <cstddef>

namespace lienthong::codec {

/// Bounds on untrusted input (reliability 4.1, rows JSON and XML). Passing one is `too_large`.
struct Limits {
  std::size_t bytes = 10 * 1024 * 1024;
  std::size_t depth = 64;
  std::size_t nodes = 100'000;
  std::size_t attributes = 64;      ///< of one XML element
  std::size_t name_bytes = 256;     ///< of one XML name or JSON key
};

}  // namespace lienthong::codec
