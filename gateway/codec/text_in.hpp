#pragma once

#include "codec/arena.hpp"

#include <string_view>

namespace lienthong::codec {

[[nodiscard]] bool is_ascii(std::string_view text);

/// True for valid UTF-8 made only of characters that no neighbour can change under NFC: everything below U+0300 and
/// Latin Extended Additional, which is all of precomposed Vietnamese. False says nothing.
[[nodiscard]] bool is_plainly_nfc(std::string_view text);

/// Valid UTF-8 that is stream-safe (base/text.hpp): what is not is refused before anybody puts it in order.
[[nodiscard]] bool has_few_marks(std::string_view text);

/// `text`, which is valid UTF-8 and lives as long as the arena, as NFC.
[[nodiscard]] std::string_view nfc_of(Arena& arena, std::string_view text);

/// Valid UTF-8 into the arena as NFC (architecture §5: every string is NFC at the border).
[[nodiscard]] std::string_view keep_nfc(Arena& arena, std::string_view text);

}  // namespace lienthong::codec
