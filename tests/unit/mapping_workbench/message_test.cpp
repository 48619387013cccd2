#include "codec/json.hpp"
#include "mapping/workbench/explain.hpp"
#include "mapping/workbench/message_folder.hpp"
#include "mapping/workbench/value_paths.hpp"
#include "unit/mapping_workbench/desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace lienthong::mapping {
namespace {

std::string shown(const Passage& passage) {
  std::string out;
  for (const Refusal& one : passage.refusals) out += one.code + " " + one.path + ";";
  return out;
}

class MessageTest : public ::testing::Test {
 protected:
  Desk desk_;
  PlanSet plans_ = desk_.plans();
  codec::Arena arena_;
  [[nodiscard]] Passage in(std::string_view bytes) { return pass(*plans_.json, Way::in, bytes, arena_); }
  [[nodiscard]] Passage out(std::string_view bytes) { return pass(*plans_.json, Way::out, bytes, arena_); }
};

TEST_F(MessageTest, GoesInAndOutAgain) {
  const Passage heard = in(good_letter);
  ASSERT_TRUE(heard.accepted()) << shown(heard);
  EXPECT_NE(heard.bytes.find(R"("status":"open")"), std::string::npos) << heard.bytes;
  const Passage told = out(heard.bytes);
  ASSERT_TRUE(told.accepted()) << shown(told);
  EXPECT_TRUE(codec::same(told.output, heard.input)) << told.bytes;
}

TEST_F(MessageTest, IsRefusedByNameAndPlaceButWithoutItsValue) {
  EXPECT_EQ(shown(in("{\"MaHoSo\":")).substr(0, 5), "json.");
  const Passage code = in(R"({"MaHoSo":"T-01","TrangThai":"77"})");
  ASSERT_FALSE(code.accepted());
  EXPECT_EQ(code.refusals.front().code, "mapping.code_unmapped");
  EXPECT_EQ(code.refusals.front().path, "TrangThai");
  EXPECT_EQ(code.refusals.front().text.find("77"), std::string::npos);
  EXPECT_TRUE(code.output.is_null());
  EXPECT_TRUE(code.bytes.empty());
}

TEST_F(MessageTest, IsHeldToTheSchemasOwnValidatorsToo) {
  const Passage twins = in(R"({"MaHoSo":"T-01","TrangThai":"1","TaiLieuNop":[{"TenTep":"a"},{"TenTep":"a"}]})");
  ASSERT_FALSE(twins.accepted());
  EXPECT_NE(shown(twins).find("schema.uniqueItems TaiLieuNop;"), std::string::npos) << shown(twins);
  EXPECT_FALSE(out(R"({"code":"T-01","status":"open","colour":"red"})").accepted());
}

TEST_F(MessageTest, SaysWhatWasCut) {
  const Passage told = out(R"({"code":"T-01","status":"open","note":"dài hơn mười chữ cái"})");
  ASSERT_TRUE(told.accepted()) << shown(told);
  ASSERT_EQ(told.notes.size(), 1U);
  EXPECT_EQ(told.notes.front().rule, "text.cut");
}

TEST_F(MessageTest, IsExplainedFieldByField) {
  const Explanation found = explain(
      *plans_.json, Way::in,
      R"({"MaHoSo":"T-01","TrangThai":"2","Fax":"0","TaiLieuNop":[{"TenTep":"a","DuocSoHoa":"1"}],"La":1})", arena_);
  ASSERT_TRUE(found.passage.accepted()) << shown(found.passage);
  const auto& origins = found.passage.origins;
  const auto status =
      std::find_if(origins.begin(), origins.end(), [](const auto& one) { return one.target == "status"; });
  ASSERT_NE(status, origins.end());
  EXPECT_EQ(status->target_value, "open");
  EXPECT_EQ(status->source, "TrangThai");
  EXPECT_EQ(status->source_value, "2");
  EXPECT_EQ(status->place.line, 6U);
  EXPECT_EQ(found.unread, std::vector<std::string>{"La"});
  ASSERT_EQ(found.lost.size(), 2U);
  EXPECT_EQ(found.lost[0].path, "Fax");
  EXPECT_EQ(found.lost[1].path, "TaiLieuNop.DuocSoHoa");
  EXPECT_EQ(found.lost[0].why, "nobody sends it");
}

TEST(ValuePaths, NumberItemsAndRepeatedNamesAndShowNamesOnly) {
  codec::Arena arena;
  const auto value = codec::read_json(R"({"a":[{"b":1},{"b":2}],"c":{},"d":[],"Trần Thị Mơ":3})", arena);
  std::vector<std::string> paths;
  for (const Leaf& leaf : leaves_of(*value)) paths.push_back(leaf.path);
  EXPECT_EQ(paths, (std::vector<std::string>{"a[0].b", "a[1].b", "c", "d", "?"}));
  EXPECT_EQ(without_indices("a[12].b[0]"), "a.b");
  EXPECT_EQ(showable_path("a[1].Trần Thị.b"), "a[1].?.b");
  EXPECT_EQ(showable_path("019185001234[3]"), "?[3]");
  EXPECT_EQ(showable_path(""), "");
  EXPECT_EQ(values_at(*value, "a.b").size(), 2U);
  EXPECT_TRUE(values_at(*value, "a.x").empty());
  const std::array<codec::Member, 2> twins{codec::Member{"x", codec::Value::text("1")},
                                           codec::Member{"x", codec::Value::text("2")}};
  const auto leaves = leaves_of(codec::Value::record(twins));
  ASSERT_EQ(leaves.size(), 2U);
  EXPECT_EQ(leaves[1].path, "x[1]");
}

TEST(MessageFolder, HoldsPlainMessagesAndTheCasesOfOneMapping) {
  const Desk desk;
  desk.write("mail/b.json", "{}");
  desk.write("mail/deep/a.xml", "<a/>");
  desk.write("mail/notes.txt", "no message");
  desk.write("mail/ours/case.toml", "mapping = 'thu'\n");
  desk.write("mail/ours/external.json", "{}");
  desk.write("mail/ours/external_back.json", "{}");
  desk.write("mail/ours/canonical.json", "{}");
  desk.write("mail/theirs/case.toml", "mapping = 'other'\n");
  desk.write("mail/theirs/external.json", "{}");
  desk.write("mail/broken/case.toml", "mapping =");
  desk.write("mail/broken/external.json", "{}");
  std::filesystem::create_directory_symlink(desk.root() / "mail", desk.root() / "mail/again");
  const auto found = list_messages(desk.root() / "mail", "thu", Way::in);
  ASSERT_TRUE(found);
  std::string names;
  for (const auto& one : *found) names += one.name + " " + std::string(name(one.way)) + ";";
  EXPECT_EQ(names, "b.json in;deep/a.xml in;ours/canonical.json out;ours/external.json in;");
  EXPECT_EQ(found->at(1).format, Format::xml);
  EXPECT_EQ(list_messages(desk.root() / "nowhere", "thu", Way::in).error().code(), "messages.folder");
}

TEST(MessageFolder, ReadsNoMoreThanAMessageMayBe) {
  const Desk desk;
  const auto file = desk.write("mail/a.json", "12345");
  EXPECT_EQ(*read_message_file(file, 5), "12345");
  EXPECT_EQ(read_message_file(file, 4).error().code(), "messages.too_large");
  EXPECT_EQ(*read_message_file(desk.write("mail/empty.json", ""), 4), "");
  EXPECT_EQ(read_message_file("/dev/zero", 4).error().code(), "messages.unreadable");
  EXPECT_EQ(read_message_file(desk.root() / "mail", 4).error().code(), "messages.unreadable");
}

}  // namespace
}  // namespace lienthong::mapping
