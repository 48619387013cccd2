#pragma once

#include "base/text.hpp"
#include "codec/arena.hpp"

#include <algorithm>
#include <string_view>

namespace lienthong::codec {

[[nodiscard]] inline bool is_ascii(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0x80U) != 0; });
}

/// Valid UTF-8 into the arena as NFC (architecture §5: every string is NFC at the border).
[[nodiscard]] inline std::string_view keep_nfc(Arena& arena, std::string_view text) {
  return is_ascii(text) ? arena.copy(text) : arena.copy(base::to_nfc(text));
}

}  // namespace lienthong::codec
