#pragma once

#include <cstddef>
#include <cstdint>

namespace lienthong::codec {

/// Whether `\u0000` may stand inside a JSON text. RFC 8259 allows it; XML cannot carry it and C interfaces cut there,
/// so the edge refuses it. A raw NUL byte is never JSON.
enum class NulInText : std::uint8_t { allow, refuse };

/// Bounds on untrusted input (reliability 4.1, rows JSON and XML). Passing one is `too_large`.
struct Limits {
  std::size_t bytes = 10 * 1024 * 1024;
  std::size_t depth = 64;
  std::size_t nodes = 100'000;
  std::size_t attributes = 64;  ///< of one XML element
  NulInText nul_in_text = NulInText::allow;
  std::size_t name_bytes = 256;  ///< of one XML name or JSON key
};

}  // namespace lienthong::codec
