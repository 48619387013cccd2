#include "codec/schema.hpp"
#include "unit/codec/scratch_folder.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

namespace lienthong::codec {
namespace {

using Spaces = SchemaNode::Spaces;
using Type = SchemaNode::Type;

class XsdModel : public testing::Test {
 protected:
  /// `body`: what stands beside or inside <xs:element name="R">.
  std::shared_ptr<const Schema> load(std::string_view inside, std::string_view beside = "") {
    const auto text = R"(<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">)" + std::string(beside) +
                      R"(<xs:element name="R">)" + std::string(inside) + "</xs:element></xs:schema>";
    auto loaded = load_xsd(scratch_.file("it.xsd", text), "R", {});
    if (!loaded) throw std::runtime_error(loaded.error().describe() + text);
    return *loaded;
  }
  std::shared_ptr<const Schema> restricted(std::string_view base, std::string_view facets) {
    return load(R"(<xs:simpleType><xs:restriction base=")" + std::string(base) + R"(">)" + std::string(facets) +
                "</xs:restriction></xs:simpleType>");
  }
  std::shared_ptr<const Schema> record(std::string_view content, std::string_view attributes = "") {
    return load("<xs:complexType" + std::string(attributes) + ">" + std::string(content) + "</xs:complexType>");
  }
  bool is_complete(std::string_view content) { return record(content)->model_is_complete(); }

  ScratchFolder scratch_;
};

std::string told(const std::optional<Bound>& bound) {
  return bound ? bound->lexeme + (bound->exclusive ? " exclusive" : "") : "none";
}

/// "A[2..3] B! (A|B)!": bounds of lists, what is required, choices.
std::string told(const SchemaNode& node) {
  std::string out;
  for (const auto& field : node.fields) {
    out += (out.empty() ? "" : " ") + field.name + (field.required ? "!" : "");
    if (field.node->type != Type::list) continue;
    out += "[" + (field.node->min_items ? std::to_string(*field.node->min_items) : "") + ".." +
           (field.node->max_items ? std::to_string(*field.node->max_items) : "") + "]";
  }
  for (const auto& choice : node.choices) {
    std::string names;
    for (const auto field : choice.fields) names += (names.empty() ? "" : "|") + node.fields[field].name;
    out += " (" + names + ")" + (choice.required ? "!" : "");
  }
  return out;
}

std::string element(std::string_view name, std::string_view occurs = "") {
  return R"(<xs:element type="xs:string" name=")" + std::string(name) + "\" " + std::string(occurs) + "/>";
}

TEST_F(XsdModel, HoldsTheBoundsOfNumbers) {
  const auto own = restricted("xs:integer", R"(<xs:minInclusive value="1"/><xs:maxExclusive value=" 100 "/>)");
  EXPECT_EQ(told(own->model().minimum) + ", " + told(own->model().maximum), "1, 100 exclusive");
  const auto inherited = restricted("xs:unsignedByte", R"(<xs:minExclusive value="0"/>)");
  EXPECT_EQ(told(inherited->model().minimum) + ", " + told(inherited->model().maximum), "0 exclusive, 255");
  const auto digits = restricted("xs:int", R"(<xs:totalDigits value="3"/>)");
  EXPECT_EQ(told(digits->model().minimum) + ", " + told(digits->model().maximum), "-1000 exclusive, 1000 exclusive");
  const auto many = restricted("xs:byte", R"(<xs:totalDigits value="3"/>)");
  EXPECT_EQ(told(many->model().minimum) + ", " + told(many->model().maximum), "-128, 127");
  const auto decimal = restricted("xs:decimal", R"(<xs:minInclusive value="-0.5"/>)");
  EXPECT_EQ(told(decimal->model().minimum) + ", " + told(decimal->model().maximum), "-0.5, none");
  for (const auto& schema : {own, inherited, digits, many, decimal}) EXPECT_TRUE(schema->model_is_complete());
}

