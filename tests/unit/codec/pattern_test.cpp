#include "codec/pattern.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <regex>
#include <string>
#include <thread>
#include <vector>

namespace lienthong::codec {
namespace {

using Made = base::Result<std::shared_ptr<const Pattern>>;

bool json(std::string_view expression, std::string_view text) {
  const auto made = json_pattern(expression);
  EXPECT_TRUE(made.has_value()) << expression;
  return made && (*made)->matches(text);
}

bool xsd(std::string_view expression, std::string_view text) {
  const auto made = xsd_pattern(expression);
  EXPECT_TRUE(made.has_value()) << expression;
  return made && (*made)->matches(text);
}

std::string refusal(const Made& made) { return made ? "made" : made.error().code(); }

TEST(JsonPattern, LooksAnywhereUnlessAnchored) {
  EXPECT_TRUE(json("b", "abc"));
  EXPECT_FALSE(json("^b", "abc"));
  EXPECT_FALSE(json("b$", "abc"));
  EXPECT_FALSE(json("^abc$", "abc\n"));
  EXPECT_TRUE(json("", ""));
}

TEST(JsonPattern, KeepsItsSource) { EXPECT_EQ((*json_pattern(R"(^\s\u0041$)"))->source(), R"(^\s\u0041$)"); }

TEST(JsonPattern, CountsCharactersNotBytes) {
  EXPECT_TRUE(json("^.$", "ế"));
  EXPECT_TRUE(json("^[à-ỹ]{2}$", "ếđ"));
  EXPECT_TRUE(json("^Hồ sơ [0-9]+$", "Hồ sơ 12"));
  EXPECT_FALSE(json("^[A-ZĐ]$", "đ"));
}

TEST(JsonPattern, ReadsTheEscapesOfEcma) {
  EXPECT_TRUE(json(R"(^\u0041\x42\/\-\_$)", "AB/-_"));
  EXPECT_TRUE(json(R"(^[\u0041-\u0043]+$)", "ABC"));
  EXPECT_TRUE(json(R"(^\0$)", std::string_view("\0", 1)));
  EXPECT_TRUE(json(R"(^[\b]$)", "\b"));
  EXPECT_TRUE(json(R"(^\s$)", "\u00a0"));
  EXPECT_TRUE(json(R"(^[\s]$)", "\u3000"));
  EXPECT_TRUE(json(R"(^[\s\S]$)", "\n"));
  EXPECT_FALSE(json(R"(^\S$)", "\u2028"));
  EXPECT_FALSE(json(R"(^.$)", "\u2028"));
  EXPECT_FALSE(json(R"(^\d$)", "٣"));
  EXPECT_TRUE(json(R"(^[[]$)", "["));
}

TEST(JsonPattern, RefusesWhatRe2CannotMatchOrReadsDifferently) {
  for (const auto* bad :
       {R"((a)\1)",    "(?=a)",     "(?!a)",   "(?<=a)", "(?<n>a)", "(?i)a", "[]",       "[^]",
        "[[:alpha:]]", "[a",        "a\\",     R"(\pL)", R"(\A)",   R"(\z)", R"(\Qa\E)", R"(\cA)",
        R"(\u12)",     R"(\uD83D)", R"([\B])", "a**",    "(a",      "a)",    "a{2,1}",   "(((a{100}){100}){100})"}) {
    EXPECT_EQ(refusal(json_pattern(bad)), "schema.pattern") << bad;
  }
}

TEST(JsonPattern, NeverRunsAway) {
  const std::string text(200'000, 'a');
  EXPECT_FALSE(json("^(a+)+$", text + "!"));
  EXPECT_FALSE(json("^(a|aa)*b$", text));
}

TEST(JsonPattern, ServesManyThreads) {
  const auto made = json_pattern("^([A-Z]+[0-9]{1,3})+$");
  ASSERT_TRUE(made.has_value());
  std::atomic<int> wrong = 0;
  std::vector<std::jthread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 200; ++i) {
        const std::string text = "A" + std::to_string(i) + std::string(static_cast<std::size_t>(t), 'B');
        if ((*made)->matches(text) != (t == 0)) ++wrong;
      }
    });
  }
  threads.clear();
  EXPECT_EQ(wrong, 0);
}

/// Random expressions over a small alphabet, of what both engines know.
class Expression {
 public:
  explicit Expression(const std::vector<std::uint8_t>& choices) : choices_(choices) {}
  std::string alternatives(int depth = 0) {
    std::string out = sequence(depth);
    while (pick(4) == 0) out += "|" + sequence(depth);
    return out;
  }

