#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lienthong::codec {

/// What a bank takes in names and remittance information.
enum class BankCharacters : std::uint8_t {
  unicode,  ///< UTF-8, as ISO 20022 has it
  swift     ///< the SWIFT character set X alone: capital letters without marks, digits and / - ? : ( ) . , ' + space
};

/// `text` as that bank takes it: NFC and without blanks at its ends, or folded. Nothing when it is no UTF-8 or holds a
/// character that cannot be sent: a control character, or one that has no counterpart in the set.
[[nodiscard]] std::optional<std::string> bank_text(std::string_view text, BankCharacters characters);

/// Whether every character is one of the SWIFT set X; line ends are not.
[[nodiscard]] bool is_swift_text(std::string_view text);

/// Whether banks hand it on as it is: SWIFT characters, no blank and no '/' at its ends, no "//".
[[nodiscard]] bool is_reference(std::string_view text);

}  // namespace lienthong::codec
