#pragma once

#include "console/month/month_report.hpp"
#include "console/month/sheet.hpp"

namespace lienthong::console::testing {

/// November 2025 of three Units: fees with every kind of difference, a match of each confidence, one over several
/// movements and one over several claims, findings, open claims, two batches of transfers with every outcome, a debit
/// that nobody ordered, and alarms. What must come out of it stands in expected_month.py.
[[nodiscard]] MonthReport november_report();

/// A month in which nothing happened.
[[nodiscard]] MonthReport empty_report();

/// One sheet of texts that break programs, each beside its number.
[[nodiscard]] Sheet hostile_sheet();

}  // namespace lienthong::console::testing
