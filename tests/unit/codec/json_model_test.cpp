#include "codec/json.hpp"
#include "codec/model_check.hpp"
#include "codec/schema.hpp"
#include "unit/codec/scratch_folder.hpp"

#include <gtest/gtest.h>

#include <string>

namespace lienthong::codec {
namespace {

using Type = SchemaNode::Type;

class JsonModel : public testing::Test {
 protected:
  std::shared_ptr<const Schema> load(std::string_view text) {
    auto loaded = load_json_schema(scratch_.file("it.schema.json", text));
    if (!loaded) throw std::runtime_error(loaded.error().describe());
    return *loaded;
  }
  bool is_complete(std::string_view text) { return load(text)->model_is_complete(); }
  std::string refusal(std::string_view text) {
    const auto loaded = load_json_schema(scratch_.file("it.schema.json", text));
    return loaded ? "loaded" : loaded.error().code();
  }

  ScratchFolder scratch_;
};

TEST_F(JsonModel, HoldsPatternsBoundsAndItemCounts) {
  const auto schema = load(R"({"type":"object","properties":{
      "code":{"type":"string","pattern":"^H[0-9]+$"},
      "amount":{"type":"integer","minimum":0,"exclusiveMaximum":1000},
      "ratio":{"type":"number","exclusiveMinimum":0.5,"minimum":0.25},
      "share":{"type":"number","exclusiveMinimum":0.25,"minimum":0.5},
      "papers":{"type":"array","items":{"type":"string"},"minItems":1,"maxItems":9}}})");
  const auto& fields = schema->model().fields;
  ASSERT_NE(fields[0].node->pattern, nullptr);
  EXPECT_EQ(fields[0].node->pattern->source(), "^H[0-9]+$");
  EXPECT_EQ(fields[1].node->minimum->lexeme, "0");
  EXPECT_FALSE(fields[1].node->minimum->exclusive);
  EXPECT_EQ(fields[1].node->maximum->lexeme, "1000");
  EXPECT_TRUE(fields[1].node->maximum->exclusive);
  EXPECT_EQ(fields[2].node->minimum->lexeme, "0.5");
  EXPECT_TRUE(fields[2].node->minimum->exclusive);
  EXPECT_EQ(fields[3].node->minimum->lexeme, "0.5");
  EXPECT_FALSE(fields[3].node->minimum->exclusive);
  EXPECT_EQ(fields[4].node->min_items, 1U);
  EXPECT_EQ(fields[4].node->max_items, 9U);
  EXPECT_TRUE(schema->model_is_complete());
}

TEST_F(JsonModel, KnowsWhatItHoldsCompletely) {
  for (const auto* text : {
           R"({"type":"string","title":"a","description":"b","examples":["c"],"$comment":"d","x-remark":{"a":1}})",
           R"({"type":["integer","null"],"minimum":0})",
           R"({"enum":["a","b",null]})",
           R"({"type":"string","enum":["a",7]})",
           R"({"type":"integer","const":7})",
           R"({"enum":[1,2.5]})",
           R"({"anyOf":[{"type":"string","maxLength":3},{"type":"null"}],"description":"may be null"})",
           R"({"allOf":[{"$ref":"#/definitions/a"}],"description":"b","definitions":{"a":{"type":"string"}}})",
           R"({"type":"object","required":["a"],"additionalProperties":false,"properties":{"a":true}})",
           R"({"type":"object","additionalProperties":{}})",
           R"({"type":"array","items":{"type":"integer"},"uniqueItems":false})",
           R"({"type":"string","definitions":{"unused":{"not":{}}}})",
           R"({"maxLength":5})",
       }) {
    EXPECT_TRUE(is_complete(text)) << text;
  }
}

TEST_F(JsonModel, KnowsWhatItDoesNotHold) {
  for (const auto* text : {
           R"({"allOf":[{"type":"string"},{"maxLength":3}]})",
           R"({"allOf":[{"type":"string"}],"maxLength":3})",
           R"({"anyOf":[{"type":"string"},{"type":"integer"}]})",
           R"({"anyOf":[{"type":"string"},{"type":"null"}],"maxLength":3})",
           R"({"oneOf":[{"type":"string"}]})",
           R"({"not":{"type":"string"}})",
           R"({"if":{"type":"string"},"then":{"maxLength":3}})",
           R"({"type":"object","dependencies":{"a":["b"]}})",
           R"({"type":"object","patternProperties":{"^a":{"type":"string"}}})",
           R"({"type":"object","additionalProperties":{"type":"string"}})",
           R"({"type":"object","minProperties":1})",
           R"({"type":"object","required":["b"],"properties":{"a":true}})",
           R"({"properties":{"a":{"type":"string"}}})",
           R"({"required":["a"]})",
           R"({"type":"array","uniqueItems":true})",
           R"({"type":"array","contains":{"const":1}})",
           R"({"type":"array","items":[{"type":"string"}]})",
           R"({"type":"array","items":false})",
           R"({"items":{"type":"string"}})",
           R"({"type":"number","multipleOf":2})",
           R"({"const":{"a":1}})",
           R"({"const":[1]})",
           R"({"const":1})",
           R"({"enum":["a",1]})",
           R"({"enum":[null]})",
           R"({"enum":["a","b"],"const":"a"})",
           R"({"type":"integer","enum":["a"]})",
           R"({"type":["string","array"]})",
           R"({"type":["string","integer"],"enum":["a",1]})",
           R"({"type":"null"})",
           "false",
           R"({"type":"object","properties":{"deep":{"type":"array","items":{"type":"array","uniqueItems":true}}}})",
       }) {
    EXPECT_FALSE(is_complete(text)) << text;
  }
}

