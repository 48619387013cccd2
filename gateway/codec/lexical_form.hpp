#pragma once

#include <string_view>

namespace lienthong::codec {

// How the values of the formats and built-in types that we judge ourselves are written. None allocates.

/// RFC 3339 full-date.
[[nodiscard]] bool is_full_date(std::string_view text);
/// RFC 4648 with padding and without stray bits; white space between characters is let in, as base::from_base64 does.
[[nodiscard]] bool is_base64(std::string_view text);

// XML Schema part 2; white space is taken off the ends before.
[[nodiscard]] bool is_xsd_boolean(std::string_view text);
[[nodiscard]] bool is_xsd_integer(std::string_view text);
[[nodiscard]] bool is_xsd_decimal(std::string_view text);
[[nodiscard]] bool is_xsd_double(std::string_view text);
/// "2026-06-15", "2026-06-15Z", "-12026-06-15+07:00".
[[nodiscard]] bool is_xsd_date(std::string_view text);
/// "2026-06-15T08:30:00", with decimals of a second and a zone or without.
[[nodiscard]] bool is_xsd_date_time(std::string_view text);

}  // namespace lienthong::codec
