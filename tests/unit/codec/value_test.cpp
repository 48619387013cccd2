#include "codec/value.hpp"

#include "codec/builder.hpp"
#include "codec/json.hpp"

#include <gtest/gtest.h>

#include <array>
#include <limits>
#include <string>
#include <vector>

namespace lienthong::codec {
namespace {

Value json(std::string_view text, Arena& arena) {
  const auto value = read_json(text, arena);
  EXPECT_TRUE(value.has_value()) << text;
  return value.value_or(Value::null());
}

TEST(Value, AnIntegerIsReadFromItsLexeme) {
  EXPECT_EQ(Value::number("42").as_integer(), 42);
  EXPECT_EQ(Value::number("-9223372036854775808").as_integer(), std::numeric_limits<std::int64_t>::min());
}

TEST(Value, AFractionAnOverflowAndATextAreNoInteger) {
  EXPECT_FALSE(Value::number("1.0").as_integer());
  EXPECT_FALSE(Value::number("1e2").as_integer());
  EXPECT_FALSE(Value::number("9223372036854775808").as_integer());
  EXPECT_FALSE(Value::text("42").as_integer());
  EXPECT_FALSE(Value::null().as_integer());
}

TEST(Value, FindGivesTheFirstMemberOfThatName) {
  const std::array<Member, 2> members{Member{"a", Value::text("first")}, Member{"a", Value::text("second")}};
  const auto record = Value::record(members);
  ASSERT_NE(record.find("a"), nullptr);
  EXPECT_EQ(record.find("a")->scalar(), "first");
  EXPECT_EQ(record.find("b"), nullptr);
  EXPECT_EQ(Value::text("a").find("a"), nullptr);
}

TEST(Same, TheOrderOfMembersDoesNotCountAndTheOrderOfItemsDoes) {
  Arena arena;
  EXPECT_TRUE(same(json(R"({"a":1,"b":[true,null]})", arena), json(R"({"b":[true,null],"a":1})", arena)));
  EXPECT_FALSE(same(json("[1,2]", arena), json("[2,1]", arena)));
}

TEST(Same, KindsNamesSizesAndLexemesCount) {
  Arena arena;
  const std::vector<std::pair<std::string, std::string>> unlike{
      {"1", R"("1")"},     {"1", "1.0"},     {"null", "false"},    {"true", "false"},
      {"[]", "{}"},        {"[1]", "[1,1]"}, {"{}", R"({"a":1})"}, {R"({"a":1})", R"({"b":1})"},
      {R"("a")", R"("b")"}};
  for (const auto& [left, right] : unlike) EXPECT_FALSE(same(json(left, arena), json(right, arena))) << left << right;
}

TEST(Same, RepeatedNamesCompareInTheirOrder) {
  const std::array<Member, 3> one{Member{"a", Value::text("1")}, Member{"b", Value::null()},
                                  Member{"a", Value::text("2")}};
  const std::array<Member, 3> moved{Member{"b", Value::null()}, Member{"a", Value::text("1")},
                                    Member{"a", Value::text("2")}};
  const std::array<Member, 3> swapped{Member{"a", Value::text("2")}, Member{"b", Value::null()},
                                      Member{"a", Value::text("1")}};
  EXPECT_TRUE(same(Value::record(one), Value::record(moved)));
  EXPECT_FALSE(same(Value::record(one), Value::record(swapped)));
}

TEST(Same, AndWritingNeedNoStackForAValueOfAnyDepth) {
  Arena arena;
  Value deep = Value::null();
  for (int i = 0; i < 200'000; ++i) deep = Value::list(arena.copy(std::span<const Value>(&deep, 1)));
  EXPECT_TRUE(same(deep, deep));
  EXPECT_EQ(write_json(deep).size(), 400'004U);
}

TEST(Builder, MakesValuesThatLiveInTheArena) {
  Arena arena;
  RecordBuilder record(arena);
  EXPECT_TRUE(record.empty());
  record.add_text("name", std::string("Nguyễn"));
  ListBuilder list(arena);
  list.add(Value::number("1"));
  record.add("list", list.build());
  EXPECT_EQ(write_json(record.build()), R"({"name":"Nguyễn","list":[1]})");
}

}  // namespace
}  // namespace lienthong::codec
