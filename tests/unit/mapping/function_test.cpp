#include "mapping/function.hpp"

#include <gtest/gtest.h>

#include <set>

namespace lienthong::mapping {
namespace {

CodeTables tables() {
  CodeTables out;
  const auto add = [&](const std::string& name, const std::string& pairs) {
    Diagnostics problems;
    const std::string file = "table = \"desk/" + name + "\"\nvalid_from = 2025-01-01\npairs = [ " + pairs + " ]\n";
    auto table = CodeTable::parse(file, name + ".toml", problems);
    ASSERT_TRUE(table.has_value());
    out.emplace("desk/" + name, std::move(*table));
  };
  add("status", "{ canonical = 'open', external = '2' }");
  add("province",
      "{ canonical = '19', external = '64', until = 2025-06-30 }, "
      "{ canonical = '19', external = '52', from = 2025-07-01 }");
  return out;
}

std::optional<Function> function_of(std::string_view text) {
  FunctionProblem problem;
  const auto call = parse_call(text, problem);
  return call ? parse_function(*call, tables(), problem) : std::nullopt;
}

std::string problem_of(std::string_view text) {
  FunctionProblem problem;
  const auto call = parse_call(text, problem);
  if (call && parse_function(*call, tables(), problem)) return "none";
  return problem.rule + " " + problem.text;
}

std::string parts_problem_of(std::string_view text) {
  FunctionProblem problem;
  const auto call = parse_call(text, problem);
  if (call && parse_parts(*call, problem)) return "none";
  return problem.rule + " " + problem.text;
}

TEST(Function, IsOneOfAClosedList) {
  EXPECT_EQ(problem_of("instnt(yyyyMMdd, Z)"), "function.unknown unknown function 'instnt'; did you mean 'instant'?");
  EXPECT_TRUE(problem_of("javascript(1)").starts_with("function.unknown"));
  EXPECT_TRUE(problem_of("").starts_with("function.unknown"));
}

TEST(Function, SaysWhereAFunctionBelongsThatIsOneElsewhere) {
  EXPECT_EQ(problem_of("embeded(json, phieu)"),
            "function.unknown unknown function 'embeded'; did you mean 'embedded'?");
  EXPECT_NE(problem_of("name_parts").find("several fields"), std::string::npos);
  EXPECT_NE(problem_of("sha256(\"|\", a)").find("'computed'"), std::string::npos);
  EXPECT_NE(parts_problem_of("trimmed").find("one field on each side"), std::string::npos);
  EXPECT_EQ(parts_problem_of("nameparts"), "function.unknown unknown function 'nameparts'; did you mean 'name_parts'?");
}

TEST(Function, KeepsItsArguments) {
  EXPECT_EQ(function_of("text")->cut_at, std::nullopt);
  EXPECT_EQ(function_of("text( max = 250 )")->cut_at, 250U);
  EXPECT_EQ(function_of("date(dd/MM/yyyy|MM/yyyy|yyyy)")->dates.size(), 3U);
  EXPECT_EQ(function_of("epoch(s)")->unit, EpochUnit::seconds);
  EXPECT_EQ(function_of("epoch(ms)")->unit, EpochUnit::milliseconds);
  EXPECT_EQ(function_of("epoch(detect)")->unit, EpochUnit::detect);
  EXPECT_EQ(function_of(R"(flag("True","False"))")->yes, "True");
  EXPECT_EQ(function_of(R"(flag("True","False"))")->no, "False");
  EXPECT_EQ(function_of(R"(flag("1", ""))")->no, "");
  EXPECT_EQ(function_of(R"(list("; "))")->separator, "; ");
  EXPECT_EQ(function_of("code(desk/status)")->table->name(), "desk/status");
  EXPECT_EQ(function_of("code(desk/province, at = received_at)")->dated_by, "received_at");
  EXPECT_TRUE(function_of("instant(rfc3339, +07:00)")->pattern->read("2025-06-13T02:30:15Z"));
  EXPECT_TRUE(function_of("instant(yyyy-MM-dd'T'HH:mm:ss.SSS'Z', +07:00)")->pattern->read("2025-06-13T09:30:15.000Z"));
}

TEST(Function, RefusesArgumentsItCannotUse) {
  for (const char* text : {"text(max=0)",
                           "text(max=ten)",
                           "text(250)",
                           "text()",
                           "text(max=5",
                           "text(max=-1)",
                           "text(max=5, min=1)",
                           "text(max=)",
                           "instant",
                           "instant(yyyyMMdd)",
                           "instant()",
                           "instant(rfc3339)",
                           "date",
                           "date()",
                           "date(dd/MM)",
                           "date(yyyy|yyyy)",
                           "date(dd/MM/yyyy|)",
                           "epoch",
                           "epoch()",
                           "epoch(us)",
                           "epoch(s, ms)",
                           "epoch(\"s\")",
                           "code",
                           "code()",
                           "code(\"desk/status\")",
                           "code(desk/status, received_at)",
                           "code(desk/status, at=)",
                           "code(desk/status, at=a, at=b)",
                           "integer(10)",
                           "boolean(1)",
                           "base64(x)",
                           "url()",
                           "trimmed(x)",
                           "flag",
                           R"(flag("1"))",
                           R"(flag("1", "1"))",
                           R"(flag("1", "0", "2"))",
                           "flag(1, 0)",
                           "list",
                           "list()",
                           R"(list(""))",
                           "list(;)",
                           R"(list(";", ","))"}) {
    EXPECT_TRUE(problem_of(text).starts_with("function.arguments")) << text << " → " << problem_of(text);
  }
  EXPECT_EQ(problem_of("code(desk/statsu)"),
            "code.unknown there is no code table 'desk/statsu'; did you mean 'desk/status'?");
}

TEST(Function, WantsTheMomentOfATableThatChanges) {
  EXPECT_NE(problem_of("code(desk/province)").find("at=received_at"), std::string::npos);
  EXPECT_EQ(problem_of("code(desk/status, at=received_at)"), "none") << "a table may begin to change later";
}

TEST(Function, SaysWhatToDoWithATwelveHourClock) {
  EXPECT_NE(problem_of("instant(yyyyMMddhhmmss, +07:00)").find("raw string"), std::string::npos);
}

TEST(PartsFunction, IsReadWithItsSeparator) {
  FunctionProblem problem;
  EXPECT_EQ(parse_parts(*parse_call("name_parts", problem), problem)->kind, PartsKind::name_parts);
  EXPECT_EQ(parse_parts(*parse_call("date_parts", problem), problem)->kind, PartsKind::date_parts);
  EXPECT_EQ(parse_parts(*parse_call(R"(join(", "))", problem), problem)->separator, ", ");
  for (const char* text : {"name_parts()", "date_parts(dd)", "join", "join()", "join(,)", R"(join(""))", "join(x)"}) {
    EXPECT_TRUE(parts_problem_of(text).starts_with("function.arguments")) << text;
  }
}

TEST(Function, HasANameForEachKind) {
  std::set<std::string_view> names;
  for (const FunctionKind kind :
       {FunctionKind::identity, FunctionKind::text, FunctionKind::trimmed, FunctionKind::instant, FunctionKind::date,
        FunctionKind::epoch, FunctionKind::code, FunctionKind::integer, FunctionKind::flag, FunctionKind::boolean,
        FunctionKind::base64, FunctionKind::url, FunctionKind::list}) {
    names.insert(name(kind));
  }
  for (const PartsKind kind : {PartsKind::name_parts, PartsKind::date_parts, PartsKind::join}) names.insert(name(kind));
  for (const ComputedKind kind :
       {ComputedKind::concat, ComputedKind::reference, ComputedKind::sha256, ComputedKind::count}) {
    names.insert(name(kind));
  }
  EXPECT_EQ(names.size(), 20U);
  EXPECT_FALSE(names.contains(""));
}

TEST(Function, MeetsOnlyTypesItCanTurnIntoEachOther) {
  EXPECT_TRUE(types_meet(FunctionKind::identity, SchemaType::text, SchemaType::text));
  EXPECT_FALSE(types_meet(FunctionKind::identity, SchemaType::text, SchemaType::integer));
  EXPECT_FALSE(types_meet(FunctionKind::identity, SchemaType::record, SchemaType::record));
  EXPECT_FALSE(types_meet(FunctionKind::identity, SchemaType::list, SchemaType::list));
  EXPECT_TRUE(types_meet(FunctionKind::identity, SchemaType::text, SchemaType::any));
  EXPECT_TRUE(types_meet(FunctionKind::integer, SchemaType::integer, SchemaType::text));
  EXPECT_FALSE(types_meet(FunctionKind::integer, SchemaType::text, SchemaType::integer));
  EXPECT_TRUE(types_meet(FunctionKind::code, SchemaType::text, SchemaType::integer));
  EXPECT_FALSE(types_meet(FunctionKind::instant, SchemaType::text, SchemaType::integer));
  EXPECT_FALSE(types_meet(FunctionKind::flag, SchemaType::text, SchemaType::text));
  EXPECT_FALSE(types_meet(FunctionKind::base64, SchemaType::text, SchemaType::boolean));
  EXPECT_FALSE(types_meet(FunctionKind::url, SchemaType::text, SchemaType::integer));
  EXPECT_TRUE(types_meet(FunctionKind::trimmed, SchemaType::text, SchemaType::text));
  EXPECT_TRUE(types_meet(FunctionKind::date, SchemaType::text, SchemaType::text));
  EXPECT_FALSE(types_meet(FunctionKind::date, SchemaType::text, SchemaType::integer));
  for (const SchemaType external : {SchemaType::text, SchemaType::integer, SchemaType::number, SchemaType::any}) {
    EXPECT_TRUE(types_meet(FunctionKind::epoch, SchemaType::text, external));
    EXPECT_FALSE(types_meet(FunctionKind::epoch, SchemaType::integer, external));
  }
  EXPECT_TRUE(types_meet(FunctionKind::list, SchemaType::list, SchemaType::text));
  EXPECT_FALSE(types_meet(FunctionKind::list, SchemaType::text, SchemaType::text));
  EXPECT_FALSE(types_meet(FunctionKind::list, SchemaType::list, SchemaType::list));
}

}  // namespace
}  // namespace lienthong::mapping
