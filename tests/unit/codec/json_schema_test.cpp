#include "codec/json.hpp"
#include "codec/schema.hpp"
#include "unit/codec/scratch_folder.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace lienthong::codec {
namespace {

using Type = SchemaNode::Type;

class JsonSchema : public testing::Test {
 protected:
  base::Result<std::shared_ptr<const Schema>> load(std::string_view text) {
    return load_json_schema(scratch_.file("it.schema.json", text));
  }

  /// "path rule; path rule" of every problem.
  std::string problems(std::string_view schema, std::string_view document) {
    const auto loaded = load(schema);
    if (!loaded) return "not loaded: " + loaded.error().describe();
    Arena arena;
    const auto value = read_json(document, arena);
    if (!value) return "not read";
    std::string out;
    for (const auto& problem : (*loaded)->check(*value)) {
      out += (out.empty() ? "" : "; ") + problem.path + " " + problem.rule;
      EXPECT_FALSE(problem.text.empty());
    }
    return out;
  }

  std::string refusal(std::string_view schema) {
    const auto loaded = load(schema);
    return loaded ? "loaded" : loaded.error().code();
  }

  ScratchFolder scratch_;
};

constexpr std::string_view dossier = R"({
  "$schema": "http://json-schema.org/draft-07/schema#", "$id": "canonical/dossier",
  "type": "object", "additionalProperties": false, "required": ["code", "documents"],
  "properties": {
    "code": {"$ref": "#/definitions/code"},
    "amount": {"type": ["integer", "null"], "minimum": 0},
    "ratio": {"type": "number"}, "done": {"type": "boolean"},
    "kind": {"enum": ["citizen", "business"]},
    "at": {"type": "string", "format": "date-time"}, "on": {"type": "string", "format": "date"},
    "note": {"type": "string", "minLength": 2, "maxLength": 5000},
    "documents": {"type": "array", "items": {"type": "object", "required": ["name"], "additionalProperties": false,
      "properties": {"name": {"type": "string", "minLength": 1, "maxLength": 5},
                     "content": {"type": "string", "contentEncoding": "base64"}}}}
  },
  "definitions": {"code": {"type": "string", "pattern": "^H[0-9]{2}(\\.[0-9]{1,4}){0,3}$", "maxLength": 20}}
})";

TEST_F(JsonSchema, ModelSaysWhatTheSchemaSays) {
  const auto loaded = load(dossier);
  ASSERT_TRUE(loaded.has_value()) << loaded.error().describe();
  const auto& model = (*loaded)->model();
  EXPECT_EQ(model.type, Type::record);
  ASSERT_EQ(model.fields.size(), 9U);
  const auto& field = [&](std::size_t i) -> const SchemaNode::Field& { return model.fields[i]; };
  EXPECT_EQ(field(0).name, "code");
  EXPECT_TRUE(field(0).required);
  EXPECT_EQ(field(0).node->type, Type::text);
  EXPECT_EQ(field(0).node->max_length, 20U);
  EXPECT_EQ(field(1).node->type, Type::integer);
  EXPECT_TRUE(field(1).node->nullable);
  EXPECT_FALSE(field(1).required);
  EXPECT_EQ(field(2).node->type, Type::number);
  EXPECT_EQ(field(3).node->type, Type::boolean);
  EXPECT_EQ(field(4).node->type, Type::text);
  EXPECT_EQ(field(4).node->one_of, (std::vector<std::string>{"citizen", "business"}));
  EXPECT_EQ(field(5).node->format, "date-time");
  EXPECT_EQ(field(7).node->min_length, 2U);
  const auto& documents = *field(8).node;
  EXPECT_EQ(documents.type, Type::list);
  ASSERT_NE(documents.item, nullptr);
  ASSERT_EQ(documents.item->fields.size(), 2U);
  EXPECT_EQ(documents.item->fields[1].node->format, "base64");
  EXPECT_FALSE(documents.item->fields[1].node->max_length);
}

