#include "console/month/csv.hpp"

#include <gtest/gtest.h>

namespace lienthong::console {
namespace {

Sheet sheet_of(std::vector<std::vector<Cell>> rows) {
  return {"S", "title", "note", {{"Mã", 8, ColumnTotal::none}, {"Số tiền", 8, ColumnTotal::sum}}, std::move(rows)};
}

std::string field_of(Cell cell) {
  const std::string csv = to_csv(sheet_of({{std::move(cell), {}}}));
  const std::string_view header = "\xEF\xBB\xBFMã;Số tiền\r\n";
  EXPECT_TRUE(csv.starts_with(header));
  return csv.substr(header.size(), csv.size() - header.size() - std::string_view(";\r\n").size());
}

TEST(Csv, EachTypeHasItsForm) {
  const domain::Day day = std::chrono::year{2025} / 11 / 8;
  EXPECT_EQ(field_of({}), "");
  EXPECT_EQ(field_of(Dong{-1'250'000}), "-1250000");
  EXPECT_EQ(field_of(Count{3}), "3");
  EXPECT_EQ(field_of(day), "08/11/2025");
  EXPECT_EQ(field_of(base::Instant{day} + std::chrono::hours{17}), "09/11/2025 00:00") << "in Viet Nam";
  EXPECT_EQ(field_of(std::string("Đồng Quang")), "Đồng Quang");
}

TEST(Csv, OnlyWhatMustBeQuotedIs) {
  EXPECT_EQ(field_of(std::string("a,b c'd")), "a,b c'd");
  EXPECT_EQ(field_of(std::string("a;b")), "\"a;b\"");
  EXPECT_EQ(field_of(std::string("a\"b")), "\"a\"\"b\"");
  EXPECT_EQ(field_of(std::string("a\nb")), "\"a\nb\"");
}

TEST(Csv, ATextIsNeverAFormula) {
  for (const std::string text : {"=1+1", "+84", "-5", "@SUM(A1)", "\t=1", " =1", "＝1", "＠x"}) {
    EXPECT_EQ(field_of(text), "'" + text) << text;
  }
  EXPECT_EQ(field_of(std::string("\r=1")), "\"'\r=1\"");
  EXPECT_EQ(field_of(std::string("=\"a\";1")), "\"'=\"\"a\"\";1\"");
  for (const std::string text : {"1=1", "'=1", "a-b", " ", ""}) EXPECT_EQ(field_of(text), text);
}

TEST(Csv, TotalsTitleAndNoteAreNotData) {
  EXPECT_EQ(to_csv(sheet_of({{std::string("A"), Dong{1}}, {std::string("B"), Dong{2}}})),
            "\xEF\xBB\xBFMã;Số tiền\r\nA;1\r\nB;2\r\n");
}

}  // namespace
}  // namespace lienthong::console
