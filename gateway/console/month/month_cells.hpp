#pragma once

#include "console/month/month_report.hpp"
#include "console/month/sheet.hpp"

#include <string>
#include <string_view>

namespace lienthong::console {

[[nodiscard]] Cell text_cell(std::string_view text);
/// Its name in the report; empty when there is none.
[[nodiscard]] Cell unit_name_cell(const MonthReport& report, const domain::UnitCode& unit);
[[nodiscard]] Cell instant_cell(const std::optional<base::Instant>& at);

/// "28/11/2025"
[[nodiscard]] std::string to_vietnamese(domain::Day day);
/// "Phí, lệ phí tháng 11/2025: " and what the sheet is about.
[[nodiscard]] std::string sheet_title(const MonthReport& report, std::string_view about);
/// When the report was made, and how far the statements reach.
[[nodiscard]] std::string sheet_note(const MonthReport& report);

}  // namespace lienthong::console
