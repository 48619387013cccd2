#include "codec/plain_json.hpp"

#include "codec/strict_json.hpp"
#include "unit/codec/agreement.hpp"
#include "unit/codec/corpus.hpp"
#include "unit/codec/mutator.hpp"
#include "unit/codec/value_maker.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <array>
#include <iostream>
#include <string>
#include <vector>

namespace lienthong::codec {
namespace {

using namespace std::string_literals;

/// What the plain reader makes of it; "" when it leaves the document to the strict one.
std::string plain(std::string_view bytes, const Limits& limits = {}) {
  Arena arena;
  const auto value = read_plain_json(bytes, arena, limits);
  return value ? write_json(*value) : "";
}

std::string strict(std::string_view bytes, const Limits& limits = {}) {
  Arena arena;
  const auto value = read_strict_json(bytes, arena, limits);
  return value ? write_json(*value) : "refused: " + value.error().code();
}

void judge(Agreement& agreement, std::string_view bytes, const Limits& limits = {}) {
  agreement.judge(bytes, plain(bytes, limits), [&] { return strict(bytes, limits); });
}

/// What peers send, and what is allowed though they do not: the plain reader has to read all of it itself.
const std::vector<std::string> ordinary{
    R"({"MaHoSo":"000.00.01.H08-250610-000000","ChuHoSo":"Nguyễn Thị Đào","LePhi":440000,"DaThanhToan":true})",
    R"( [ {"a":[],"b":{},"c":[null,false,-1.50e+3,0,-0,1e999,0.1E-2,12345678901234567890123]} , "x" ] )",
    "\"alone\"",
    "0",
    "{\"a\":\"\",\"\":\"\"}",
    R"({"a":"\"\\\/\b\f\n\r\t\u0041\u1ec5\ud83d\ude00\u0000","\u0062":"c","d\"":"\""})",
    "{\"Nguye\xCC\x82\xCC\x83n\":\"e\xCC\x82\xCC\x81 – “Đơn” 😀\",\"c\":\"x\"}",
    R"(["e\u0301","\u0301","a\\u0301","",["\\"],{"\\":"\""}])",
    "[[[[[[[[1]]]]]]]]",
};

TEST(PlainJson, ReadsOrdinaryDocumentsItselfAndAsTheStrictReaderDoes) {
  for (const auto& document : ordinary) {
    EXPECT_NE(plain(document), "") << document;
    EXPECT_EQ(plain(document), strict(document)) << document;
  }
}

TEST(PlainJson, LeavesWhateverItDoesNotKnowToTheStrictReader) {
  for (const auto& document : {""s,
                               " "s,
                               "{"s,
                               "[1,]"s,
                               "01"s,
                               "1-2"s,
                               "nul"s,
                               "[1 2]"s,
                               "{} x"s,
                               "\xEF\xBB\xBF{}"s,
                               "[]\0"s,
                               "[\"a\0b\"]"s,
                               "[\"\xE9\"]"s,
                               "[\"\xED\xA0\x80\"]"s,
                               R"("\ud83d")"s,
                               R"("\ude00")"s,
                               R"({"\ude00":1})"s,
                               R"({"a":1,"a":2})"s,
                               R"({"a":1,"\u0061":2})"s,
                               "{\"\xE1\xBA\xBF\":1,\"e\xCC\x82\xCC\x81\":2}"s,
                               "[\"\t\"]"s,
                               "// c\n1"s}) {
    EXPECT_EQ(plain(document), "") << document;
  }
}

TEST(PlainJson, NeverPassesALimit) {
  Agreement agreement;
  Mutator random(7, {});
  for (int round = 0; round < 200; ++round) {
    Limits limits;
    limits.depth = random.pick(9) + 1;
    limits.nodes = random.pick(12) + 1;
    limits.name_bytes = random.pick(12);
    limits.bytes = random.pick(140);
    limits.nul_in_text = random.pick(2) == 0 ? NulInText::allow : NulInText::refuse;
    for (const auto& document : ordinary) judge(agreement, document, limits);
  }
  EXPECT_GT(agreement.answered(), 200);
}

constexpr std::array<std::string_view, 32> tokens{"{",
                                                  "}",
                                                  "[",
                                                  "]",
                                                  ",",
                                                  ":",
                                                  "\"",
                                                  "\\",
                                                  "\\u0000",
                                                  "\\ud83d",
                                                  "\\ude00",
                                                  "\\u0301",
                                                  "e\xCC\x82",
                                                  "0",
                                                  "1",
                                                  "-",
                                                  ".",
                                                  "e",
                                                  "e999",
                                                  "null",
                                                  "true",
                                                  " ",
                                                  "\n",
                                                  "\t",
                                                  "\xEF\xBB\xBF",
                                                  "\x01",
                                                  "\"a\":1,",
                                                  "\"a\"",
                                                  "\\\"",
                                                  "\\u0061",
                                                  "\xEF\xBF\xBE",
                                                  "ễ"};

TEST(PlainJson, AgreesWithTheStrictReaderAboutEveryMutationItAnswers) {
  Agreement agreement;
  EXPECT_TRUE(rc::check("plain answers => strict gives the same", [&agreement](std::uint64_t seed) {
    Mutator mutator(seed, tokens);
    for (int i = 0; i < 100; ++i) {
      Limits limits;
      if (mutator.pick(4) == 0) limits.nul_in_text = NulInText::refuse;
      judge(agreement, mutator.mutated(ordinary[mutator.pick(ordinary.size())]), limits);
    }
    RC_ASSERT(agreement.holds());
  }));
  std::cout << "plain JSON: " << agreement.tried() << " mutations, " << agreement.answered() << " answered\n";
  EXPECT_GT(agreement.answered(), agreement.tried() / 20);
}

TEST(PlainJson, ReadsWhateverIsWritten) {
  EXPECT_TRUE(rc::check("read_plain_json(write_json(x)) is x", [](const std::vector<std::uint8_t>& choices) {
    Arena arena;
    const auto bytes = write_json(ValueMaker(choices, arena).json());
    RC_ASSERT(plain(bytes) == bytes);
  }));
}

TEST(PlainJson, AgreesWithTheStrictReaderAboutEveryCorpus) {
  Agreement agreement;
  for (const auto* folder : {"json-parsing", "hostile-strings", "utf8"}) {
    if (skip_without(corpora / folder)) GTEST_SKIP();
    for (const auto& entry : std::filesystem::recursive_directory_iterator(corpora / folder)) {
      if (!entry.is_regular_file() || entry.file_size() > 1'000'000) continue;
      judge(agreement, bytes_of(entry.path()));
      for (const auto& line : lines_of(entry.path())) {
        judge(agreement, line);
        judge(agreement, "[\"" + line + "\"]");
        judge(agreement, "{\"" + line + "\":0,\"a\":\"" + line + "\"}");
      }
    }
  }
  std::cout << "plain JSON: " << agreement.tried() << " readings of corpora, " << agreement.answered() << " answered\n";
  EXPECT_GT(agreement.answered(), 1000);
}

}  // namespace
}  // namespace lienthong::codec