TEST_F(JsonSchema, OddShapesBecomeAnyOrNullable) {
  const auto loaded =
      load(R"({"properties":{"a":{"anyOf":[{"type":"null"},{"type":"integer"}]},"b":{"type":["string","integer"]},
      "c":true,"d":{"enum":["x",null]},"e":{"const":7},"f":{"items":[{"type":"string"}]},"g":{"enum":["x",1]}}})");
  ASSERT_TRUE(loaded.has_value()) << loaded.error().describe();
  const auto& fields = (*loaded)->model().fields;
  EXPECT_EQ(fields[0].node->type, Type::integer);
  EXPECT_TRUE(fields[0].node->nullable);
  EXPECT_EQ(fields[1].node->type, Type::any);
  EXPECT_EQ(fields[2].node->type, Type::any);
  EXPECT_EQ(fields[3].node->type, Type::text);
  EXPECT_TRUE(fields[3].node->nullable);
  EXPECT_EQ(fields[4].node->type, Type::integer);
  EXPECT_EQ(fields[4].node->one_of, std::vector<std::string>{"7"});
  EXPECT_EQ(fields[5].node->type, Type::list);
  EXPECT_EQ(fields[5].node->item->type, Type::any);
  EXPECT_EQ(fields[6].node->type, Type::any);
}

TEST_F(JsonSchema, AValidDocumentHasNoProblem) {
  EXPECT_EQ(
      problems(dossier, R"({"code":"H01.12.3","amount":null,"ratio":1.5,"done":true,"kind":"citizen","on":"2026-02-28",
      "at":"2026-06-15T08:30:00+07:00","note":"được","documents":[{"name":"Đơn"}]})"),
      "");
}

TEST_F(JsonSchema, EveryProblemIsNamedByPathAndRuleInTheOrderOfTheDocument) {
  EXPECT_EQ(
      problems(dossier, R"({"documents":[{"name":"a"},{"name":""},{"name":"toolong","x":1},{}],
      "kind":"king","amount":-1,"ratio":"1","at":"today","on":"2026-02-30","note":"a","more":1,"code":"X"})"),
      "documents[1].name minLength; documents[2].name maxLength; documents[2].x additional; documents[3].name "
      "required; "
      "kind enum; amount minimum; ratio type; at format; on format; note minLength; more additional; code pattern");
}

TEST_F(JsonSchema, ARequiredMemberIsNamedEvenWhenTheWholeRecordIsEmpty) {
  EXPECT_EQ(problems(dossier, "{}"), "code required; documents required");
  EXPECT_EQ(problems(dossier, "[]"), " type");
}

TEST_F(JsonSchema, AWrongKindInAFormattedPlaceIsATypeProblemNotADeath) {
  EXPECT_EQ(problems(dossier, R"({"code":"H01","documents":[],"at":{"a":1},"on":5})"), "at type; on type");
}

TEST_F(JsonSchema, ProblemsNeverCarryTheValueNorAnUntameName) {
  const auto loaded = load(dossier);
  ASSERT_TRUE(loaded.has_value());
  Arena arena;
  const auto value = read_json(R"({"code":"079123456789","documents":[],"Nguyễn Văn A":1,"079123456789":1})", arena);
  const auto found = (*loaded)->check(*value);
  ASSERT_EQ(found.size(), 3U);
  for (const auto& problem : found) {
    EXPECT_EQ((problem.path + problem.text).find("0791"), std::string::npos);
    EXPECT_EQ((problem.path + problem.text).find("Nguy"), std::string::npos);
  }
  EXPECT_EQ(found[1].path, "?");
}

TEST_F(JsonSchema, ALongTextIsJudgedWithoutStdRegex) {
  constexpr std::string_view schema = R"({"properties":{"free":{"type":"string","pattern":"^([A-Z0-9]|[.-])+$"},
      "capped":{"type":"string","pattern":"^x$","maxLength":50},"number":{"type":"integer"},"kind":{"enum":["a"]}}})";
  const std::string text = std::string(50'000, 'A');
  EXPECT_EQ(problems(schema, R"({"free":")" + text + R"("})"), "");
  EXPECT_EQ(problems(schema, R"({"free":")" + text + R"(!"})"), "free pattern");
  EXPECT_EQ(problems(schema, R"({"capped":")" + text + R"("})"), "capped pattern; capped maxLength");
  EXPECT_EQ(problems(schema, R"({"number":")" + text + R"("})"), "number type");
  EXPECT_EQ(problems(schema, R"({"kind":")" + text + R"("})"), "kind enum");
  EXPECT_EQ(problems(schema, R"({"free":")" + std::string(4096, 'A') + R"("})"), "");
  EXPECT_EQ(problems(schema, R"({"free":")" + std::string(4095, 'A') + R"(!"})"), "free pattern");
}