TEST_F(XsdModel, HoldsPatternsAndWhatIsDoneToSpaces) {
  const auto several = restricted("xs:string", R"(<xs:pattern value="[0-9]+"/><xs:pattern value="x|y"/>)");
  ASSERT_NE(several->model().pattern, nullptr);
  EXPECT_TRUE(several->model().pattern->matches("12"));
  EXPECT_TRUE(several->model().pattern->matches("y"));
  EXPECT_FALSE(several->model().pattern->matches("xy"));
  EXPECT_TRUE(several->model_is_complete());
  EXPECT_EQ(several->model().spaces, Spaces::kept);
  EXPECT_EQ(restricted("xs:token", "")->model().spaces, Spaces::collapsed);
  EXPECT_EQ(restricted("xs:normalizedString", "")->model().spaces, Spaces::replaced);
  EXPECT_EQ(restricted("xs:string", R"(<xs:whiteSpace value="collapse"/>)")->model().spaces, Spaces::collapsed);
}

TEST_F(XsdModel, SaysOfWhichSimpleTypesItHoldsOnlyAPart) {
  for (const auto& [base, facets] :
       std::vector<std::pair<std::string, std::string>>{{"xs:decimal", R"(<xs:totalDigits value="3"/>)"},
                                                        {"xs:decimal", R"(<xs:fractionDigits value="2"/>)"},
                                                        {"xs:double", R"(<xs:minInclusive value="0"/>)"},
                                                        {"xs:date", R"(<xs:minInclusive value="2026-01-01"/>)"},
                                                        {"xs:date", R"(<xs:enumeration value="2026-01-01"/>)"},
                                                        {"xs:base64Binary", R"(<xs:maxLength value="10"/>)"},
                                                        {"xs:string", R"(<xs:pattern value="\p{IsBasicLatin}"/>)"},
                                                        {"xs:string", R"(<xs:pattern value="[a-z-[aeiou]]"/>)"},
                                                        {"xs:anyURI", ""},
                                                        {"xs:duration", ""},
                                                        {"xs:NMTOKENS", ""},
                                                        {"xs:ID", ""}}) {
    EXPECT_FALSE(restricted(base, facets)->model_is_complete()) << base << facets;
  }
  EXPECT_FALSE(load(R"(<xs:simpleType><xs:union memberTypes="xs:int xs:date"/></xs:simpleType>)")->model_is_complete());
  EXPECT_FALSE(load(R"(<xs:simpleType><xs:list itemType="xs:int"/></xs:simpleType>)")->model_is_complete());
  EXPECT_FALSE(
      load(R"(<xs:simpleType><xs:restriction><xs:simpleType><xs:restriction base="xs:string"><xs:pattern value="a+"/>
      </xs:restriction></xs:simpleType><xs:pattern value="a|aa"/></xs:restriction></xs:simpleType>)")
          ->model_is_complete());
}

TEST_F(XsdModel, LeavesOutLengthsAndValuesThatAreNotOfTheText) {
  EXPECT_FALSE(restricted("xs:base64Binary", R"(<xs:maxLength value="10"/>)")->model().max_length);
  EXPECT_TRUE(restricted("xs:date", R"(<xs:enumeration value="2026-01-01"/>)")->model().one_of.empty());
}

TEST_F(XsdModel, CountsHowOftenElementsStand) {
  const auto counted = [&](std::string_view content) {
    const auto schema = record(content);
    return told(schema->model()) + (schema->model_is_complete() ? "" : " partial");
  };
  EXPECT_EQ(counted("<xs:sequence>" + element("A", R"(minOccurs="2" maxOccurs="3")") + "</xs:sequence>"), "A![2..3]");
  EXPECT_EQ(counted("<xs:sequence>" + element("A", R"(minOccurs="0" maxOccurs="9")") + "</xs:sequence>"), "A[..9]");
  EXPECT_EQ(counted("<xs:sequence>" + element("A", R"(maxOccurs="unbounded")") + "</xs:sequence>"), "A![1..]");
  EXPECT_EQ(counted("<xs:sequence>" + element("A", R"(minOccurs="0" maxOccurs="0")") + "</xs:sequence>"), "");
  EXPECT_EQ(
      counted(R"(<xs:sequence minOccurs="2" maxOccurs="2">)" + element("A", R"(maxOccurs="3")") + "</xs:sequence>"),
      "A![2..6]");
  EXPECT_EQ(
      counted(R"(<xs:sequence minOccurs="0">)" + element("A", R"(minOccurs="2" maxOccurs="3")") + "</xs:sequence>"),
      "A[2..3]");
  EXPECT_EQ(
      counted(R"(<xs:sequence maxOccurs="2">)" + element("A", R"(minOccurs="2" maxOccurs="2")") + "</xs:sequence>"),
      "A![2..4] partial");
  EXPECT_EQ(counted(R"(<xs:sequence maxOccurs="2">)" + element("A") + element("B") + "</xs:sequence>"),
            "A![1..2] B![1..2] partial");
  EXPECT_EQ(
      counted(R"(<xs:sequence minOccurs="0">)" + element("A") + element("B", R"(minOccurs="0")") + "</xs:sequence>"),
      "A B partial");
  EXPECT_EQ(counted(R"(<xs:all minOccurs="0">)" + element("A", R"(minOccurs="0")") + element("B", R"(minOccurs="0")") +
                    "</xs:all>"),
            "A B");
  EXPECT_EQ(counted("<xs:sequence>" + element("A") + element("B") + element("A") + "</xs:sequence>"),
            "A![..] B! partial");
}

