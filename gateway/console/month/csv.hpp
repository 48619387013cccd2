#pragma once

#include "console/month/sheet.hpp"

#include <string>

namespace lienthong::console {

/// The table without title, note and totals, for Excel and other programs: UTF-8 with a byte order mark, ';', CRLF,
/// quotes as in RFC 4180; amounts as digits, days "28/11/2025", moments "28/11/2025 15:04" in Viet Nam. A text that a
/// spreadsheet would run as a formula has an apostrophe in front.
[[nodiscard]] std::string to_csv(const Sheet& sheet);

}  // namespace lienthong::console
