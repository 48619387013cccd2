#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lienthong::domain {

/// The letters and digits of a text, upper case and without marks: "Hồ sơ H55.12-250613-0001" → "HOSOH55122506130001".
/// Banks strip accents, spaces and punctuation, each in its own way; both sides are compared like this (rules 4.5).
struct CompactText {
  std::string characters;
  std::vector<bool> word_starts;  ///< one for each character: whether something stood between it and the one before
  std::size_t code_points = 0;    ///< of the text as it was
};
[[nodiscard]] CompactText compact(std::string_view text);

/// Only the characters.
[[nodiscard]] std::string compact_key(std::string_view text);

/// The words of a person's name, compact and in alphabetical order, so that "NGUYEN VAN A" and "A Nguyễn Văn" are one.
[[nodiscard]] std::string name_key(std::string_view name);

}  // namespace lienthong::domain
