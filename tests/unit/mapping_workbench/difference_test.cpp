#include "mapping/workbench/difference.hpp"

#include "unit/mapping_workbench/desk.hpp"

#include <gtest/gtest.h>

namespace lienthong::mapping {
namespace {

using Kind = ChangeGroup::Kind;

std::string shown(const Difference& difference) {
  std::string out;
  for (const ChangeGroup& one : difference.groups) {
    out += std::string(name(one.kind)) + " " + one.path + " " + std::to_string(one.messages) + " [" + one.before +
           "] [" + one.after + "];";
  }
  return out;
}

class DifferenceTest : public ::testing::Test {
 protected:
  /// What replacing a text of the mapping changes for these messages.
  Difference of(std::string_view old_text, std::string_view new_text, std::vector<std::string> messages,
                Way way = Way::in) {
    const PlanSet before = desk_.plans();
    const PlanSet after = desk_.plans(desk_.version("new", old_text, new_text));
    Comparison comparison(before, after);
    for (std::size_t i = 0; i < messages.size(); ++i) {
      const std::string name = "m" + std::to_string(i);
      EXPECT_TRUE(way == Way::in ? comparison.add(name, way, Format::json, messages[i])
                                 : comparison.add_canonical(name, messages[i]));
    }
    return comparison.result();
  }

  Desk desk_;
  const std::string letter_ = good_letter;
  const std::string bare_ = R"({"MaHoSo":"T-02","TrangThai":"1"})";
};

TEST_F(DifferenceTest, OfOneVersionIsNothing) {
  const Difference same = of("\"note\"", "\"note\"", {letter_, bare_, "{}"});
  EXPECT_EQ(same.messages, 3U);
  EXPECT_EQ(same.unchanged, 3U);
  EXPECT_TRUE(same.groups.empty()) << shown(same);
}

TEST_F(DifferenceTest, GroupsAChangedFieldByItsRules) {
  const Difference found =
      of("instant(yyyyMMddHHmmss, +07:00)", "instant(yyyyMMddHHmmss, Z)", {letter_, letter_, bare_, letter_, letter_});
  ASSERT_EQ(found.groups.size(), 1U) << shown(found);
  const ChangeGroup& group = found.groups.front();
  EXPECT_EQ(group.kind, Kind::value);
  EXPECT_EQ(group.path, "received_at");
  EXPECT_EQ(group.messages, 4U);
  EXPECT_EQ(group.examples, (std::vector<std::string>{"m0", "m1", "m3"}));
  EXPECT_NE(group.before.find("thu.toml:7"), std::string::npos) << group.before;
  EXPECT_NE(group.before, group.after);
  EXPECT_EQ(found.unchanged, 1U);
}

TEST_F(DifferenceTest, SaysWhatAppearsAndVanishes) {
  const std::string mapped =
      "  { canonical = \"note\", external = \"GhiChu\", as = \"text(max=10)\" },\n]\nlosses = [\n";
  const std::string lost =
      "]\nlosses = [\n  { canonical = \"note\", why = \"-\" }, { external = \"GhiChu\", why = \"-\" },\n";
  const Difference vanished = of(mapped, lost, {letter_});
  ASSERT_EQ(vanished.groups.size(), 1U) << shown(vanished);
  EXPECT_EQ(vanished.groups.front().kind, Kind::vanishes);
  EXPECT_EQ(vanished.groups.front().path, "note");
  EXPECT_NE(vanished.groups.front().before, "");
  EXPECT_EQ(vanished.groups.front().after, "");
  const PlanSet before = desk_.plans(desk_.version("new", mapped, lost));
  const PlanSet after = desk_.plans();
  Comparison back(before, after);
  EXPECT_TRUE(back.add("m", Way::in, Format::json, letter_));
  ASSERT_EQ(back.result().groups.size(), 1U);
  EXPECT_EQ(back.result().groups.front().kind, Kind::appears);
}

TEST_F(DifferenceTest, SaysWhatIsNewlyRefusedAndNewlyAccepted) {
  const std::string strict = ", as = 'flag(\"1\", \"0\")'";
  const std::string other = ", as = 'flag(\"C\", \"K\")'";
  const Difference refused = of(strict, other, {letter_});
  ASSERT_EQ(refused.groups.size(), 1U) << shown(refused);
  EXPECT_EQ(refused.groups.front().kind, Kind::newly_refused);
  EXPECT_EQ(refused.groups.front().path, "Khan");
  EXPECT_EQ(refused.groups.front().after, "mapping.flag");
  const Difference accepted = of(strict, other, {R"({"MaHoSo":"T-02","TrangThai":"1","Khan":"C"})"});
  ASSERT_EQ(accepted.groups.size(), 1U) << shown(accepted);
  EXPECT_EQ(accepted.groups.front().kind, Kind::newly_accepted);
  EXPECT_EQ(accepted.groups.front().before, "mapping.flag");
}

TEST_F(DifferenceTest, SaysWhichNotesComeAndGo) {
  const std::string letter = R"({"code":"T-01","status":"open","note":"123456789"})";
  const Difference found = of("text(max=10)", "text(max=4)", {letter}, Way::out);
  ASSERT_EQ(found.groups.size(), 2U) << shown(found);
  EXPECT_EQ(found.groups[0].kind, Kind::value);
  EXPECT_EQ(found.groups[0].path, "GhiChu");
  EXPECT_EQ(found.groups[1].kind, Kind::note_appears);
  EXPECT_EQ(found.groups[1].after, "text.cut");
}

TEST_F(DifferenceTest, CountsAFormThatOneVersionLacks) {
  const PlanSet plans = desk_.plans();
  const PlanSet none;
  Comparison lost(plans, none);
  EXPECT_TRUE(lost.add("m", Way::in, Format::json, letter_));
  ASSERT_EQ(lost.result().groups.size(), 1U);
  EXPECT_EQ(lost.result().groups.front().after, "form.missing");
  EXPECT_FALSE(lost.add("m", Way::in, Format::xml, "<a/>")) << "neither has it";
  EXPECT_EQ(lost.result().messages, 1U);
}

}  // namespace
}  // namespace lienthong::mapping