TEST_F(XsdModel, HoldsChoices) {
  const auto counted = [&](std::string_view content) {
    const auto schema = record(content);
    return told(schema->model()) + (schema->model_is_complete() ? "" : " partial");
  };
  const auto a = element("A");
  const auto b = element("B");
  const auto c = element("C");
  EXPECT_EQ(counted("<xs:choice>" + a + b + "</xs:choice>"), "A B (A|B)!");
  EXPECT_EQ(counted(R"(<xs:choice minOccurs="0">)" + a + b + "</xs:choice>"), "A B (A|B)");
  EXPECT_EQ(counted("<xs:choice>" + a + element("B", R"(minOccurs="0")") + "</xs:choice>"), "A B (A|B)");
  EXPECT_EQ(counted("<xs:choice>" + a + element("B", R"(maxOccurs="3")") + "</xs:choice>"), "A B[..3] (A|B)!");
  EXPECT_EQ(counted("<xs:sequence><xs:choice>" + a + b + "</xs:choice>" + c + "</xs:sequence>"), "A B C! (A|B)!");
  EXPECT_EQ(counted("<xs:choice>" + a + "<xs:choice>" + b + c + "</xs:choice></xs:choice>"), "A B C (B|C) (A|B|C)!");
  EXPECT_EQ(counted("<xs:choice><xs:sequence>" + a + "</xs:sequence>" + b + "</xs:choice>"), "A B (A|B)!");
  EXPECT_EQ(counted("<xs:choice>" + a + "</xs:choice>"), "A!");
  EXPECT_EQ(counted("<xs:choice><xs:sequence>" + a + b + "</xs:sequence>" + c + "</xs:choice>"), "A B C partial");
  EXPECT_EQ(counted(R"(<xs:choice maxOccurs="2">)" + a + b + "</xs:choice>"), "A[..2] B[..2] partial");
  EXPECT_EQ(counted("<xs:choice>" + a + R"(<xs:any namespace="##other" processContents="skip"/></xs:choice>)"),
            "A partial");
  EXPECT_EQ(counted("<xs:sequence><xs:choice>" + a + b + "</xs:choice>" + c + element("A", R"(minOccurs="0")") +
                    "</xs:sequence>"),
            "A[..] B C! partial");
}

TEST_F(XsdModel, ChoicesAreInheritedWithTheirFields) {
  const std::string base = R"(<xs:complexType name="Base"><xs:choice>)" + element("A") + element("B") +
                           R"(</xs:choice><xs:attribute name="k"/></xs:complexType>)";
  const auto schema =
      load(R"(<xs:complexType><xs:complexContent><xs:extension base="Base"><xs:sequence>)" + element("C") +
               R"(</xs:sequence><xs:attribute name="l"/></xs:extension></xs:complexContent></xs:complexType>)",
           base);
  EXPECT_EQ(told(schema->model()), "@k A B @l C! (A|B)!");
  EXPECT_TRUE(schema->model_is_complete());
}

TEST_F(XsdModel, SaysOfWhichRecordsItHoldsOnlyAPart) {
  const std::string body = "<xs:sequence>" + element("A") + "</xs:sequence>";
  EXPECT_TRUE(is_complete(body));
  EXPECT_TRUE(is_complete(R"(<xs:sequence><xs:any minOccurs="0" processContents="skip"/></xs:sequence>)"));
  EXPECT_FALSE(is_complete(R"(<xs:sequence><xs:any minOccurs="0"/></xs:sequence>)"));
  EXPECT_FALSE(is_complete(R"(<xs:sequence><xs:any processContents="skip"/></xs:sequence>)"));
  EXPECT_FALSE(is_complete(R"(<xs:sequence><xs:element name="A"/></xs:sequence>)"));
  EXPECT_FALSE(is_complete("<xs:sequence>" + element("A", R"(default="x")") + "</xs:sequence>"));
  EXPECT_FALSE(is_complete("<xs:sequence>" + element("A", R"(fixed="x")") + "</xs:sequence>"));
  EXPECT_TRUE(is_complete(R"(<xs:attribute name="k" default="x"/>)"));
  EXPECT_FALSE(is_complete(R"(<xs:attribute name="k" fixed="x"/>)"));
  EXPECT_FALSE(is_complete("<xs:anyAttribute/>"));
  EXPECT_TRUE(is_complete(R"(<xs:anyAttribute processContents="skip"/>)"));
  for (const auto* constraint : {"key", "unique"}) {
    EXPECT_FALSE(load("<xs:complexType>" + body + "</xs:complexType><xs:" + constraint +
                      R"( name="x"><xs:selector xpath="A"/><xs:field xpath="."/></xs:)" + constraint + ">")
                     ->model_is_complete())
        << constraint;
  }
  EXPECT_FALSE(
      load("<xs:complexType>" + body + "</xs:complexType>",
           R"(<xs:element name="S" type="xs:string" substitutionGroup="T"/><xs:element name="T" type="xs:string"/>)")
          ->model_is_complete());
}

TEST_F(XsdModel, ANullHidesWhatItsAttributesAre) {
  const auto with = [&](std::string_view attribute) {
    return is_complete(R"(<xs:sequence><xs:element name="A" nillable="true"><xs:complexType>)" +
                       std::string(attribute) + "</xs:complexType></xs:element></xs:sequence>");
  };
  EXPECT_TRUE(with(""));
  EXPECT_FALSE(with(R"(<xs:attribute name="k" type="xs:int"/>)"));
}

TEST_F(XsdModel, BlankTextBesideAttributesIsNotKnown) {
  const auto with = [&](std::string_view base, std::string_view facet) {
    return load(R"(<xs:complexType><xs:simpleContent><xs:extension base="T"><xs:attribute name="k"/></xs:extension>
        </xs:simpleContent></xs:complexType>)",
                R"(<xs:simpleType name="T"><xs:restriction base=")" + std::string(base) + "\">" + std::string(facet) +
                    "</xs:restriction></xs:simpleType>")
        ->model_is_complete();
  };
  EXPECT_TRUE(with("xs:string", ""));
  EXPECT_FALSE(with("xs:string", R"(<xs:minLength value="1"/>)"));
  EXPECT_TRUE(with("xs:token", R"(<xs:minLength value="1"/>)"));
  EXPECT_TRUE(with("xs:int", ""));
}

