#include "console/month/xlsx.hpp"

#include "unit/console_month/sample_report.hpp"

#include <gtest/gtest.h>

#include <array>
#include <limits>

namespace lienthong::console {
namespace {

constexpr std::int64_t fifteen_digits = 999'999'999'999'999;

Sheet sheet_of(std::vector<std::vector<Cell>> rows) {
  return {"S", "title", "note", {{"A", 8, ColumnTotal::none}, {"B", 8, ColumnTotal::sum}}, std::move(rows)};
}

std::string code_of(const Sheet& sheet) {
  const auto bytes = to_xlsx(std::array{sheet}, {});
  return bytes ? "written" : bytes.error().code();
}

std::string code_of(Cell cell) { return code_of(sheet_of({{std::move(cell), {}}})); }

TEST(Xlsx, AnAmountThatWouldBeRoundedIsRefused) {
  EXPECT_EQ(code_of(Dong{fifteen_digits}), "written");
  EXPECT_EQ(code_of(Dong{-fifteen_digits}), "written");
  EXPECT_EQ(code_of(Dong{fifteen_digits + 1}), "month.amount");
  EXPECT_EQ(code_of(Dong{std::numeric_limits<std::int64_t>::min()}), "month.amount");
  EXPECT_EQ(code_of(Count{fifteen_digits + 1}), "month.amount");
}

TEST(Xlsx, SoIsATotal) {
  EXPECT_EQ(code_of(sheet_of({{{}, Dong{fifteen_digits}}, {{}, Dong{-fifteen_digits}}})), "written");
  EXPECT_EQ(code_of(sheet_of({{{}, Dong{fifteen_digits}}, {{}, Dong{1}}})), "month.amount");
}

TEST(Xlsx, ATextIsUtf8AndFitsIntoACell) {
  EXPECT_EQ(code_of(std::string(32'767, 'x')), "written");
  EXPECT_EQ(code_of(std::string(32'768, 'x')), "month.text");
  EXPECT_EQ(code_of(std::string("\xC3")), "month.text");
  EXPECT_EQ(code_of(std::string("a\0b", 3)), "month.text");
}

TEST(Xlsx, ADayThatSpreadsheetsMisplaceIsRefused) {
  EXPECT_EQ(code_of(domain::Day{std::chrono::year{1900} / 3 / 1}), "written");
  EXPECT_EQ(code_of(domain::Day{std::chrono::year{1900} / 2 / 28}), "month.day");
  EXPECT_EQ(code_of(base::Instant{domain::Day{std::chrono::year{1850} / 2 / 28}}), "month.day");
}

TEST(Xlsx, MoreRowsThanASheetHoldsAreRefused) {
  constexpr std::size_t rows_under_the_header = 1'048'576 - 3;
  std::vector<std::vector<Cell>> rows(rows_under_the_header, std::vector<Cell>(2));
  rows.pop_back();  // for the totals
  rows.back()[0] = Count{1};
  EXPECT_EQ(code_of(sheet_of(rows)), "written");
  rows.emplace_back(2);
  EXPECT_EQ(code_of(sheet_of(rows)), "month.rows");
}

TEST(Xlsx, TwoSheetsOfOneNameAreAMistake) {
  const auto bytes = to_xlsx(std::array{sheet_of({}), sheet_of({})}, {});
  ASSERT_FALSE(bytes);
  EXPECT_EQ(bytes.error().code(), "month.sheet");
}

TEST(Xlsx, TheSameSheetsAreTheSameBytes) {
  const std::array sheets{testing::hostile_sheet()};
  const auto made_at = testing::empty_report().made_at;
  const auto bytes = to_xlsx(sheets, made_at);
  ASSERT_TRUE(bytes.has_value());
  EXPECT_TRUE(bytes->starts_with("PK"));
  EXPECT_EQ(*bytes, *to_xlsx(sheets, made_at));
  EXPECT_NE(*bytes, *to_xlsx(sheets, made_at + std::chrono::seconds{1}));
}

}  // namespace
}  // namespace lienthong::console