TEST_F(JsonModel, KnowsAChoiceOfScalarTypesInItsOrder) {
  constexpr std::string_view text = R"({"type":["integer","string","null"],"maxLength":3,"maximum":99})";
  const auto schema = load(text);
  EXPECT_TRUE(schema->model_is_complete());
  EXPECT_EQ(schema->model().types, (std::vector{Type::integer, Type::text}));
  EXPECT_TRUE(schema->model().nullable);
  for (const auto& [value, good] : {std::pair{Value::number("7"), true}, std::pair{Value::text("abc"), true},
                                    std::pair{Value::number("100"), false}, std::pair{Value::text("abcd"), false},
                                    std::pair{Value::number("4.5"), false}, std::pair{Value::boolean(true), false}}) {
    EXPECT_EQ(!broken_part(value, schema->model(), Wire::json).has_value(), good) << value.scalar();
    EXPECT_EQ(schema->check(value).empty(), good) << value.scalar();
  }
}

TEST_F(JsonModel, ASchemaInsideAllOfAloneIsThatSchema) {
  const auto schema = load(R"({"type":"object","properties":{"a":{"description":"b","allOf":[{"type":"integer"}]}}})");
  EXPECT_EQ(schema->model().fields[0].node->type, Type::integer);
}

TEST_F(JsonModel, AnEnumWithoutNullForbidsTheNullOfItsType) {
  EXPECT_FALSE(load(R"({"type":["string","null"],"enum":["a"]})")->model().nullable);
  EXPECT_TRUE(load(R"({"type":["string","null"],"enum":["a",null]})")->model().nullable);
  EXPECT_FALSE(load(R"({"type":"string","enum":["a",null]})")->model().nullable);
}

constexpr std::string_view dated = R"({"type":"object","x-not-before":{"due_at":"received_at","stay.to":"stay.from"},
    "properties":{"received_at":{"type":"string","format":"date-time"},"due_at":{"type":"string","format":"date-time"},
    "stay":{"type":"object","properties":{"from":{"type":"string","format":"date"},
    "to":{"type":"string","format":"date"}}}}})";

TEST_F(JsonModel, HoldsOrdersOfMoments) {
  const auto schema = load(dated);
  const auto& orders = schema->model().orders;
  ASSERT_EQ(orders.size(), 2U);
  EXPECT_EQ(orders[0].earlier + " " + orders[0].later, "received_at due_at");
  EXPECT_EQ(orders[1].earlier + " " + orders[1].later, "stay.from stay.to");
  EXPECT_TRUE(schema->model_is_complete());
}

TEST_F(JsonModel, ADocumentThatTurnsMomentsRoundIsNamed) {
  const auto schema = load(dated);
  Arena arena;
  const auto problems = [&](std::string_view text) {
    std::string out;
    for (const auto& problem : schema->check(*read_json(text, arena))) out += problem.path + " " + problem.rule + "; ";
    return out;
  };
  EXPECT_EQ(problems(R"({"received_at":"2026-06-15T08:00:00Z","due_at":"2026-06-15T08:00:00+07:00"})"),
            "due_at order; ");
  EXPECT_EQ(problems(R"({"received_at":"2026-06-15T08:00:00+07:00","due_at":"2026-06-15T08:00:00Z"})"), "");
  EXPECT_EQ(problems(R"({"received_at":"2026-06-15T08:00:00Z","due_at":"2026-06-15T08:00:00Z"})"), "");
  EXPECT_EQ(problems(R"({"due_at":"2026-06-15T08:00:00Z"})"), "");
  EXPECT_EQ(problems(R"({"stay":{"from":"2026-06-15","to":"2026-06-14"}})"), "stay.to order; ");
  EXPECT_EQ(problems(R"({"stay":{"from":"2026-06-15","to":"soon"}})"), "stay.to format; ");
}

TEST_F(JsonModel, OrdersThatNameNoTwoMomentsOfOneKindAreRefused) {
  const auto with = [](std::string_view order) {
    return R"({"type":"object","x-not-before":)" + std::string(order) +
           R"(,"properties":{"a":{"type":"string","format":"date-time"},"b":{"type":"string","format":"date"},
           "c":{"type":"string"}}})";
  };
  for (const auto* order : {R"({"a":"b"})", R"({"a":"c"})", R"({"c":"c"})", R"({"a":"none"})", R"({"none":"a"})",
                            R"({"a":1})", R"({"a":"a.b"})", R"("a")", R"(["a"])"}) {
    EXPECT_EQ(refusal(with(order)), "schema.order") << order;
  }
  EXPECT_EQ(refusal(with(R"({"a":"a"})")), "loaded");
}

TEST_F(JsonModel, APatternThatRe2CannotMatchIsRefused) {
  for (const auto* bad : {R"((a)\\1)", "(?=a)b", "(?!a)b"}) {
    EXPECT_EQ(refusal(R"({"pattern":")" + std::string(bad) + "\"}"), "schema.pattern") << bad;
  }
}

}  // namespace
}  // namespace lienthong::codec
