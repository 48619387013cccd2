#pragma once

#include <array>
#include <cstddef>
#include <stdexcept>
#include <string_view>

namespace lienthong::bench {

/// Codes of the peer are "1", "2", … in this order.
template <std::size_t Size>
using HandWrittenCodes = std::array<std::string_view, Size>;

inline constexpr HandWrittenCodes<5> status_codes{"received", "processing", "supplement_requested", "completed",
                                                  "refused"};
inline constexpr HandWrittenCodes<3> channel_codes{"counter", "online", "post"};
inline constexpr HandWrittenCodes<2> gender_codes{"male", "female"};
inline constexpr HandWrittenCodes<2> owner_codes{"citizen", "organisation"};

template <std::size_t Size>
[[nodiscard]] char external_code(const HandWrittenCodes<Size>& codes, std::string_view canonical) {
  for (std::size_t i = 0; i < Size; ++i) {
    if (codes[i] == canonical) return static_cast<char>('1' + i);
  }
  throw std::runtime_error("unknown code");
}

template <std::size_t Size>
[[nodiscard]] std::string_view canonical_code(const HandWrittenCodes<Size>& codes, std::string_view external) {
  if (external.size() != 1 || external[0] < '1' || external[0] >= static_cast<char>('1' + Size)) {
    throw std::runtime_error("unknown code");
  }
  return codes[static_cast<std::size_t>(external[0] - '1')];
}

}  // namespace lienthong::bench