TEST_F(JsonSchema, LengthsCountCodePointsNotBytes) {
  constexpr std::string_view schema = R"({"type":"string","minLength":3,"maxLength":3})";
  EXPECT_EQ(problems(schema, R"("ếếế")"), "");
  EXPECT_EQ(problems(schema, R"("ếếếế")"), " maxLength");
  EXPECT_EQ(problems(schema, R"("ếế")"), " minLength");
  EXPECT_EQ(problems(R"({"maxLength":5000})", "\"" + std::string(4998, 'a') + "ếế\""), "");
}

TEST_F(JsonSchema, ABase64FieldMayBeOfAnySize) {
  EXPECT_EQ(problems(dossier,
                     R"({"code":"H01","documents":[{"name":"a","content":")" + std::string(1'000'000, 'A') + R"("}]})"),
            "");
}

TEST_F(JsonSchema, NonAsciiPatternsWork) {
  EXPECT_EQ(problems(R"({"pattern":"^Hồ sơ [0-9]+$"})", R"("Hồ sơ 12")"), "");
  EXPECT_EQ(problems(R"({"pattern":"^Hồ sơ [0-9]+$"})", R"("Hồ so 12")"), " pattern");
}

TEST_F(JsonSchema, ClassesOfPatternsHoldCharactersNotBytes) {
  constexpr std::string_view schema = R"({"type":"string","pattern":"^[A-ZĐ][0-9]$"})";
  EXPECT_EQ(problems(schema, R"("Đ1")"), "");
  EXPECT_EQ(problems(schema, R"("đ1")"), " pattern");
}

TEST_F(JsonSchema, TextsThatAreNotBase64AreNamed) {
  constexpr std::string_view schema = R"({"type":"string","contentEncoding":"base64"})";
  EXPECT_EQ(problems(schema, R"("QUI=")"), "");
  EXPECT_EQ(problems(schema, R"("QUJ\r\nD")"), "");
  for (const auto* bad : {"QUI", "QUJ=", "Q=I=", "QU.=", "===="}) {
    EXPECT_EQ(problems(schema, "\"" + std::string(bad) + "\""), " format") << bad;
  }
}

TEST_F(JsonSchema, RulesBeyondTheModelAreStillChecked) {
  EXPECT_EQ(problems(R"({"properties":{"a":{"uniqueItems":true,"minItems":1,"maxItems":2}}})", R"({"a":[1,1]})"),
            "a uniqueItems");
  EXPECT_EQ(problems(R"({"not":{"type":"string"}})", R"("a")"), " not");
  EXPECT_EQ(problems(R"({"allOf":[{"required":["a"]}]})", "{}"), "a required");
  EXPECT_EQ(problems("false", "1"), " schema");
  EXPECT_EQ(problems(R"({"items":false})", "[1]").empty(), false);
  EXPECT_EQ(problems(R"({"maximum":10})", "1e999"), " maximum");
  EXPECT_EQ(problems(R"({"type":"integer"})", "123456789012345678901234567890"), " type");
}

