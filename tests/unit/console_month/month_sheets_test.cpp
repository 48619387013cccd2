#include "console/month/month_sheets.hpp"

#include "console/month/month_export.hpp"
#include "console/month/month_words.hpp"
#include "unit/console_month/sample_report.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace lienthong::console {
namespace {

using testing::november_report;

std::size_t column_of(const Sheet& sheet, std::string_view title) {
  const auto found = std::ranges::find(sheet.columns, title, &Column::title);
  EXPECT_NE(found, sheet.columns.end()) << title;
  return static_cast<std::size_t>(found - sheet.columns.begin());
}

std::int64_t sum_of(const Sheet& sheet, std::string_view title) {
  const std::size_t column = column_of(sheet, title);
  std::int64_t sum = 0;
  for (const auto& row : sheet.rows) {
    if (const auto* amount = std::get_if<Dong>(&row[column])) sum += amount->value;
  }
  return sum;
}

TEST(MonthSheets, EveryRowIsAsWideAsTheHeader) {
  const MonthReport report = november_report();
  for (const Sheet& sheet : {summary_sheet(report), fees_sheet(report), matching_sheet(report).value(),
                             transfers_sheet(report), alarms_sheet(report)}) {
    EXPECT_FALSE(sheet.rows.empty());
    for (const auto& row : sheet.rows) EXPECT_EQ(row.size(), sheet.columns.size()) << sheet.name;
  }
}

TEST(MonthSheets, NoDongIsLostOrCountedTwice) {
  const MonthReport report = november_report();
  std::int64_t due = 0;
  std::int64_t booked = 0;
  for (const domain::FeeOfMonth& fee : report.fees) {
    due += fee.due;
    booked += fee.booked;
  }
  for (const Sheet& sheet : {summary_sheet(report), fees_sheet(report)}) {
    EXPECT_EQ(sum_of(sheet, "Phải thu"), due);
    EXPECT_EQ(sum_of(sheet, "Ngân hàng ghi có"), booked);
  }
  std::int64_t claimed = 0;
  for (const ReportedClaim& claim : report.claims) claimed += claim.amount;
  EXPECT_EQ(sum_of(matching_sheet(report).value(), "Phải thu"), claimed);
  std::int64_t debited = 0;
  for (const domain::BookedTransfer& one : report.facts.transfers) debited += one.amount;
  EXPECT_EQ(sum_of(transfers_sheet(report), "Ngân hàng ghi nợ"), debited);
}

TEST(MonthSheets, TheOrderOfTheFeesDoesNotMatter) {
  MonthReport report = november_report();
  const auto rows = fees_sheet(report).rows;
  std::ranges::reverse(report.fees);
  EXPECT_EQ(fees_sheet(report).rows, rows);
}

TEST(MonthSheets, WhatTheMatchingNamesMustBeDescribed) {
  MonthReport report = november_report();
  report.movements.erase(report.movements.begin());
  EXPECT_EQ(matching_sheet(report).error().code(), "month.movement");
  EXPECT_EQ(month_xlsx(report).error().code(), "month.movement");
  EXPECT_EQ(month_csv(report, MonthPart::matching).error().code(), "month.movement");
  EXPECT_TRUE(month_csv(report, MonthPart::fees).has_value());
  report = november_report();
  report.claims.pop_back();
  EXPECT_EQ(matching_sheet(report).error().code(), "month.claim");
}

TEST(MonthSheets, MoneyThatComesBackIsSubtractedAndForeignMoneyIsNotAdded) {
  const Sheet sheet = matching_sheet(november_report()).value();
  EXPECT_EQ(sum_of(sheet, "Ghi có (+), ghi nợ (−)"), 8'000 + 9'000 + 7'000 + 60'000 + 15'000 - 5'000 + 8'000);
}

template <class Enum>
void expect_words(Enum last) {
  std::set<std::string_view> seen;
  for (int i = 0; i <= static_cast<int>(last); ++i) {
    const auto said = words(static_cast<Enum>(i));
    EXPECT_FALSE(said.empty());
    EXPECT_TRUE(seen.insert(said).second) << said;
  }
}

TEST(MonthWords, EveryKindHasWordsOfItsOwn) {
  expect_words(domain::FeeKind::charge);
  expect_words(domain::PaidBy::counter);
  expect_words(domain::FeeDifference::overdue);
  expect_words(domain::Confidence::likely);
  expect_words(domain::MatchReason::payer_owes_elsewhere);
  expect_words(domain::FindingKind::no_evidence);
  expect_words(DecisionDoubt::movement_gone);
  expect_words(domain::TransferState::booked_twice);
  expect_words(domain::FeeAlarmKind::unit_reconciliation_open);
  expect_words(domain::Severity::breach);
}

TEST(MatchingSheet, GoesByDayAndNamesTheBanksOwnStatement) {
  MonthReport report = november_report();
  std::ranges::reverse(report.matching.matches);
  report.statements["S-1103"] = "VCB/2025/307";
  const auto sheet = matching_sheet(report);
  ASSERT_TRUE(sheet);
  EXPECT_EQ(sheet->rows.at(0).at(4), Cell(std::string("VCB/2025/307")));
}

TEST(MatchingSheet, ShowsDecisionsThatMustBeTakenAgain) {
  MonthReport report = november_report();
  OpenDecision lost;
  lost.movement = {"S-0", 3, 0};
  lost.doubt = DecisionDoubt::several_fit;
  lost.amount = domain::Amount{8'000, 0, domain::vnd()};
  lost.claims = {"C1"};
  lost.candidates = {{"S-1103", 1, 0}, {"S-1104", 1, 0}};
  const std::size_t before = matching_sheet(report)->rows.size();
  report.open_decisions = {lost};
  const auto sheet = matching_sheet(report);
  ASSERT_TRUE(sheet);
  ASSERT_EQ(sheet->rows.size(), before + 2) << "one for each candidate";
  const auto row = std::ranges::find(sheet->rows, Cell(std::string("S-0")), [](const auto& cells) { return cells[4]; });
  ASSERT_NE(row, sheet->rows.end());
  EXPECT_EQ((*row)[11], Cell(std::string("S-1103/1")));
  EXPECT_EQ((*row)[9], Cell{}) << "its money stands where the movement is now";
}

TEST(MonthExport, EachPartHasANameForItsFile) {
  std::set<std::string_view> names;
  for (const MonthPart part : month_parts) EXPECT_TRUE(names.insert(name(part)).second);
}

}  // namespace
}  // namespace lienthong::console