TEST(ShippedSchemas, AreHeldCompletely) {
  for (const auto* file :
       {"canonical/dossier.schema.json", "canonical/step.schema.json", "canonical/standing.schema.json",
        "external/portal/ho-so.schema.json", "external/portal/tien-do.schema.json",
        "external/province/document.schema.json", "external/province/trace.schema.json"}) {
    const auto loaded = load_json_schema(std::string("schemas/") + file);
    ASSERT_TRUE(loaded.has_value()) << file;
    EXPECT_TRUE((*loaded)->model_is_complete()) << file;
  }
  const std::string folder = "schemas/external/";
  for (const auto* root : {"h:NhanHoSo", "h:ThongBaoTrangThai", "h:TraTrangThaiHoSoResponse"}) {
    const auto loaded = load_xsd(folder + "ministry-generic/tthc-hoso-v1.xsd", root, {{"urn:tthc:hoso:v1", "h"}});
    ASSERT_TRUE(loaded.has_value()) << root;
    EXPECT_TRUE((*loaded)->model_is_complete()) << root;
  }
  for (const auto& [file, root] :
       {std::pair{"document.xsd", "MSyncDocument"}, std::pair{"trace.xsd", "MDocumentTraces"}}) {
    const auto loaded = load_xsd(folder + "province/" + file, root, {});
    ASSERT_TRUE(loaded.has_value()) << file;
    EXPECT_TRUE((*loaded)->model_is_complete()) << file;
  }
}

}  // namespace
}  // namespace lienthong::codec
