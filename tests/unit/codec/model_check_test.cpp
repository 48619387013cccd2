#include "codec/model_check.hpp"

#include "codec/json.hpp"
#include "codec/xml.hpp"
#include "unit/codec/json_schema_maker.hpp"
#include "unit/codec/scratch_folder.hpp"
#include "unit/codec/xsd_maker.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace lienthong::codec {
namespace {

std::string told(const std::optional<SchemaProblem>& problem) {
  return problem ? problem->path + " " + problem->rule : "fits";
}

class BrokenPart : public testing::Test {
 protected:
  std::string json(std::string_view schema, std::string_view document) {
    const auto loaded = load_json_schema(scratch_.file("it.schema.json", schema));
    if (!loaded) return loaded.error().describe();
    Arena arena;
    return told(broken_part(*read_json(document, arena), (*loaded)->model(), Wire::json));
  }
  std::string xml(std::string_view content, std::string_view document) {
    const auto loaded = load_xsd(
        scratch_.file("it.xsd", R"(<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="R">)" +
                                    std::string(content) + "</xs:element></xs:schema>"),
        "R", {});
    if (!loaded) return loaded.error().describe();
    Arena arena;
    return told(broken_part(read_xml(document, {}, arena)->content, (*loaded)->model(), Wire::xml));
  }

  ScratchFolder scratch_;
};

constexpr std::string_view papers = R"({"type":"object","required":["code","papers"],"properties":{
    "code":{"type":"string","pattern":"^H","maxLength":3},"amount":{"type":"integer","minimum":0},
    "papers":{"type":"array","minItems":1,"items":{"type":"object","required":["name"],"properties":{
        "name":{"type":"string","minLength":2},"kinds":{"type":"array","items":{"enum":["a","b"]}}}}}}})";

TEST_F(BrokenPart, IsTheFirstInTheOrderOfTheValueAndWhatIsMissingLast) {
  EXPECT_EQ(json(papers, R"({"code":"H1","papers":[{"name":"ab"}]})"), "fits");
  EXPECT_EQ(json(papers, R"({"papers":[{"name":"ab"},{"name":"x"}],"code":"no","amount":-1})"),
            "papers[1].name minLength");
  EXPECT_EQ(json(papers, R"({"amount":-1,"code":"no"})"), "amount minimum");
  EXPECT_EQ(json(papers, R"({"papers":[{"kinds":["a","c"]}]})"), "papers[0].kinds[1] enum");
  EXPECT_EQ(json(papers, R"({"papers":[{"kinds":["a"]}],"code":"H"})"), "papers[0].name required");
  EXPECT_EQ(json(papers, R"({"papers":[],"code":"H"})"), "papers minItems");
  EXPECT_EQ(json(papers, R"({"code":"H"})"), "papers required");
  EXPECT_EQ(json(papers, R"({"code":null})"), "code type");
  EXPECT_EQ(json(papers, "[]"), " type");
}

TEST_F(BrokenPart, LetsMembersPassThatTheSchemaDoesNotKnow) {
  EXPECT_EQ(json(R"({"type":"object","additionalProperties":false})", R"({"a":1})"), "fits");
}

TEST_F(BrokenPart, KnowsMoreFieldsThanItCountsWithoutMemory) {
  std::string properties;
  std::string required;
  std::string document;
  for (int i = 0; i < 300; ++i) {
    const auto name = "\"f" + std::to_string(i) + "\"";
    properties += (i == 0 ? "" : ",") + name + R"(:{"type":"integer"})";
    required += (i == 0 ? "" : ",") + name;
    if (i != 299) document = name + ":1" + (i == 0 ? "" : ",") + document;
  }
  const auto schema = R"({"type":"object","properties":{)" + properties + R"(},"required":[)" + required + "]}";
  EXPECT_EQ(json(schema, "{" + document + "}"), "f299 required");
  EXPECT_EQ(json(schema, "{" + document + R"(,"f299":1})"), "fits");
}

TEST_F(BrokenPart, IsNotWalkedDeeperThanAReaderAllows) {
  SchemaNode node;
  node.type = SchemaNode::Type::list;
  for (int i = 0; i < 1000; ++i) {
    SchemaNode outer;
    outer.type = SchemaNode::Type::list;
    outer.item = std::make_shared<const SchemaNode>(std::move(node));
    node = std::move(outer);
  }
  Arena arena;
  Value deep = Value::list({});
  for (int i = 0; i < 1000; ++i) deep = Value::list(arena.copy(std::span<const Value>(&deep, 1)));
  const auto found = broken_part(deep, node, Wire::json);
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->rule, "depth");
}

constexpr std::string_view letters = R"(<xs:complexType><xs:sequence>
    <xs:element name="N" type="xs:int" minOccurs="0" maxOccurs="2"/>
    <xs:choice><xs:element name="A" type="xs:boolean"/><xs:element name="B" type="xs:string"/></xs:choice>
    <xs:element name="P" minOccurs="0"><xs:complexType><xs:simpleContent><xs:extension base="xs:decimal">
      <xs:attribute name="k" use="required"/></xs:extension></xs:simpleContent></xs:complexType></xs:element>
    </xs:sequence></xs:complexType>)";

