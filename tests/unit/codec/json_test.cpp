#include "codec/json.hpp"

#include "codec/json_source.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace lienthong::codec {
namespace {

using base::ErrorKind;
using namespace std::string_literals;

std::string round_trip(std::string_view text) {
  Arena arena;
  const auto value = read_json(text, arena);
  return value ? write_json(*value) : "refused: " + value.error().code();
}

std::string code(std::string_view text, const Limits& limits = {}) {
  Arena arena;
  const auto value = read_json(text, arena, limits);
  return value ? "accepted" : value.error().code();
}

std::string repeated(std::string_view part, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += part;
  return out;
}

TEST(ReadJson, KeepsTheOrderOfMembersAndEveryKind) {
  const auto* text = R"({"z":null,"a":[true,false,"x",-1.50],"m":{}})";
  EXPECT_EQ(round_trip(text), text);
  EXPECT_EQ(round_trip(" [ ] "), "[]");
  EXPECT_EQ(round_trip("\"alone\""), "\"alone\"");
}

TEST(ReadJson, NumbersKeepTheirLexemesWhateverADoubleCanHold) {
  const std::vector<std::string> lexemes{
      "0",   "-0",  "1e999", "-1E+400",          "0.10",         "1234567890123456789012345678901234567890", "1E-10",
      "0e0", "1.0", "5",     repeated("9", 500), "123123e100000"};
  for (const auto& lexeme : lexemes) {
    EXPECT_EQ(round_trip(lexeme), lexeme);
    EXPECT_EQ(round_trip("[" + lexeme + ",{\"a\":" + lexeme + "}]"), "[" + lexeme + ",{\"a\":" + lexeme + "}]");
  }
}

TEST(ReadJson, WhatOnlyLooksLikeANumberIsRefused) {
  for (const auto* text : {"01", "-01", "1-2", "1.", ".5", "+1", "1e", "1e+", "--1", "1.e1", "0x1", "1 2", "[1-2]",
                           "[-]", "[1e5e5]", "[1.2.3]", "1\x01"}) {
    EXPECT_NE(code(text), "accepted") << text;
  }
}

TEST(ReadJson, DigitsInsideStringsAreLeftAlone) {
  const auto* text = R"({"1e999":"01 -2 1-2 \" 3 \\","b":"\\"})";
  EXPECT_EQ(round_trip(text), text);
}

TEST(ReadJson, EscapesAreDecodedAndControlCharactersEscapedAgain) {
  EXPECT_EQ(round_trip(R"("\u0041\/\u1ec5\ud83d\ude00\n\u0001\b\f\r\t\"\\")"),
            "\"A/ễ😀\\n\\u0001\\b\\f\\r\\t\\\"\\\\\"");
  EXPECT_EQ(round_trip(R"("\u0000\u001f")"), R"("\u0000\u001f")");
}

TEST(ReadJson, StringsAndNamesComeBackNfc) {
  EXPECT_EQ(round_trip("{\"Nguye\xCC\x82\xCC\x83n\":\"Nguye\xCC\x82\xCC\x83n\"}"), R"({"Nguyễn":"Nguyễn"})");
}

TEST(ReadJson, ADuplicateNameIsRefusedInSmallAndLargeRecordsAndAfterNormalising) {
  EXPECT_EQ(code(R"({"a":1,"a":1})"), "json.duplicate");
  EXPECT_EQ(code(R"([{"b":{"a":1,"c":2,"\u0061":3}}])"), "json.duplicate");
  EXPECT_EQ(code("{\"\xE1\xBA\xBF\":1,\"e\xCC\x82\xCC\x81\":2}"), "json.duplicate");
  std::string large = "{";
  for (int i = 0; i < 100; ++i) large += "\"k" + std::to_string(i) + "\":0,";
  EXPECT_EQ(code(large + "\"other\":0}"), "accepted");
  EXPECT_EQ(code(large + "\"k50\":0}"), "json.duplicate");
  EXPECT_EQ(code(R"([{"a":1},{"a":1}])"), "accepted");
}

TEST(ReadJson, ByteOrderMarksNulBytesAndForeignEncodingsAreRefused) {
  EXPECT_EQ(code("\xEF\xBB\xBF{}"), "json.bom");
  EXPECT_EQ(code("\xEF\xBB{}"), "json.bom");
  EXPECT_EQ(code("\xFF\xFE[\0]\0"s), "json.bom");
  EXPECT_EQ(code("[]\0"s), "json.nul");
  EXPECT_EQ(code("[\"a\0b\"]"s), "json.nul");
  EXPECT_EQ(code("[\"\xE9\"]"), "json.utf8");
  EXPECT_EQ(code("[\"\xED\xA0\x80\"]"), "json.utf8");
  EXPECT_EQ(code("[\"\xC0\xAF\"]"), "json.utf8");
}

TEST(ReadJson, HalfASurrogatePairIsRefusedOnEitherSide) {
  EXPECT_EQ(code(R"("\ud83d")"), "json.surrogate");
  EXPECT_EQ(code(R"("\ud83dx")"), "json.surrogate");
  EXPECT_EQ(code(R"("\ude00")"), "json.surrogate");
  EXPECT_EQ(code(R"({"\ude00":1})"), "json.surrogate");
}

TEST(ReadJson, NothingMayFollowTheValue) {
  EXPECT_EQ(code("{} x"), "json.trailing");
  EXPECT_EQ(code("[][]"), "json.trailing");
  EXPECT_EQ(code("{} \n"), "accepted");
  EXPECT_EQ(code(""), "json.syntax");
  EXPECT_EQ(code("[1,]"), "json.syntax");
  EXPECT_EQ(code("// c\n1"), "json.syntax");
}

