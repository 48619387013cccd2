#include "mapping/function.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace lienthong::mapping {
namespace {

/// "name|argument|"quoted"", or the problem.
std::string read(std::string_view text) {
  FunctionProblem problem;
  const auto call = parse_call(text, problem);
  if (!call) return problem.rule + " " + problem.text;
  std::string out = call->name + (call->bracketed ? "()" : "");
  for (const Argument& one : call->arguments) out += "|" + (one.quoted ? "\"" + one.text + "\"" : one.text);
  return out;
}

TEST(Call, IsANameAndItsArguments) {
  EXPECT_EQ(read("integer"), "integer");
  EXPECT_EQ(read("  integer "), "integer");
  EXPECT_EQ(read("f()"), "f()");
  EXPECT_EQ(read("f( )"), "f()");
  EXPECT_EQ(read(R"(flag("1", "0"))"), R"(flag()|"1"|"0")");
  EXPECT_EQ(read(" code ( portal/status , at = received_at ) "), "code()|portal/status|at = received_at");
  EXPECT_EQ(read(R"x(sha256("|", MaHoSo, "a,b)", d.e))x"), R"x(sha256()|"|"|MaHoSo|"a,b)"|d.e)x");
  EXPECT_EQ(read(R"(flag(" ", ""))"), R"(flag()|" "|"")");
  EXPECT_EQ(read("f(g(a, b), c)"), "f()|g(a, b)|c");
  EXPECT_EQ(read(R"(f("a" "b"))"), R"(f()|"a" "b")");
  EXPECT_EQ(read(""), "");
}

TEST(Call, KeepsWhatStandsBetweenItsBrackets) {
  FunctionProblem problem;
  const auto call = parse_call("instant( yyyy-MM-dd'T, \"('HH:mm , +07:00 )", problem);
  ASSERT_TRUE(call.has_value()) << problem.text;
  EXPECT_EQ(call->raw, "yyyy-MM-dd'T, \"('HH:mm , +07:00");
  EXPECT_EQ(call->arguments.size(), 2U);
}

TEST(Call, HasClosedBracketsAndQuotes) {
  EXPECT_EQ(read("text(max=5"), "function.arguments a bracket is not closed");
  EXPECT_EQ(read("f(g(a)"), "function.arguments a bracket is not closed");
  EXPECT_EQ(read("f(\"a)"), "function.arguments a quote is not closed");
  EXPECT_EQ(read("instant(yyyy'T, Z)"), "function.arguments a quote is not closed");
  EXPECT_EQ(read("text(max=5) x"), "function.arguments something stands behind the closing bracket");
  EXPECT_EQ(read("f())"), "function.arguments something stands behind the closing bracket");
  EXPECT_EQ(read("f(a,)"), "function.arguments an argument is empty");
  EXPECT_EQ(read("f(,a)"), "function.arguments an argument is empty");
}

TEST(Call, IsReadOrRefusedWithAReasonWhateverStandsThere) {
  EXPECT_TRUE(rc::check("never without a reason", [] {
    const auto text = *rc::gen::container<std::string>(rc::gen::element('a', '(', ')', '"', '\'', ',', ' ', '='));
    FunctionProblem problem;
    const auto call = parse_call(text, problem);
    RC_ASSERT(call.has_value() == problem.text.empty());
  }));
}

}  // namespace
}  // namespace lienthong::mapping
