#include "mapping/proof/pattern_text.hpp"

#include "base/text.hpp"
#include "mapping/proof/expression.hpp"

#include <gtest/gtest.h>

#include <regex>
#include <set>

namespace lienthong::mapping::proof {
namespace {

std::vector<std::string> texts(const char* expression, LengthRange lengths = {0, 5000}) {
  const auto pattern = codec::json_pattern(expression);
  EXPECT_TRUE(pattern) << expression;
  return pattern ? texts_matching(**pattern, lengths) : std::vector<std::string>{};
}

struct Expected {
  const char* expression;
  std::size_t at_least;  ///< different texts
};

class PatternText : public testing::TestWithParam<Expected> {};

TEST_P(PatternText, MatchesAsTheStandardLibraryReadsIt) {
  const auto& [expression, at_least] = GetParam();
  const auto found = texts(expression);
  EXPECT_GE(found.size(), at_least) << expression;
  for (const std::string& text : found) EXPECT_TRUE(std::regex_search(text, std::regex(expression))) << text;
  EXPECT_EQ(std::set<std::string>(found.begin(), found.end()).size(), found.size());
}

INSTANTIATE_TEST_SUITE_P(Expressions, PatternText,
                         testing::Values(Expected{"^[0-9]{14}$", 4}, Expected{"^([0-9]{14})?$", 4},
                                         Expected{"^(a|b|cd)$", 3}, Expected{"^\\d{4}-\\d{2}$", 4},
                                         Expected{"^[^a-z]{3}$", 4}, Expected{"^\\w+@\\w+\\.example$", 4},
                                         Expected{"^(?:x[yz])*!$", 3},
                                         Expected{"^[A-Z][0-9]{2}(\\.[0-9]{1,4}){0,3}-[0-9]{6}$", 4},
                                         Expected{"[\\[\\]]", 2}, Expected{"^a+?b*?$", 3}, Expected{"^.{2,5}$", 4},
                                         Expected{"^\\$\\^$", 1}));

TEST(PatternTextOf, VietnameseClassesHasTheirLetters) {
  const auto found = texts("^[ăâđ]{2}$");
  ASSERT_FALSE(found.empty());
  for (const std::string& text : found) EXPECT_EQ(base::code_points(text), 2U) << text;
}

TEST(PatternTextOf, LengthsIsWithinThem) {
  const auto found = texts("^[a-z]+$", {3, 5});
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found.front().size(), 3U);
  for (const std::string& text : found) EXPECT_LE(text.size(), 5U);
}

TEST(PatternTextOf, TheSameExpressionIsTheSame) { EXPECT_EQ(texts("^[a-z]{1,9}$"), texts("^[a-z]{1,9}$")); }

TEST(PatternTextOf, WhatItCannotReadIsNothing) {
  for (const char* expression :
       {"\\p{L}+", "(?=a)b", "(?<name>a)", "[a-z-[aeiou]]", "a{2", "(a", "[a", "a{9999999}", "\\"})
    EXPECT_FALSE(parse_expression(expression)) << expression;
}

TEST(PatternTextOf, DeepNestingIsRefused) {
  EXPECT_FALSE(parse_expression(std::string(5000, '(') + std::string(5000, ')')));
}

}  // namespace
}  // namespace lienthong::mapping::proof
