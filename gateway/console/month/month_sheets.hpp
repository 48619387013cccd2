#pragma once

#include "base/result.hpp"
#include "console/month/month_report.hpp"
#include "console/month/sheet.hpp"

namespace lienthong::console {

/// Tổng hợp: the three-way view, a row for each Unit and kind.
[[nodiscard]] Sheet summary_sheet(const MonthReport& report);
/// Chi tiết: a row for each fee, by Unit, kind and dossier, with what is wrong with it.
[[nodiscard]] Sheet fees_sheet(const MonthReport& report);
/// Đối soát: matches, movements without a match, claims without a movement. Every movement and claim stands in it with
/// its amount once. `not_found` "month.movement" or "month.claim" for one that the report does not describe.
[[nodiscard]] base::Result<Sheet> matching_sheet(const MonthReport& report);
/// Chuyển tiền: a row for each order, then the debits that nobody ordered.
[[nodiscard]] Sheet transfers_sheet(const MonthReport& report);
/// Cảnh báo: a row for each alarm.
[[nodiscard]] Sheet alarms_sheet(const MonthReport& report);

}  // namespace lienthong::console
