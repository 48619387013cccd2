#include "mapping/workbench/traffic.hpp"

#include "unit/mapping_workbench/desk.hpp"

#include <gtest/gtest.h>

namespace lienthong::mapping {
namespace {

class TrafficTest : public ::testing::Test {
 protected:
  Desk desk_;
  PlanSet plans_ = desk_.plans();
  TrafficCounter counter_{plans_};
  void add(std::string_view bytes) { counter_.add("m", Format::json, bytes); }
};

TEST_F(TrafficTest, NamesFieldsNoRuleReadsAndHowOften) {
  add(R"({"MaHoSo":"T-01","TrangThai":"1","La":"x","TaiLieuNop":[{"TenTep":"a","Mau":"đỏ"},{"TenTep":"b","Mau":"x"}]})");
  add(R"({"MaHoSo":"T-02","TrangThai":"1","Fax":"0","TaiLieuNop":[{"TenTep":"a"},{"TenTep":"b","Mau":"x"}]})");
  add(R"({"MaHoSo":"T-03","TrangThai":"1","La":null,"Fax":""})");
  const TrafficCoverage found = counter_.result();
  EXPECT_EQ(found.messages, 3U);
  EXPECT_EQ(found.refused, 0U);
  ASSERT_EQ(found.unread.size(), 3U);
  EXPECT_EQ(found.unread[0].path, "Fax");
  EXPECT_EQ(found.unread[0].messages, 2U);
  EXPECT_EQ(found.unread[0].declared, "nobody sends it");
  EXPECT_EQ(found.unread[1].path, "TaiLieuNop.Mau");
  EXPECT_EQ(found.unread[1].messages, 2U);
  EXPECT_EQ(found.unread[1].example, "TaiLieuNop[0].Mau");
  EXPECT_EQ(found.unread[1].declared, "");
  EXPECT_EQ(found.unread[2].path, "La");
  EXPECT_EQ(found.unread[2].messages, 1U) << "null is nothing";
}

TEST_F(TrafficTest, NamesRulesThatNeverSawAValue) {
  add(R"({"MaHoSo":"T-01","TrangThai":"1","NguoiNop":{"HoTen":"a"}})");
  std::string silent;
  for (const SilentRule& rule : counter_.result().silent)
    silent += std::to_string(rule.place.line) + " " + rule.external + " " + rule.canonical + ";";
  EXPECT_EQ(silent,
            "7 NgayTiepNhan received_at;8 Khan urgent;9 SoTrang pages;11 NguoiNop.DienThoai applicant.phone;"
            "12 TaiLieuNop documents;13 TaiLieuNop.TenTep documents.name;14 TaiLieuNop.NoiDung documents.content;16 "
            "GhiChu note;");
  add(good_letter);
  EXPECT_TRUE(counter_.result().silent.empty());
}

TEST_F(TrafficTest, CountsRefusedAndUnreadableMessagesApart) {
  add(R"({"MaHoSo":"T-01","TrangThai":"99","La":"x"})");
  add("{");
  counter_.add("m", Format::xml, "<a/>");
  counter_.add_unreadable();
  const TrafficCoverage found = counter_.result();
  EXPECT_EQ(found.messages, 1U);
  EXPECT_EQ(found.refused, 1U);
  EXPECT_EQ(found.unreadable, 3U);
  ASSERT_EQ(found.unread.size(), 1U) << "of a refused message too";
}

TEST_F(TrafficTest, KeepsNoNameThatIsNone) {
  add(R"({"MaHoSo":"T-01","TrangThai":"1","Trần Thị Mơ":"x","019185001234":"y"})");
  ASSERT_EQ(counter_.result().unread.size(), 1U);
  EXPECT_EQ(counter_.result().unread.front().path, "?");
}

}  // namespace
}  // namespace lienthong::mapping