TEST_F(BrokenPart, ReadsXmlAsTexts) {
  EXPECT_EQ(xml(letters, "<R><N>1</N><N> +07 </N><A>1</A></R>"), "fits");
  EXPECT_EQ(xml(letters, "<R><N>1</N><N>x</N><A>1</A></R>"), "N[1] type");
  EXPECT_EQ(xml(letters, "<R><N>1</N><A>yes</A></R>"), "A type");
  EXPECT_EQ(xml(letters, "<R><N>1</N><N>2</N><N>3</N><A>1</A></R>"), "N maxItems");
  EXPECT_EQ(xml(letters, "<R><B/><B/></R>"), "B maxItems");
  EXPECT_EQ(xml(letters, "<R><B/><A>0</A></R>"), " choice");
  EXPECT_EQ(xml(letters, "<R/>"), " choice");
  EXPECT_EQ(xml(letters, "<R>text</R>"), " type");
  EXPECT_EQ(xml(letters, "<R>text<B/></R>"), "#text type");
  EXPECT_EQ(xml(letters, "<R><B/><P k='1'>1.5</P></R>"), "fits");
  EXPECT_EQ(xml(letters, "<R><B/><P k='1'/></R>"), "P.#text type");
  EXPECT_EQ(xml(letters, "<R><B/><P>1.5</P></R>"), "P.@k required");
}

TEST_F(BrokenPart, TakesAListForRepeatedElements) {
  const auto loaded =
      load_xsd(scratch_.file("it.xsd", R"(<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="R">
      <xs:complexType><xs:sequence><xs:element name="N" type="xs:int" maxOccurs="2"/></xs:sequence></xs:complexType>
      </xs:element></xs:schema>)"),
               "R", {});
  ASSERT_TRUE(loaded.has_value());
  Arena arena;
  const auto judged = [&](std::string_view document) {
    return told(broken_part(*read_json(document, arena), (*loaded)->model(), Wire::xml));
  };
  EXPECT_EQ(judged(R"({"N":[1,"2"]})"), "fits");
  EXPECT_EQ(judged(R"({"N":7})"), "fits");
  EXPECT_EQ(judged(R"({"N":[1,true]})"), "N[1] type");
  EXPECT_EQ(judged(R"({"N":[1,2,3]})"), "N maxItems");
  EXPECT_EQ(judged(R"({"N":[]})"), "N required");
}

TEST_F(BrokenPart, CollapsesWhiteSpaceWhereTheTypeDoes) {
  constexpr std::string_view token = R"(<xs:simpleType><xs:restriction base="xs:token"><xs:maxLength value="3"/>
      <xs:enumeration value="a b"/></xs:restriction></xs:simpleType>)";
  EXPECT_EQ(xml(token, "<R>\n a \t b </R>"), "fits");
  EXPECT_EQ(xml(token, "<R>ab</R>"), " enum");
}

bool only_unknown_members(const std::vector<SchemaProblem>& problems) {
  return std::all_of(problems.begin(), problems.end(),
                     [](const auto& problem) { return problem.rule == "additional"; });
}

bool names_a_place_above(const std::vector<SchemaProblem>& problems, const std::string& path) {
  return std::any_of(problems.begin(), problems.end(), [&](const auto& p) { return path.starts_with(p.path); });
}

RC_GTEST_FIXTURE_PROP(BrokenPart, AgreesWithTheJsonValidator, (const std::vector<std::uint8_t>& bytes)) {
  Choices choices(bytes);
  const auto text = JsonSchemaMaker(choices).schema();
  const auto schema = load_json_schema(scratch_.file("it.schema.json", text));
  RC_ASSERT(schema.has_value());
  if (!(*schema)->model_is_complete()) RC_FAIL("incomplete: " + text);
  for (int i = 0; i < 8; ++i) {
    Arena arena;
    const auto value = ModelValueMaker(choices, arena).value((*schema)->model());
    const auto problems = (*schema)->check(value);
    const auto broken = broken_part(value, (*schema)->model(), Wire::json);
    RC_LOG() << text << "\n" << write_json(value) << "\n" << told(broken) << "\n";
    RC_ASSERT(broken.has_value() == !only_unknown_members(problems));
    if (broken) RC_ASSERT(names_a_place_above(problems, broken->path));
    RC_CLASSIFY(broken.has_value(), "broken");
  }
}

RC_GTEST_FIXTURE_PROP(BrokenPart, AgreesWithTheXmlValidator, (const std::vector<std::uint8_t>& bytes)) {
  Choices choices(bytes);
  const auto text = XsdMaker(choices).schema();
  const auto schema = load_xsd(scratch_.file("it.xsd", text), "R", {});
  RC_LOG() << text << "\n";
  RC_ASSERT(schema.has_value());
  RC_CLASSIFY(!(*schema)->model_is_complete(), "incomplete");
  if (!(*schema)->model_is_complete()) return;
  for (int i = 0; i < 8; ++i) {
    const auto document = ModelXmlMaker(choices).element("R", (*schema)->model());
    Arena arena;
    const auto value = read_xml(document, {}, arena);
    RC_LOG() << document << "\n";
    if (!value) continue;
    const auto broken = broken_part(value->content, (*schema)->model(), Wire::xml);
    const auto problems = (*schema)->check_xml(document);
    RC_LOG() << told(broken) << "\n";
    RC_ASSERT(broken.has_value() == !problems.empty());
    RC_CLASSIFY(broken.has_value(), "broken");
  }
}

}  // namespace
}  // namespace lienthong::codec
