#include "codec/schema.hpp"
#include "unit/codec/scratch_folder.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace lienthong::codec {
namespace {

using Type = SchemaNode::Type;
using Names = std::vector<std::pair<std::string, std::string>>;

const Names names{{"urn:h", "h"}};

std::string xsd(std::string_view body, std::string_view attributes = R"(elementFormDefault="qualified")") {
  return R"(<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:h="urn:h" targetNamespace="urn:h" )" +
         std::string(attributes) + ">" + std::string(body) + "</xs:schema>";
}

constexpr std::string_view dossier = R"(
  <xs:annotation><xs:documentation>ignored</xs:documentation></xs:annotation>
  <xs:simpleType name="Code"><xs:restriction base="xs:string"><xs:pattern value="H[0-9]{2}"/><xs:maxLength value="5"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="ShortCode"><xs:restriction base="h:Code"><xs:minLength value="1"/><xs:maxLength value="3"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="Kind"><xs:restriction base="xs:token"><xs:enumeration value="a"/><xs:enumeration value="b"/></xs:restriction></xs:simpleType>
  <xs:complexType name="Paper"><xs:sequence>
    <xs:element name="Name" type="xs:string"/>
    <xs:choice><xs:element name="Content" type="xs:base64Binary"/><xs:element name="Url" type="xs:anyURI"/></xs:choice>
  </xs:sequence><xs:attribute name="id" type="xs:int" use="required"/><xs:attribute name="lang" default="vi"/></xs:complexType>
  <xs:complexType name="Signed"><xs:complexContent><xs:extension base="h:Paper"><xs:sequence>
    <xs:element name="Signer" type="xs:string"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>
  <xs:element name="Note" type="xs:string"/>
  <xs:element name="Dossier"><xs:complexType><xs:sequence>
    <xs:element name="Code" type="h:ShortCode"/>
    <xs:element name="Kind" type="h:Kind" minOccurs="0"/>
    <xs:element name="At" type="xs:dateTime" nillable="true"/>
    <xs:element name="Amount" minOccurs="0"><xs:complexType><xs:simpleContent><xs:extension base="xs:decimal">
      <xs:attribute name="Ccy" type="h:Code" use="required"/></xs:extension></xs:simpleContent></xs:complexType></xs:element>
    <xs:element name="Done" type="xs:boolean" minOccurs="0"/>
    <xs:element ref="h:Note" minOccurs="0"/>
    <xs:element name="Paper" type="h:Paper" minOccurs="0" maxOccurs="unbounded"/>
    <xs:element name="Signed" type="h:Signed" minOccurs="0"/>
    <xs:sequence minOccurs="0" maxOccurs="2"><xs:element name="Step" type="xs:int"/></xs:sequence>
  </xs:sequence></xs:complexType></xs:element>)";

class Xsd : public testing::Test {
 protected:
  base::Result<std::shared_ptr<const Schema>> load(std::string_view text, std::string_view root = "h:Dossier") {
    return load_xsd(scratch_.file("it.xsd", text), root, names);
  }
  std::string refusal(std::string_view body, std::string_view root = "h:Dossier") {
    const auto loaded = load(xsd(body), root);
    return loaded ? "loaded" : loaded.error().code();
  }
  std::string problems(const Schema& schema, std::string_view bytes) {
    std::string out;
    for (const auto& problem : schema.check_xml(bytes))
      out += (out.empty() ? "" : "; ") + problem.path + " " + problem.rule;
    return out;
  }

  ScratchFolder scratch_;
};

std::string shape(const SchemaNode& node) {
  static const std::vector<std::string> types{"text", "integer", "number", "boolean", "record", "list", "any"};
  std::string out = types[static_cast<std::size_t>(node.type)] + (node.nullable ? "?" : "");
  if (node.item) return out + "<" + shape(*node.item) + ">";
  if (node.type != Type::record) return out;
  out += "{";
  for (const auto& field : node.fields)
    out += field.name + (field.required ? "!" : "") + ":" + shape(*field.node) + " ";
  return out + "}";
}

