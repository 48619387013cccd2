#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace lienthong::mapping::proof {

/// Vietnamese text of exactly so many code points in NFC, without white space at its ends.
[[nodiscard]] std::string vietnamese_text(std::size_t code_points);

/// A name whose letters carry two marks each, decomposed (NFD), as macOS and some scanners write it.
inline constexpr std::string_view decomposed_name =
    "Nguye\xCC\x82\xCC\x83n Thi\xCC\xA3 \xC4\x90\x61\xCC\x80o U\xCC\x9B\xCC\x81ng";

}  // namespace lienthong::mapping::proof
