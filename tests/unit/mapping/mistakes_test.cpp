#include "unit/mapping/bench.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace lienthong::mapping {
namespace {

struct Mistake {
  std::uint32_t line;
  const char* rule;
  const char* words;
};

// One row per mistake in fixtures/mappings/mistakes.toml, in the order of the file.
constexpr Mistake mistakes[] = {
    {1, "mapping.name", "'mistakes'"},
    {3, "form.shape", "'root'"},
    {4, "key.unknown", "'feilds'; did you mean 'fields'?"},
    {6, "path.unknown", "canonical path 'cod' does not exist; did you mean 'code'?"},
    {7, "code.unknown", "did you mean 'desk/status'?"},
    {8, "path.unknown", "did you mean 'sender.name'?"},
    {9, "path.unknown", "did you mean 'NguoiGui.DienThoai'?"},
    {10, "function.unknown", "did you mean 'instant'?"},
    {11, "function.arguments", "keep the raw string"},
    {12, "type.mismatch", "canonical integer and external integer cannot meet through text"},
    {13, "type.mismatch", "canonical boolean and external text"},
    {14, "text.limit", "30 characters"},
    {15, "path.twice", "canonical path 'note'"},
    {16, "path.list", "'pages' is a list"},
    {17, "rule.shape", "needs both"},
    {18, "rule.shape", "exclude each other"},
    {19, "rule.shape", "exactly one"},
    {20, "key.type", "'constant' must be"},
    {21, "key.value", "'empty' can only be"},
    {22, "key.unknown", "'ass'; did you mean 'as'?"},
    {24, "type.mismatch", "'each' needs a list; external 'NguoiGui' is record"},
    {25, "key.missing", "'external' is missing"},
    {26, "key.type", "must be a table"},
    {27, "path.twice", "canonical path 'count'"},
    {27, "value.invalid", "'none' is not of type integer"},
    {28, "key.type", "'canonical' must be a text"},
    {29, "function.arguments", "two different quoted texts"},
    {29, "path.twice", "canonical path 'urgent'"},
    {32, "loss.why", "needs a reason"},
    {33, "path.unknown", "canonical path 'scret' does not exist; did you mean 'secret'?"},
    {34, "loss.mapped", "'note' is mapped"},
    {35, "loss.shape", "either"},
    {36, "loss.shape", "either"},
};

Diagnostics problems_of_the_fixture() {
  const CodeTables tables = desk_tables();
  Diagnostics problems;
  EXPECT_FALSE(compile(fixtures / "mappings/mistakes.toml", {fixtures / "schemas", &tables}, problems).has_value());
  return problems;
}

TEST(Compiler, NamesEveryMistakeOfAFileAtOnceWithItsLine) {
  const Diagnostics problems = problems_of_the_fixture();
  for (const Mistake& mistake : mistakes) {
    const bool named = std::any_of(problems.begin(), problems.end(), [&](const Diagnostic& one) {
      return one.line == mistake.line && one.rule == mistake.rule && one.text.find(mistake.words) != std::string::npos;
    });
    EXPECT_TRUE(named) << mistake.line << ' ' << mistake.rule << ' ' << mistake.words << "\namong\n" << lines(problems);
  }
}

TEST(Compiler, NamesMistakesInTheOrderOfTheFileAndOnce) {
  const Diagnostics problems = problems_of_the_fixture();
  const auto place = [](const Diagnostic& one) { return std::tie(one.line, one.column, one.rule, one.text); };
  for (std::size_t i = 1; i < problems.size(); ++i) EXPECT_LT(place(problems[i - 1]), place(problems[i]));
}

TEST(Compiler, SaysFileLineAndColumn) {
  const Diagnostics problems = problems_of_the_fixture();
  ASSERT_FALSE(problems.empty());
  EXPECT_EQ(to_line(problems.front()),
            "tests/unit/mapping/fixtures/mappings/mistakes.toml:1:13: mapping.name: "
            "the name must end in the name of the file, 'mistakes'");
}

}  // namespace
}  // namespace lienthong::mapping