TEST_F(Xsd, ModelSaysWhatTheSchemaSaysInTheOrderOfTheElements) {
  const auto loaded = load(xsd(dossier));
  ASSERT_TRUE(loaded.has_value()) << loaded.error().describe();
  EXPECT_EQ(shape((*loaded)->model()),
            "record{h:Code!:text h:Kind:text h:At!:text? h:Amount:record{@Ccy!:text #text!:number } h:Done:boolean "
            "h:Note:text "
            "h:Paper:list<record{@id!:integer @lang:text h:Name!:text h:Content:text h:Url:text }> "
            "h:Signed:record{@id!:integer @lang:text h:Name!:text h:Content:text h:Url:text h:Signer!:text } "
            "h:Step:list<integer> }");
  const auto& fields = (*loaded)->model().fields;
  EXPECT_EQ(fields[0].node->min_length, 1U);
  EXPECT_EQ(fields[0].node->max_length, 3U);
  EXPECT_EQ(fields[1].node->one_of, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(fields[2].node->format, "date-time");
  EXPECT_EQ(fields[6].node->item->fields[3].node->format, "base64");
}

TEST_F(Xsd, UnqualifiedLocalElementsCarryNoPrefix) {
  const auto loaded = load(xsd(dossier, ""));
  ASSERT_TRUE(loaded.has_value()) << loaded.error().describe();
  EXPECT_EQ((*loaded)->model().fields[0].name, "Code");
  EXPECT_EQ((*loaded)->model().fields[5].name, "h:Note");
  EXPECT_EQ(problems(**loaded, "<h:Dossier xmlns:h='urn:h'><Code>H01</Code><At>2026-06-15T08:30:00</At></h:Dossier>"),
            "");
}

TEST_F(Xsd, GroupsAllMixedAnyAndRestrictionsAreUnderstood) {
  const auto loaded = load(xsd(R"(
    <xs:group name="G"><xs:sequence><xs:element name="A" type="xs:string"/></xs:sequence></xs:group>
    <xs:attributeGroup name="AG"><xs:attribute name="x" form="qualified"/></xs:attributeGroup>
    <xs:complexType name="Base"><xs:sequence><xs:element name="P" minOccurs="0"/><xs:element name="Q" minOccurs="0"/></xs:sequence>
      <xs:attribute name="k" type="xs:string"/></xs:complexType>
    <xs:complexType name="Less"><xs:complexContent><xs:restriction base="h:Base"><xs:sequence><xs:element name="P"/></xs:sequence>
      </xs:restriction></xs:complexContent></xs:complexType>
    <xs:element name="Dossier"><xs:complexType><xs:sequence><xs:group ref="h:G" maxOccurs="3"/>
      <xs:element name="M"><xs:complexType mixed="true"><xs:all><xs:element name="B" type="xs:long" minOccurs="0"/></xs:all>
        <xs:attributeGroup ref="h:AG"/></xs:complexType></xs:element>
      <xs:element name="L" type="h:Less"/>
      <xs:element name="U"><xs:simpleType><xs:union memberTypes="xs:int xs:string"/></xs:simpleType></xs:element>
      <xs:element name="E"><xs:complexType/></xs:element>
      <xs:element name="N"/>
      <xs:any minOccurs="0" processContents="skip" namespace="##other"/></xs:sequence></xs:complexType></xs:element>)"));
  ASSERT_TRUE(loaded.has_value()) << loaded.error().describe();
  EXPECT_EQ(
      shape((*loaded)->model()),
      "record{h:A!:list<text> h:M!:record{@h:x:text h:B:integer #text:text } h:L!:record{@k:text h:P!:any } h:U!:text "
      "h:E!:record{} h:N!:any }");
}

TEST_F(Xsd, AChoiceOfRecordsKeepsEachNameOnce) {
  const auto loaded = load(xsd(R"(<xs:element name="Dossier"><xs:complexType><xs:choice maxOccurs="unbounded">
      <xs:sequence><xs:element name="A" type="xs:string"/><xs:element name="B" type="xs:string"/></xs:sequence>
      <xs:element name="C" type="xs:int"/></xs:choice></xs:complexType></xs:element>)"));
  ASSERT_TRUE(loaded.has_value()) << loaded.error().describe();
  EXPECT_EQ(shape((*loaded)->model()), "record{h:A:list<text> h:B:list<text> h:C:list<integer> }");
}

TEST_F(Xsd, AValidDocumentHasNoProblem) {
  const auto loaded = load(xsd(dossier));
  ASSERT_TRUE(loaded.has_value());
  EXPECT_EQ(
      problems(
          **loaded,
          R"(<Dossier xmlns="urn:h" xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><Code>H01</Code><Kind>a</Kind>
      <At i:nil="true"/><Amount Ccy="H02">1.5</Amount><Paper id="1"><Name>Đơn</Name><Url>u</Url></Paper></Dossier>)"),
      "");
}

TEST_F(Xsd, EveryProblemIsNamedByPathAndRule) {
  const auto loaded = load(xsd(dossier));
  ASSERT_TRUE(loaded.has_value());
  EXPECT_EQ(problems(**loaded, R"(<x:Dossier xmlns:x="urn:h"><x:Code>Z9999</x:Code><x:Kind>c</x:Kind><x:At>today</x:At>
      <x:Amount>x</x:Amount><x:Paper id="1"><x:Name/><x:Url/></x:Paper><x:Paper id="q" more="1"><x:Name/></x:Paper><x:Other/></x:Dossier>)"),
            "h:Dossier.h:Code maxLength; h:Dossier.h:Code pattern; h:Dossier.h:Kind enum; h:Dossier.h:At type; "
            "h:Dossier.h:Amount required; h:Dossier.h:Amount type; h:Dossier.h:Paper[1].@id type; "
            "h:Dossier.h:Paper[1].@more additional; "
            "h:Dossier.h:Paper[1] required; h:Dossier.h:Other additional");
  EXPECT_EQ(problems(**loaded, "<Other/>"), "Other xsd");
}

TEST_F(Xsd, ProblemsNameTheLineAndNeverTheValue) {
  const auto loaded = load(xsd(dossier));
  ASSERT_TRUE(loaded.has_value());
  const auto found =
      (*loaded)->check_xml("<Dossier xmlns='urn:h'>\n<Code>079123456789</Code>\n<At>079123456789</At></Dossier>");
  ASSERT_GE(found.size(), 3U);
  for (const auto& problem : found)
    EXPECT_EQ((problem.path + problem.rule + problem.text).find("0791"), std::string::npos);
  EXPECT_NE(found.front().text.find("(line 2)"), std::string::npos) << found.front().text;
}

TEST_F(Xsd, WhatTheGateRefusesNeverReachesTheValidator) {
  const auto loaded = load(xsd(dossier));
  ASSERT_TRUE(loaded.has_value());
  EXPECT_EQ(problems(**loaded, "<!DOCTYPE Dossier SYSTEM 'file:///etc/passwd'><Dossier xmlns='urn:h'/>"),
            " xml.doctype");
  EXPECT_EQ(problems(**loaded, "<Dossier xmlns='urn:h'>"), " xml.syntax");
}

TEST_F(Xsd, ATextLargerThanLibxmlAllowsByItselfIsStillJudged) {
  const auto loaded = load(xsd(R"(<xs:element name="Dossier" type="xs:string"/>)"));
  ASSERT_TRUE(loaded.has_value());
  EXPECT_EQ((*loaded)->model().type, Type::text);
  EXPECT_EQ(problems(**loaded, "<Dossier xmlns='urn:h'>" + std::string(10'400'000, 'A') + "</Dossier>"), "");
}

TEST_F(Xsd, ProblemsAreBounded) {
  const auto loaded = load(xsd(R"(<xs:element name="Dossier"><xs:complexType><xs:sequence>
      <xs:element name="N" type="xs:int" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element>)"));
  ASSERT_TRUE(loaded.has_value());
  std::string bytes = "<Dossier xmlns='urn:h'>";
  for (int i = 0; i < 90'000; ++i) bytes += "<N>x</N>";
  EXPECT_EQ((*loaded)->check_xml(bytes + "</Dossier>").size(), most_problems);
}

TEST_F(Xsd, FilesBesideTheSchemaAreIncludedAndImported) {
  scratch_.file("types.xsd", R"(<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:simpleType name="Code">
      <xs:restriction base="xs:string"><xs:maxLength value="3"/></xs:restriction></xs:simpleType>
      <xs:complexType name="Pair"><xs:sequence><xs:element name="One" type="Code"/></xs:sequence></xs:complexType></xs:schema>)");
  scratch_.file("other.xsd", R"(<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:o">
      <xs:element name="Far" type="xs:int"/></xs:schema>)");
  const auto text =
      xsd(R"(<xs:include schemaLocation="types.xsd"/><xs:import namespace="urn:o" schemaLocation="other.xsd"/>
      <xs:element name="Dossier"><xs:complexType><xs:sequence xmlns:o="urn:o"><xs:element name="Code" type="h:Code"/>
      <xs:element name="Pair" type="h:Pair"/><xs:element ref="o:Far"/></xs:sequence></xs:complexType></xs:element>)");
  const auto loaded = load_xsd(scratch_.file("it.xsd", text), "h:Dossier", {{"urn:h", "h"}, {"urn:o", "o"}});
  ASSERT_TRUE(loaded.has_value()) << loaded.error().describe();
  EXPECT_EQ(shape((*loaded)->model()), "record{h:Code!:text h:Pair!:record{One!:text } o:Far!:integer }");
  EXPECT_EQ(problems(**loaded,
                     "<Dossier xmlns='urn:h'><Code>toolong</Code><Pair><One xmlns=''>abcd</One></Pair><o:Far "
                     "xmlns:o='urn:o'>x</o:Far>"
                     "</Dossier>"),
            "h:Dossier.h:Code maxLength; h:Dossier.h:Pair.One maxLength; h:Dossier.o:Far type");
  EXPECT_EQ(load_xsd(scratch_.path() / "it.xsd", "h:Dossier", names).error().code(), "schema.namespace");
}

TEST_F(Xsd, PlacesThatAreNotBesideTheSchemaAreRefused) {
  for (const auto* location : {"../types.xsd", "http://example.invalid/x.xsd", "/etc/passwd", "file:///etc/passwd",
                               "sub/x.xsd", ".hidden", ""}) {
    EXPECT_EQ(refusal(R"(<xs:include schemaLocation=")" + std::string(location) + R"("/>)"), "schema.location")
        << location;
  }
  EXPECT_EQ(refusal(R"(<xs:include schemaLocation="none.xsd"/>)"), "schema.file");
  EXPECT_EQ(refusal(R"(<xs:redefine schemaLocation="none.xsd"/>)"), "schema.unsupported");
}

TEST_F(Xsd, SchemasThatCannotBeUsedAreRefusedWithTheirReason) {
  EXPECT_EQ(refusal(dossier, "h:None"), "schema.root");
  EXPECT_EQ(refusal(R"(<xs:element name="Dossier" type="h:None"/>)"), "schema.ref");
  EXPECT_EQ(refusal(R"(<xs:element name="Dossier" type="h:T"/><xs:complexType name="T"><xs:sequence>
      <xs:element name="T" type="h:T" minOccurs="0"/></xs:sequence></xs:complexType>)"),
            "schema.recursive");
  EXPECT_EQ(
      refusal(R"(<xs:element name="Dossier"><xs:simpleType><xs:restriction base="xs:string"><xs:pattern value="(a+)+"/>
      </xs:restriction></xs:simpleType></xs:element>)"),
      "schema.pattern");
  EXPECT_EQ(refusal(R"(<xs:element name="Dossier" type="xs:string"/><xs:element name="Dossier" type="xs:string"/>)"),
            "schema.syntax");
  EXPECT_EQ(load("<a/>").error().code(), "schema.syntax");
  EXPECT_EQ(load("<!DOCTYPE a><a/>").error().code(), "xml.doctype");
  EXPECT_EQ(load_xsd(scratch_.path() / "none.xsd", "a", {}).error().code(), "schema.file");
  EXPECT_EQ((*load(xsd(dossier)))->check(Value::null()).size(), 1U);
}

TEST_F(Xsd, OneSchemaServesManyThreads) {
  const auto loaded = load(xsd(dossier));
  ASSERT_TRUE(loaded.has_value());
  std::atomic<int> wrong = 0;
  std::vector<std::jthread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 100; ++i) {
        if ((*loaded)
                ->check_xml("<Dossier xmlns='urn:h'><Code>H01</Code><At>2026-06-15T08:30:00</At></Dossier>")
                .size() != 0U)
          ++wrong;
        if ((*loaded)->check_xml("<Dossier xmlns='urn:h'><Code>H01</Code></Dossier>").size() != 1U) ++wrong;
      }
    });
  }
  threads.clear();
  EXPECT_EQ(wrong, 0);
}

TEST(ShippedXsds, AreLoaded) {
  const std::string folder = "schemas/external/";
  const auto ministry =
      load_xsd(folder + "ministry-generic/tthc-hoso-v1.xsd", "h:NhanHoSo", {{"urn:tthc:hoso:v1", "h"}});
  ASSERT_TRUE(ministry.has_value()) << ministry.error().describe();
  EXPECT_EQ((*ministry)->model().fields[0].name, "h:HoSo");
  const auto province = load_xsd(folder + "province/document.xsd", "MSyncDocument", {});
  ASSERT_TRUE(province.has_value()) << province.error().describe();
  EXPECT_EQ((*province)->model().fields[0].name, "DocTypeCode");
}

}  // namespace
}  // namespace lienthong::codec
