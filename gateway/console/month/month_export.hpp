#pragma once

#include "base/result.hpp"
#include "console/month/month_report.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace lienthong::console {

/// A part of the month's report, in the order of the workbook's tabs.
enum class MonthPart : std::uint8_t { summary, fees, matching, transfers, alarms };
inline constexpr std::array month_parts{MonthPart::summary, MonthPart::fees, MonthPart::matching, MonthPart::transfers,
                                        MonthPart::alarms};
/// "summary"
[[nodiscard]] std::string_view name(MonthPart part);

/// The whole report as XLSX bytes. Fails as `to_xlsx` and `matching_sheet`.
[[nodiscard]] base::Result<std::string> month_xlsx(const MonthReport& report);
/// One part as CSV bytes. Fails as `matching_sheet`.
[[nodiscard]] base::Result<std::string> month_csv(const MonthReport& report, MonthPart part);

}  // namespace lienthong::console