TEST(ReadJson, DepthIsBoundedExactly) {
  const auto nested = [](std::size_t depth) { return repeated("[", depth) + repeated("]", depth); };
  EXPECT_EQ(code(nested(64)), "accepted");
  EXPECT_EQ(code(nested(65)), "json.depth");
  EXPECT_EQ(code(repeated("[", 1'000'000)), "json.depth");
  EXPECT_EQ(code(repeated("{\"a\":", 1'000'000)), "json.depth");
}

TEST(ReadJson, NodesNamesAndBytesAreBoundedExactly) {
  Limits limits;
  limits.nodes = 4;
  limits.name_bytes = 3;
  limits.bytes = 20;
  EXPECT_EQ(code("[1,2,3]", limits), "accepted");
  EXPECT_EQ(code("[1,2,3,4]", limits), "json.nodes");
  EXPECT_EQ(code(R"({"abc":1})", limits), "accepted");
  EXPECT_EQ(code(R"({"abcd":1})", limits), "json.name");
  EXPECT_EQ(code(std::string(20, ' ') + "1", limits), "json.bytes");
}

TEST(ReadJson, TenMebibytesPassAndOneByteMoreDoesNot) {
  const std::size_t most = Limits{}.bytes;
  const std::string full = "\"" + std::string(most - 2, 'A') + "\"";
  Arena arena;
  const auto value = read_json(full, arena);
  ASSERT_TRUE(value.has_value());
  EXPECT_EQ(value->scalar().size(), most - 2);
  const auto over = read_json(full + " ", arena);
  ASSERT_FALSE(over.has_value());
  EXPECT_EQ(over.error().kind(), ErrorKind::too_large);
}

TEST(ReadJson, ErrorsNameTheOffsetAndNeverTheValue) {
  Arena arena;
  const auto value = read_json(R"({"secret":"079123456789",})", arena);
  ASSERT_FALSE(value.has_value());
  EXPECT_EQ(value.error().kind(), ErrorKind::invalid);
  EXPECT_EQ(value.error().describe().find("0791"), std::string::npos);
  EXPECT_NE(value.error().describe().find("offset=25"), std::string::npos) << value.error().describe();
}

TEST(WriteJson, EscapesWhereverInATextTheCharacterStands) {
  for (const auto& [character, escape] :
       {std::pair{'"', "\\\""}, std::pair{'\\', "\\\\"}, std::pair{'\x1F', "\\u001f"}, std::pair{'\n', "\\n"}}) {
    for (std::size_t before = 0; before < 20; ++before) {
      for (const auto* other : {"a", "ế", "\x7F", "#", "!"}) {
        const auto left = repeated(other, before);
        const auto text = left + character + "xyz" + character + left;
        const auto wanted = left + escape + "xyz" + escape + left;
        EXPECT_EQ(write_json(Value::text(text)), '"' + wanted + '"');
      }
    }
  }
}

TEST(WriteJson, NamesThatComeAgainAreEscapedAgain) {
  const std::string names = "a\"bcdefgh";
  std::vector<Member> members;
  for (int round = 0; round < 2; ++round) {
    for (std::size_t size = 0; size < names.size(); ++size)
      members.push_back({std::string_view(names).substr(0, size), {}});
  }
  const auto once =
      R"("":null,"a":null,"a\"":null,"a\"b":null,"a\"bc":null,"a\"bcd":null,"a\"bcde":null,"a\"bcdef":null,"a\"bcdefg":null)"s;
  EXPECT_EQ(write_json(Value::record(members)), "{" + once + "," + once + "}");
}

TEST(WriteJson, ATextOfAnyLengthIsWrittenWhole) {
  for (const std::size_t size : {0U, 8189U, 8190U, 8191U, 8192U, 20'000U, 1'000'000U}) {
    const std::string text(size, 'x');
    EXPECT_EQ(write_json(Value::text(text)), '"' + text + '"');
  }
  EXPECT_EQ(write_json(Value::text({})), "\"\"");
}

TEST(ReadJson, RefusesMoreMarksOnOneLetterThanAnyLanguageHas) {
  const auto of = [](std::size_t marks, const char* mark) {
    std::string text = "\"a";
    for (std::size_t i = 0; i < marks; ++i) text += i % 2 == 0 ? mark : "\u0323";
    return text + "\"";
  };
  Arena arena;
  EXPECT_TRUE(read_json(of(30, "\u0301"), arena).has_value());
  for (const char* mark : {"\u0301", "\\u0301"}) {
    const auto refused = read_json(of(1'000'000, mark), arena);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code(), "json.marks");
  }
}

TEST(WriteCanonicalJson, OneTextWhateverTheOrderOfMembers) {
  Arena arena;
  const auto value = read_json(R"({ "b" : {"y":1,"x":[{"d":1,"c":2}]}, "a":"é", "B":0 })", arena);
  ASSERT_TRUE(value.has_value());
  EXPECT_EQ(write_canonical_json(*value), R"({"B":0,"a":"é","b":{"x":[{"c":2,"d":1}],"y":1}})");
}

TEST(JsonNumberLength, StopsWhereTheNumberStopsAndRefusesRunOns) {
  EXPECT_EQ(json_number_length("-12.5e+3,"), 8U);
  EXPECT_EQ(json_number_length("0]"), 1U);
  EXPECT_EQ(json_number_length("00"), 0U);
  EXPECT_EQ(json_number_length("-"), 0U);
  EXPECT_EQ(json_number_length(""), 0U);
  EXPECT_EQ(json_number_length("1e-"), 0U);
}

}  // namespace
}  // namespace lienthong::codec
