#include "domain/fees/fee_month.hpp"
#include "unit/domain/vietnam_calendar.hpp"
#include "unit/domain_fees/transfers.hpp"

#include <gtest/gtest.h>

namespace lienthong::domain {
namespace {

using namespace testing;
using namespace std::chrono;

WorkingCalendar calendar() { return WorkingCalendar::from_years({vietnam_2025(), vietnam_2026()}).value(); }

/// Everything done: transferred on Friday the 28th, documents on the 5th, agreed on the 8th.
MonthFacts done() {
  MonthFacts facts;
  facts.month = november;
  facts.to_transfer = 72'000;
  facts.transfers = {{"LT202511TT1N0001", 4'000, day_of(2025, 11, 28)},
                     {"LT202511TT1N0002", 68'000, day_of(2025, 11, 28)}};
  facts.documents_received_at = vn("2025-12-05 09:00");
  facts.agreed_at = {{UnitCode("H55.12"), vn("2025-12-08 09:00")}};
  return facts;
}

/// "MONTH_END_TRANSFER_MISSING breach 72000/0", one for each alarm.
std::string alarms(const MonthFacts& facts, const std::string& now) {
  std::string out;
  const auto found = check_month(facts, calendar(), vn(now));
  if (!found) return found.error().code();
  for (const FeeAlarm& alarm : *found) {
    out += std::string(name(alarm.kind)) + (alarm.severity == Severity::breach ? " breach" : " warning");
    if (alarm.expected != 0 || alarm.found != 0)
      out += " " + std::to_string(alarm.expected) + "/" + std::to_string(alarm.found);
    if (alarm.unit) out += " " + alarm.unit->value();
    out += " since " + base::to_vietnamese(alarm.since) + "; ";
  }
  return out;
}

TEST(month_duties, a_month_that_is_done_is_silent) { EXPECT_EQ(alarms(done(), "2026-01-31 00:00"), ""); }

TEST(month_duties, the_transfer_is_missing_when_the_last_working_day_is_over) {
  MonthFacts facts = done();
  facts.transfers.clear();
  EXPECT_EQ(alarms(facts, "2025-11-27 23:59"), "");
  EXPECT_EQ(alarms(facts, "2025-11-28 08:00"), "MONTH_END_TRANSFER_MISSING warning 72000/0 since 28/11/2025 00:00; ");
  EXPECT_EQ(alarms(facts, "2025-11-28 23:59"), "MONTH_END_TRANSFER_MISSING warning 72000/0 since 28/11/2025 00:00; ");
  EXPECT_EQ(alarms(facts, "2025-11-29 00:00"), "MONTH_END_TRANSFER_MISSING breach 72000/0 since 29/11/2025 00:00; ");
  facts.to_transfer = 0;
  EXPECT_EQ(alarms(facts, "2025-12-01 00:00"), "") << "nothing was collected";
}

TEST(month_duties, another_day_is_named_even_when_the_sum_is_right) {
  MonthFacts facts = done();
  facts.transfers[0].booked_on = day_of(2025, 11, 27);
  EXPECT_EQ(alarms(facts, "2025-11-29 00:00"), "MONTH_END_TRANSFER_WRONG_DAY breach 0/4000 since 27/11/2025 00:00; ");
  facts.transfers[0].booked_on = day_of(2025, 12, 1);
  EXPECT_EQ(alarms(facts, "2025-12-01 08:00"), "MONTH_END_TRANSFER_WRONG_DAY breach 0/4000 since 01/12/2025 00:00; ");
}

TEST(month_duties, the_sum_is_judged_when_the_day_is_over) {
  MonthFacts facts = done();
  facts.transfers.pop_back();
  EXPECT_EQ(alarms(facts, "2025-11-28 23:59"), "");
  EXPECT_EQ(alarms(facts, "2025-11-29 00:00"), "MONTH_END_SUM_MISMATCH breach 72000/4000 since 29/11/2025 00:00; ");
  facts.transfers.clear();
  facts.transfers.push_back({"LT", 80'000, day_of(2025, 11, 28)});
  EXPECT_EQ(alarms(facts, "2025-11-29 00:00"), "MONTH_END_SUM_MISMATCH breach 72000/80000 since 29/11/2025 00:00; ");
}

/// 31/08/2026 is a swap day off: the last working day is Friday the 28th.
TEST(month_duties, swap_days_count) {
  MonthFacts facts = done();
  facts.month = year_month{2026y, August};
  for (BookedTransfer& one : facts.transfers) one.booked_on = day_of(2026, 8, 28);
  EXPECT_EQ(alarms(facts, "2026-09-01 00:00"), "");
  for (BookedTransfer& one : facts.transfers) one.booked_on = day_of(2026, 8, 31);
  EXPECT_EQ(alarms(facts, "2026-09-01 00:00"), "MONTH_END_TRANSFER_WRONG_DAY breach 0/72000 since 31/08/2026 00:00; ");
}

TEST(month_duties, documents_come_strictly_before_the_tenth) {
  MonthFacts facts = done();
  facts.documents_received_at.reset();
  EXPECT_EQ(alarms(facts, "2025-12-08 23:59"), "");
  EXPECT_EQ(alarms(facts, "2025-12-09 00:00"), "BANK_DOCUMENTS_LATE warning since 09/12/2025 00:00; ");
  EXPECT_EQ(alarms(facts, "2025-12-10 00:00"), "BANK_DOCUMENTS_LATE breach since 10/12/2025 00:00; ");
  facts.documents_received_at = vn("2025-12-10 00:00");
  EXPECT_EQ(alarms(facts, "2025-12-11 00:00"), "BANK_DOCUMENTS_LATE breach since 10/12/2025 00:00; ");
  facts.documents_received_at = vn("2025-12-10 00:00") - milliseconds{1};
  EXPECT_EQ(alarms(facts, "2025-12-11 00:00"), "");
}

/// The warning days of rules 3, for the documents of the month before.
TEST(month_duties, the_warning_comes_on_the_last_working_day_that_is_not_after_the_ninth) {
  const std::vector<std::vector<int>> days{{9, 7, 7, 9, 9, 9, 9, 8, 9, 9, 7, 9}, {9, 9, 9, 9, 8, 9, 9, 7, 9, 9, 9, 9}};
  for (std::size_t y = 0; y < days.size(); ++y) {
    for (unsigned m = 1; m <= 12; ++m) {
      const year_month of_day{year{2025 + static_cast<int>(y)}, month{m}};
      const auto due = documents_due(of_day - months{1}, calendar()).value();
      const sys_days wanted{of_day / day{static_cast<unsigned>(days[y][m - 1])}};
      EXPECT_EQ(due.warn_at, base::Instant{wanted} - base::vietnam_offset) << base::to_vietnamese(due.warn_at);
      EXPECT_EQ(due.late_at, base::Instant{sys_days{of_day / day{10}}} - base::vietnam_offset);
    }
  }
}

TEST(month_duties, each_unit_agrees_by_the_day_set) {
  MonthFacts facts = done();
  facts.agreed_at[UnitCode("H55.20")] = std::nullopt;
  EXPECT_EQ(alarms(facts, "2025-12-15 23:59"), "");
  EXPECT_EQ(alarms(facts, "2025-12-16 00:00"), "UNIT_RECONCILIATION_OPEN breach H55.20 since 16/12/2025 00:00; ");
  facts.agreed_at[UnitCode("H55.20")] = vn("2025-12-17 08:00");
  EXPECT_EQ(alarms(facts, "2025-12-18 00:00"), "") << "closed, though late";
  EXPECT_EQ(alarms(facts, "2025-12-16 12:00"), "UNIT_RECONCILIATION_OPEN breach H55.20 since 16/12/2025 00:00; ");
}

TEST(month_duties, a_year_without_a_calendar_is_an_error_and_no_guess) {
  MonthFacts facts = done();
  facts.month = year_month{2026y, December};
  EXPECT_EQ(alarms(facts, "2027-01-20 00:00").find("calendar"), 0U);
}

}  // namespace
}  // namespace lienthong::domain