TEST_F(JsonSchema, ReferencesThatLeaveTheFileDangleOrCircleAreRefused) {
  EXPECT_EQ(refusal(R"({"properties":{"a":{"$ref":"http://example.invalid/x.json"}}})"), "schema.remote_ref");
  EXPECT_EQ(refusal(R"({"properties":{"a":{"$ref":"other.json#/definitions/x"}}})"), "schema.remote_ref");
  EXPECT_EQ(refusal(R"({"not":{"$ref":"#/definitions/none"}})"), "schema.ref");
  EXPECT_EQ(refusal(R"({"properties":{"a":{"$ref":"#"}}})"), "schema.recursive");
  EXPECT_EQ(
      refusal(R"({"definitions":{"a":{"items":{"$ref":"#/definitions/b"}},"b":{"items":{"$ref":"#/definitions/a"}}}})"),
      "schema.recursive");
  EXPECT_EQ(refusal(R"({"definitions":{"a":{"$ref":"#/definitions/a"}},"$ref":"#/definitions/a"})"),
            "schema.recursive");
  EXPECT_EQ(refusal(R"({"definitions":{"a/b":{"type":"string"}},"properties":{"x":{"$ref":"#/definitions/a~1b"}}})"),
            "loaded");
}

TEST_F(JsonSchema, RulesThatTheValidatorAppliesInSilenceAreRefused) {
  EXPECT_EQ(refusal(R"({"propertyNames":{"maxLength":1}})"), "schema.unsupported");
  EXPECT_EQ(refusal(R"({"items":{"properties":{"a":false}}})"), "schema.unsupported");
  EXPECT_EQ(refusal(R"({"properties":{"a":true},"additionalProperties":false})"), "loaded");
}

TEST_F(JsonSchema, AHostileDocumentDoesNotMakeItsReportCostly) {
  std::string members;
  std::string items;
  for (int i = 0; i < 40'000; ++i) {
    members += (i == 0 ? "\"k" : ",\"k") + std::to_string(i) + "\":0";
    items += i == 0 ? "{}" : ",{}";
  }
  const auto loaded = load(dossier);
  ASSERT_TRUE(loaded.has_value());
  Arena arena;
  const auto value = read_json("{\"documents\":[" + items + "]," + members + "}", arena);
  ASSERT_TRUE(value.has_value());
  EXPECT_EQ((*loaded)->check(*value).size(), most_problems);
}

TEST_F(JsonSchema, PatternsThatCouldRunAwayAreRefused) {
  for (const auto* bad :
       {"(a+)+", "((a*)b?)*", "(a{1,9}){1,9}", "([0-9]+,?){3,}", "(?:x+){2}", "(a", "[z-a]", "((a{0,4}){0,4}){0,4}"}) {
    EXPECT_EQ(refusal(std::string(R"({"pattern":")") + bad + "\"}"), "schema.pattern") << bad;
  }
  EXPECT_EQ(refusal(R"({"patternProperties":{"(a+)+":{}}})"), "schema.pattern");
  for (const auto* good :
       {"^([A-Z0-9]|[.-])+$", "(a{2}){0,50}", "(x+)?", "[(+)+]+", "a\\\\+b+", "(\\\\.[0-9]{1,4}){0,3}"}) {
    EXPECT_EQ(refusal(std::string(R"({"pattern":")") + good + "\"}"), "loaded") << good;
  }
  EXPECT_EQ(refusal(R"({"properties":{"pattern":{"type":"string"},"enum":{"type":"string"}}})"), "loaded");
}

TEST_F(JsonSchema, FilesThatAreMissingOrNoSchemaAreRefused) {
  const auto missing = load_json_schema(scratch_.path() / "none.json");
  ASSERT_FALSE(missing.has_value());
  EXPECT_EQ(missing.error().code(), "schema.file");
  EXPECT_EQ(refusal("{"), "json.syntax");
  EXPECT_EQ(refusal(R"({"type":5})"), "schema.syntax");
}

TEST_F(JsonSchema, AnXmlCheckSaysThatItCannot) {
  const auto loaded = load("{}");
  ASSERT_TRUE(loaded.has_value());
  EXPECT_EQ((*loaded)->check_xml("<a/>").size(), 1U);
}

TEST_F(JsonSchema, AValueDeeperThanAnyReaderAllowsIsRefusedNotWalked) {
  const auto loaded = load("{}");
  Arena arena;
  Value deep = Value::null();
  for (int i = 0; i < 100'000; ++i) deep = Value::list(arena.copy(std::span<const Value>(&deep, 1)));
  const auto found = (*loaded)->check(deep);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].rule, "depth");
}

TEST(CanonicalSchemas, AreLoadedAndKnowTheirFields) {
  for (const auto* file : {"schemas/canonical/dossier.schema.json", "schemas/canonical/step.schema.json"}) {
    const auto loaded = load_json_schema(file);
    ASSERT_TRUE(loaded.has_value()) << file << ": " << loaded.error().describe();
    EXPECT_EQ((*loaded)->model().fields.front().name, "code");
    EXPECT_TRUE((*loaded)->model().fields.front().required);
  }
}

TEST(CanonicalSchemas, ADossierIsValidAndItsStatusCodeAndDocumentsAreJudged) {
  const auto loaded = load_json_schema("schemas/canonical/dossier.schema.json");
  ASSERT_TRUE(loaded.has_value());
  Arena arena;
  const auto good = read_json(R"({"code":"G22.99-260615-0001","procedure":{"code":"1.001234","name":"Đăng ký"},
      "status":"processing","received_at":"2026-06-15T08:30:00.000+07:00","documents":[{"name":"Đơn","content":"QQ=="}]})",
                              arena);
  EXPECT_TRUE((*loaded)->check(*good).empty());
  const auto bad =
      read_json(R"({"code":"G22.99-260615-1","status":"lost","documents":[{"name":"a"},{"url":"u"}]})", arena);
  const auto found = (*loaded)->check(*bad);
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].path + " " + found[0].rule, "code pattern");
  EXPECT_EQ(found[1].path + " " + found[1].rule, "status enum");
  EXPECT_EQ(found[2].path + " " + found[2].rule, "documents[1].name required");
}

}  // namespace
}  // namespace lienthong::codec
