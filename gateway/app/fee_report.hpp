#pragma once

#include "app/fee_site.hpp"
#include "console/month/month_report.hpp"
#include "sync/fees/fee_month_view.hpp"

#include <optional>
#include <string>

namespace lienthong::app {

/// A month as the accountant gets it. With a Unit: its fees, its alarms and those of the whole month, and what of the
/// matching concerns its fees.
[[nodiscard]] console::MonthReport month_report(const sync::FeeMonthView& view, const domain::FeeSchedule& schedule,
                                                base::Instant made_at, const std::optional<domain::UnitCode>& unit);

/// The report for a person: the three-way view, transfers and alarms as tables.
[[nodiscard]] std::string month_text(const console::MonthReport& report);
/// For programs.
[[nodiscard]] std::string month_json(const console::MonthReport& report);
/// A row for each movement that is matched, and one for each that is not; with the name by which it is decided, and
/// without payers. `books` are those that the report was made of.
[[nodiscard]] std::string matches_json(const console::MonthReport& report, const sync::FeeBooks& books);

}  // namespace lienthong::app