 private:
  std::size_t pick(std::size_t among) { return at_ < choices_.size() ? choices_[at_++] % among : 1 % among; }
  std::string sequence(int depth) {
    std::string out;
    for (auto left = pick(3) + 1; left > 0; --left) out += atom(depth) + quantifier();
    return out;
  }
  std::string atom(int depth) {
    static const std::vector<std::string> plain{"a",      "b",     "0",     "-",       ".",    R"(\d)",
                                                R"(\w)",  R"(\s)", R"(\.)", "[ab]",    "[^a]", R"([\w-])",
                                                "[0-9b]", R"(\S)", R"(\D)", R"([\d.])"};
    if (depth < 2 && pick(4) == 0) return (pick(2) == 0 ? "(" : "(?:") + alternatives(depth + 1) + ")";
    return plain[pick(plain.size())];
  }
  std::string quantifier() {
    static const std::vector<std::string> all{"", "", "", "?", "*", "+", "{2}", "{1,2}", "{2,}"};
    return all[pick(all.size())];
  }
  const std::vector<std::uint8_t>& choices_;
  std::size_t at_ = 0;
};

RC_GTEST_PROP(JsonPattern, AgreesWithStdRegex, (const std::vector<std::uint8_t>& choices)) {
  const auto expression = "^(" + Expression(choices).alternatives() + ")$";
  const auto ours = json_pattern(expression);
  RC_ASSERT(ours.has_value());
  const std::regex theirs(expression);
  for (int i = 0; i < 20; ++i) {
    const auto text =
        *rc::gen::resize(6, rc::gen::container<std::string>(rc::gen::element('a', 'b', '0', '-', '.', ' ')));
    RC_ASSERT((*ours)->matches(text) == std::regex_match(text, theirs));
  }
}

TEST(XsdPattern, MatchesTheWholeText) {
  EXPECT_TRUE(xsd("[0-9]{2}", "12"));
  EXPECT_FALSE(xsd("[0-9]{2}", "123"));
  EXPECT_TRUE(xsd("a|bc", "bc"));
  EXPECT_FALSE(xsd("a|bc", "ac"));
  EXPECT_TRUE(xsd("", ""));
}

TEST(XsdPattern, TakesAnchorsForCharacters) {
  EXPECT_TRUE(xsd("^a$", "^a$"));
  EXPECT_TRUE(xsd("[$^]+", "^$"));
  EXPECT_TRUE(xsd("[^^]", "a"));
}

TEST(XsdPattern, ReadsItsOwnEscapes) {
  EXPECT_TRUE(xsd(R"(\d)", "٣"));
  EXPECT_TRUE(xsd(R"(\w+)", "Hồ1+"));
  EXPECT_FALSE(xsd(R"(\w)", "-"));
  EXPECT_TRUE(xsd(R"(\W)", "-"));
  EXPECT_TRUE(xsd(R"(\i\c*)", "_a-1.ế"));
  EXPECT_FALSE(xsd(R"(\i)", "1"));
  EXPECT_TRUE(xsd(R"(\I\C)", "1 "));
  EXPECT_TRUE(xsd(R"([\i.]+)", "a.b"));
  EXPECT_TRUE(xsd(R"(\s\S)", "\tx"));
  EXPECT_FALSE(xsd(R"(\s)", "\u00a0"));
  EXPECT_FALSE(xsd(".", "\r"));
  EXPECT_TRUE(xsd(R"(\p{Lu}\P{L}\p{L}+)", "Đ1ế"));
  EXPECT_TRUE(xsd(R"(\.\-\^\{\}\|)", ".-^{}|"));
}

TEST(XsdPattern, RefusesWhatRe2CannotSay) {
  for (const auto* bad :
       {"[a-z-[aeiou]]", R"(\p{IsBasicLatin})", R"(\p{Cn})", R"(\p{C})", R"([\W])", R"(\u0041)", R"((a)\1)", R"(\$)",
        "a+?", "a{,3}", "a{2}{3}", "(?:a)", "*a", "a|*", "[a", "(a", "a\\", "a{1001}"}) {
    EXPECT_EQ(refusal(xsd_pattern(bad)), "schema.pattern") << bad;
  }
}

}  // namespace
}  // namespace lienthong::codec
