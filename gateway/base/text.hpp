#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace lienthong::base {

/// Strict UTF-8: no overlong form, no surrogate, nothing above U+10FFFF. NUL is valid UTF-8 and refused elsewhere.
[[nodiscard]] bool is_utf8(std::string_view text);

/// Whether no letter of valid UTF-8 carries more than 30 combining marks (UAX #15, stream-safe text). No language needs
/// more, and putting a long row of them in order takes time with the square of its length.
[[nodiscard]] bool is_stream_safe(std::string_view text);

/// NFC of valid UTF-8; a row of marks that is_stream_safe refuses is ordered in pieces, so that time stays linear
/// (ASCII is returned as it is, at the cost of one scan). Every text is NFC at the border.
[[nodiscard]] std::string to_nfc(std::string_view text);

/// NFC, lower case: how peers' free text is compared (contracts 8.1 #17: normalise both sides).
[[nodiscard]] std::string to_nfc_lower(std::string_view text);

/// For search: no marks, đ→d, lower case. "Nguyễn Thị Đào" → "nguyen thi dao".
[[nodiscard]] std::string fold_vietnamese(std::string_view text);

/// Number of code points in valid UTF-8.
[[nodiscard]] std::size_t code_points(std::string_view text);
/// The longest prefix of at most `limit` code points that does not part a base letter from its combining marks.
[[nodiscard]] std::string_view cut_code_points(std::string_view text, std::size_t limit);

/// Without white space at both ends (ASCII and U+00A0): operators paste codes with blanks (contracts 7.2).
[[nodiscard]] std::string_view trim(std::string_view text);

}  // namespace lienthong::base
