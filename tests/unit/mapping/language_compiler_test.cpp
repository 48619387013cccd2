#include "unit/mapping/household.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

namespace lienthong::mapping {
namespace {

struct Mistake {
  std::uint32_t line;
  const char* rule;
  const char* words;
};

// One row per mistake in fixtures/mappings/ho-mistakes.toml.
constexpr Mistake mistakes[] = {
    {7, "function.arguments", "name_parts has three fields"},
    {8, "rule.shape", "only one side"},
    {9, "function.unknown", "did you mean 'name_parts'?"},
    {10, "rule.shape", "several paths need 'as'"},
    {11, "function.arguments", "at=received_at"},
    {14, "code.undated", "'due' is no moment"},
    {16, "when.unmapped", "'site'"},
    {17, "value.invalid", "'person'"},
    {18, "key.missing", "'is' is missing"},
    {20, "when.nested", "inside a group"},
    {23, "path.twice", "'SOGIAYTO'"},
    {24, "embedded.unknown", "'desk/to-khia'"},
    {25, "function.arguments", "list takes the separator"},
    {26, "computed.unknown", "did you mean 'MA'?"},
    {27, "function.unknown", "did you mean 'sha256'?"},
    {28, "function.arguments", "count(LIST)"},
    {29, "function.arguments", "epoch(detect)"},
    {30, "function.arguments", "instant needs a pattern and an offset"},
    {30, "key.value", "empty array"},
    {31, "rule.shape", "a computed field"},
    {32, "function.arguments", "the same precision"},
};

TEST(LanguageCompiler, NamesEveryMistakeOfAFileAtOnce) {
  Diagnostics problems;
  EXPECT_FALSE(compile(fixtures / "mappings/ho-mistakes.toml", {fixtures / "schemas", &household_tables()}, problems)
                   .has_value());
  for (const Mistake& mistake : mistakes) {
    const bool named = std::any_of(problems.begin(), problems.end(), [&](const Diagnostic& one) {
      return one.line == mistake.line && one.rule == mistake.rule && one.text.find(mistake.words) != std::string::npos;
    });
    EXPECT_TRUE(named) << mistake.line << ' ' << mistake.rule << ' ' << mistake.words << "\namong\n" << lines(problems);
  }
}

/// Problems of the household mapping with one rule in place of another.
Diagnostics with_rule(std::string_view old_rule, std::string_view new_rule) {
  return compile_household(old_rule, new_rule).problems;
}

TEST(LanguageCompiler, RefusesAGroupThatLeavesARequiredPlaceEmpty) {
  const auto problems = with_rule(R"({ external = "THAMCHIEU",    computed = 'reference("dvc", MA, TIEPNHAN)' })",
                                  R"({ when = { canonical = "kind", is = "citizen" }, fields = [ )"
                                  R"({ external = "THAMCHIEU", constant = "x" } ] })");
  ASSERT_EQ(problems.size(), 1U) << lines(problems);
  EXPECT_EQ(problems.front().rule, "required.maybe_missing");
  EXPECT_NE(problems.front().text.find("no group gives it a value when 'kind' is 'business'"), std::string::npos)
      << problems.front().text;
}

TEST(LanguageCompiler, RefusesAMappingThatEmbedsItself) {
  const auto problems = with_rule("embedded(json, desk/to-khai)", "embedded(json, desk/ho)");
  EXPECT_TRUE(has(problems, "embedded.unknown")) << lines(problems);
  EXPECT_NE(lines(problems).find("mapping 'desk/ho' would embed itself"), std::string::npos);
}

TEST(LanguageCompiler, RefusesAnEmbeddedMappingOfAnotherFormOrForAnotherPlace) {
  EXPECT_NE(lines(with_rule("embedded(json, desk/to-khai)", "embedded(xml, desk/to-khai)")).find("has no form xml"),
            std::string::npos);
  EXPECT_NE(lines(with_rule("embedded(json, desk/to-khai)", "embedded(json, desk/thu)")).find("they differ at 'child'"),
            std::string::npos);
}

TEST(LanguageCompiler, TakesBothValuesOfABooleanForAll) {
  const char* const fields =
      "{ canonical = 'code', external = 'Ma' }, { external = 'Kenh', constant = '2' },\n"
      "{ canonical = 'urgent', external = 'Khan', as = 'flag(\"1\", \"0\")', missing = 'refuse' },\n"
      "{ when = { canonical = 'urgent', is = [true] }, fields = [ { external = 'GhiChu', constant = 'x' } ] },\n"
      "{ when = { canonical = 'urgent', is = [false] }, fields = [ { external = 'GhiChu', constant = 'y' } ] },";
  EXPECT_FALSE(has(compile_fields(fields).problems, "path.twice")) << lines(compile_fields(fields).problems);
}

TEST(LanguageCompiler, RefusesAListAsAMessage) {
  const Folder folder;
  folder.write("rows.schema.json", R"({"type":"array","items":{"type":"object"}})");
  const auto compiled = compile_text(
      "mapping = \"desk/thu\"\ncanonical = \"canonical/letter\"\nfields = []\n"
      "external = { schema = \"" +
      std::filesystem::absolute(folder.path() / "rows.schema.json").string() + "\", format = \"json\" }\n");
  EXPECT_TRUE(has(compiled.problems, "form.shape", 4)) << lines(compiled.problems);
}

}  // namespace
}  // namespace lienthong::mapping
