#include "app/sheet_text.hpp"

#include <gtest/gtest.h>

namespace lienthong::app {
namespace {

using console::ColumnTotal;
using console::Dong;

TEST(SheetText, GroupsThousands) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1'000), "1.000");
  EXPECT_EQ(grouped(1'234'567), "1.234.567");
  EXPECT_EQ(grouped(-123'456), "-123.456");
  EXPECT_EQ(grouped(INT64_MIN), "-9.223.372.036.854.775.808");
}

TEST(SheetText, PutsAmountsToTheRightOverTheirSum) {
  const console::Sheet sheet{
      "tab",
      "Tháng 11",
      "ghi chú",
      {{"Đơn vị", 1, ColumnTotal::none}, {"Phải thu", 1, ColumnTotal::sum}, {"Trống", 1, ColumnTotal::none}},
      {{std::string("Phường"), Dong{8'000}, {}}, {std::string("Tỉnh"), Dong{1'250'000}, {}}}};
  EXPECT_EQ(sheet_text(sheet),
            "Tháng 11\n"
            "ghi chú\n"
            "Đơn vị   Phải thu\n"
            "──────  ─────────\n"
            "Phường      8.000\n"
            "Tỉnh    1.250.000\n"
            "        1.258.000\n");
}

TEST(SheetText, SaysThatATableIsEmpty) { EXPECT_EQ(sheet_text({"tab", "Tháng 11", "", {}, {}}), "Tháng 11\n–\n"); }

}  // namespace
}  // namespace lienthong::app
