#pragma once

#include "domain/fees/text_key.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lienthong::domain {

/// How a text that names no known dossier may still mean one.
enum class CodeLikeness : std::uint8_t {
  none,
  cut,      ///< the text ends inside the code, behind its day
  misspelt  ///< one digit is wrong, left out or too much, or two neighbours changed places
};

/// The digits of a dossier code behind its last letter, and how many of them are its number within the day:
/// "H55.12-250613-0001" → "55122506130001", 4.
struct CodeDigits {
  std::string digits;
  std::size_t number_length = 0;
};
[[nodiscard]] CodeDigits code_digits(std::string_view dossier_code);

/// Digits inside a text that are as long as the beginning of a dossier code: agency, day, mostly a number.
struct WrittenDigits {
  std::string digits;
  bool ends_text = false;
};
[[nodiscard]] std::vector<WrittenDigits> written_digits(std::span<const CompactText> texts);

/// Digits that go on behind a whole code ("…0001/2025") are none of it.
[[nodiscard]] CodeLikeness likeness(const WrittenDigits& written, const CodeDigits& code);

}  // namespace lienthong::domain
