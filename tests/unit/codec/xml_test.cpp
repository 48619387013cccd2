#include "codec/xml.hpp"

#include "codec/json.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace lienthong::codec {
namespace {

using base::ErrorKind;
using namespace std::string_literals;

const XmlNames names{{"urn:h", "h"}, {"urn:plain", ""}};
constexpr std::string_view xsi = R"( xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance")";

/// "root content-as-json", or the refusal's code.
std::string read(std::string_view bytes, const Limits& limits = {}) {
  Arena arena;
  const auto document = read_xml(bytes, names, arena, limits);
  if (!document) return document.error().code();
  return std::string(document->root) + " " + write_json(document->content);
}

std::string repeated(std::string_view part, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += part;
  return out;
}

TEST(ReadXml, AnElementWithOnlyTextIsATextKeptExactly) {
  EXPECT_EQ(read("<a> x\n </a>"), R"(a " x\n ")");
  EXPECT_EQ(read("<a/>"), R"(a "")");
  EXPECT_EQ(read("<a> </a>"), R"(a " ")");
  EXPECT_EQ(read("<a><![CDATA[<x>&]]> &amp;&#x1EC5;<!-- gone -->!</a>"), R"(a "<x>& &ễ!")");
}

TEST(ReadXml, RefusesMoreMarksOnOneLetterThanAnyLanguageHas) {
  const std::string few = "a" + repeated("\u0301\u0323", 15);
  const std::string many = "a" + repeated("\u0301\u0323", 500'000);
  EXPECT_NE(read("<a>" + few + "</a>"), "xml.marks");
  EXPECT_EQ(read("<a>" + many + "</a>"), "xml.marks");
  EXPECT_EQ(read("<a k='" + many + "'/>"), "xml.marks");
  EXPECT_EQ(read("<a>b" + repeated("&#x301;&#x323;", 100'000) + "</a>"), "xml.marks");
}

TEST(ReadXml, AttributesTextAndChildrenMakeARecordInTheOrderOfTheDocument) {
  EXPECT_EQ(read("<a k=\"1\" l=' 2 '>\n <b>x</b>\n <c><d/></c> <b>y</b></a>"),
            R"(a {"@k":"1","@l":" 2 ","b":"x","c":{"d":""},"b":"y"})");
  EXPECT_EQ(read("<a k='1'>text</a>"), R"(a {"@k":"1","#text":"text"})");
  EXPECT_EQ(read("<a k='1'> </a>"), R"(a {"@k":"1"})");
  EXPECT_EQ(read("<a>one<b/>two</a>"), R"(a {"#text":"onetwo","b":""})");
}

TEST(ReadXml, NamesCarryThePrefixTheReaderWasToldWhateverTheDocumentUses) {
  EXPECT_EQ(read("<x:a xmlns:x='urn:h' x:k='1'><y:b xmlns:y='urn:h'/><c/></x:a>"),
            R"(h:a {"@h:k":"1","h:b":"","c":""})");
  EXPECT_EQ(read("<a xmlns='urn:h'><b/></a>"), R"(h:a {"h:b":""})");
  EXPECT_EQ(read("<p:a xmlns:p='urn:plain'><b/></p:a>"), R"(a {"b":""})");
}

TEST(ReadXml, NamespacesThatAreNotListedAreRefusedOnElementsAndAttributes) {
  EXPECT_EQ(read("<a xmlns='urn:other'/>"), "xml.namespace");
  EXPECT_EQ(read("<a><b xmlns='urn:other'/></a>"), "xml.namespace");
  EXPECT_EQ(read("<a xmlns:o='urn:other' o:k='1'/>"), "xml.namespace");
  EXPECT_EQ(read("<a xmlns:o='urn:other'/>"), R"(a "")");
  EXPECT_EQ(read("<a xml:lang='vi'/>"), R"(a {"@xml:lang":"vi"})");
}

TEST(ReadXml, NilIsNullAndAPlaceToFetchASchemaFromIsNothing) {
  EXPECT_EQ(
      read("<a" + std::string(xsi) + "><b xsi:nil='true'/><c xsi:nil='1' k='1'> </c><d xsi:nil='false'>x</d></a>"),
      R"(a {"b":null,"c":null,"d":"x"})");
  EXPECT_EQ(read("<a" + std::string(xsi) + " xsi:nil='true'>x</a>"), "xml.nil");
  EXPECT_EQ(read("<a" + std::string(xsi) + " xsi:nil='true'><b/></a>"), "xml.nil");
  EXPECT_EQ(read("<a" + std::string(xsi) + " xsi:nil='yes'/>"), "xml.nil");
  EXPECT_EQ(read("<a" + std::string(xsi) + " xsi:schemaLocation='urn:h http://x.invalid/h.xsd'>t</a>"), R"(a "t")");
  EXPECT_EQ(read("<a" + std::string(xsi) + " xsi:type='T'>t</a>"), R"(a {"@xsi:type":"T","#text":"t"})");
}

TEST(ReadXml, TextNamesAndAttributesComeBackNfc) {
  EXPECT_EQ(read("<a k='e\xCC\x82'>e\xCC\x82\xCC\x81</a>"), R"(a {"@k":"ê","#text":"ế"})");
}

TEST(ReadXml, DoctypesInstructionsVersionsAndEncodingsAreRefused) {
  EXPECT_EQ(read("<!DOCTYPE a><a/>"), "xml.doctype");
  EXPECT_EQ(read("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>"), "xml.doctype");
  EXPECT_EQ(read("<!DOCTYPE a SYSTEM 'http://x.invalid/a.dtd'><a/>"), "xml.doctype");
  EXPECT_EQ(read("<?pi x?><a/>"), "xml.instruction");
  EXPECT_EQ(read("<a><?xml-stylesheet href='x'?></a>"), "xml.instruction");
  EXPECT_EQ(read("<?xml version='1.1'?><a/>"), "xml.version");
  EXPECT_EQ(read("<?xml version='1.0' encoding='ISO-8859-1'?><a/>"), "xml.encoding");
  EXPECT_EQ(read("<?xml version='1.0' encoding='UTF-16'?><a/>"), "xml.encoding");
  EXPECT_EQ(read("<?xml version='1.0' encoding='utf-8'?><a/>"), R"(a "")");
  EXPECT_EQ(read("\xEF\xBB\xBF<a/>"), R"(a "")");
  EXPECT_EQ(read("\xFF\xFE<\0a\0/\0>\0"s), "xml.encoding");
  EXPECT_EQ(read("<a>\0</a>"s), "xml.encoding");
  EXPECT_EQ(read("<a>\xE9</a>"), "xml.encoding");
}

TEST(ReadXml, MalformedDocumentsAreRefused) {
  EXPECT_EQ(read("<a b:c='1'/>"), "xml.prefix");
  EXPECT_EQ(read("<b:a/>"), "xml.prefix");
  for (const auto* text :
       {"", " ", "<a>", "<a/><b/>", "<a k='1' k='2'/>", "<a>&x;</a>", "<a>]]></a>", "<a>\x01</a>", "<a>&#0;</a>",
        "<a k=\"<\"/>", "text", "<a></b>", "<a:b:c/>", "<a xmlns:x='urn:h' xmlns:y='urn:h' x:k='' y:k=''/>"}) {
    EXPECT_EQ(read(text), "xml.syntax") << text;
  }
}

TEST(ReadXml, TwoAttributesThatComeToOneNameAreRefused) {
  EXPECT_EQ(read("<a xmlns:p='urn:plain' k='1' p:k='2'/>"), "xml.attribute");
}

TEST(ReadXml, EveryLimitIsExact) {
  Limits limits;
  limits.depth = 3;
  limits.nodes = 5;
  limits.attributes = 2;
  limits.name_bytes = 4;
  EXPECT_EQ(read("<a><a><a/></a></a>", limits), R"(a {"a":{"a":""}})");
  EXPECT_EQ(read("<a><a><a><a/></a></a></a>", limits), "xml.depth");
  EXPECT_EQ(read("<a><b/><b/><b/><b/></a>", limits), R"(a {"b":"","b":"","b":"","b":""})");
  EXPECT_EQ(read("<a><b/><b/><b/><b/><b/></a>", limits), "xml.elements");
  EXPECT_EQ(read("<a k='' l=''/>", limits), R"(a {"@k":"","@l":""})");
  EXPECT_EQ(read("<a k='' l='' m=''/>", limits), "xml.attributes");
  EXPECT_EQ(read("<a xmlns:a='u' xmlns:b='u' xmlns:c='u'/>", limits), "xml.attributes");
  EXPECT_EQ(read("<abcd/>", limits), R"(abcd "")");
  EXPECT_EQ(read("<abcde/>", limits), "xml.name");
  EXPECT_EQ(read("<a abcde=''/>", limits), "xml.name");
  EXPECT_EQ(read("<a xmlns:abcde='u'/>", limits), "xml.name");
  limits.bytes = 4;
  EXPECT_EQ(read("<a/>", limits), R"(a "")");
  EXPECT_EQ(read("<a/> ", limits), "xml.bytes");
}

TEST(ReadXml, AMillionOpenElementsAndTenMebibytesOfTextAreNoDanger) {
  EXPECT_EQ(read(repeated("<a>", 1'000'000)), "xml.depth");
  const std::string full = "<a>" + std::string(Limits{}.bytes - 7, 'x') + "</a>";
  Arena arena;
  const auto document = read_xml(full, names, arena);
  ASSERT_TRUE(document.has_value());
  EXPECT_EQ(document->content.scalar().size(), Limits{}.bytes - 7);
  EXPECT_EQ(read(full + " "), "xml.bytes");
}

TEST(ReadXml, ErrorsNameTheLineAndNeverTheValue) {
  Arena arena;
  const auto document = read_xml("<a>\n<b>079123456789</c></a>", names, arena);
  ASSERT_FALSE(document.has_value());
  EXPECT_EQ(document.error().kind(), ErrorKind::invalid);
  EXPECT_NE(document.error().describe().find("line=2"), std::string::npos);
  EXPECT_EQ(document.error().describe().find("0791"), std::string::npos);
}

class WriteXml : public testing::Test {
 protected:
  std::string write(std::string_view root, const Value& content, const XmlNames& used = names) {
    const auto bytes = write_xml({root, content}, used);
    return bytes ? *bytes : bytes.error().code();
  }
  Value json(std::string_view text) { return *read_json(text, arena_); }

  Arena arena_;
};

TEST_F(WriteXml, EscapesTextAndAttributesAndDeclaresNamespacesAtTheRoot) {
  const std::array<Member, 4> members{Member{"h:b", Value::text("a<b>&]]>\r\n\t\"'")},
                                      Member{"@k", Value::text("<\">&\r\n\t'")}, Member{"#text", Value::text("ế")},
                                      Member{"c", Value::null()}};
  EXPECT_EQ(write("h:a", Value::record(members)),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><h:a xmlns:h=\"urn:h\" xmlns=\"urn:plain\" "
            "k=\"&lt;&quot;&gt;&amp;&#13;&#10;&#9;'\">ế"
            "<h:b>a&lt;b&gt;&amp;]]&gt;&#13;\n\t\"'</h:b>"
            "<c xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"/></h:a>");
}

TEST_F(WriteXml, AListIsRepeatedSiblingsAndScalarsAreTheirLexemes) {
  EXPECT_EQ(write("a", json(R"({"b":[1,true,null,{"c":"x"}],"d":[]})"), {}),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><a><b>1</b><b>true</b>"
            "<b xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"/><b><c>x</c></b></a>");
}

TEST_F(WriteXml, CharactersXmlCannotHoldAreRefusedWhereverTheyStand) {
  EXPECT_EQ(write("a", Value::text("\x01")), "xml.character");
  EXPECT_EQ(write("a", Value::text("\0"s)), "xml.character");
  EXPECT_EQ(write("a", Value::text("\xEF\xBF\xBF")), "xml.character");
  EXPECT_EQ(write("a", Value::text("\xE9")), "xml.character");
  EXPECT_EQ(write("a", json(R"({"@k":"\u0008"})")), "xml.character");
  EXPECT_EQ(write("a", json(R"({"#text":"\u0008","b":1})")), "xml.character");
}

TEST_F(WriteXml, ACharacterXmlCannotHoldIsReportedWithItsElementAndTwoHalvesDoNotMakeOne) {
  const auto refused = write_xml({"a", json(R"({"b":"good","c":{"d":"\u0001"},"e":"\u0002"})")}, names);
  ASSERT_FALSE(refused.has_value());
  EXPECT_NE(refused.error().describe().find("element=d"), std::string::npos) << refused.error().describe();
  const std::array<Member, 2> halves{Member{"#text", Value::text("\xC3")}, Member{"#text", Value::text("\xA9")}};
  EXPECT_EQ(write("a", Value::record(halves)), "xml.character");
}

TEST_F(WriteXml, EscapesWhereverInATextTheCharacterStands) {
  for (const auto& [character, entity] : {std::pair{'<', "&lt;"}, std::pair{'>', "&gt;"}, std::pair{'&', "&amp;"},
                                          std::pair{'\r', "&#13;"}, std::pair{'"', "\""}, std::pair{'\n', "\n"}}) {
    for (std::size_t before = 0; before < 20; ++before) {
      const auto left = repeated(before % 2 == 0 ? "ế" : "=", before);
      EXPECT_NE(write("a", Value::text(left + character + left)).find(">" + left + entity + left + "</a>"),
                std::string::npos);
    }
  }
}

TEST_F(WriteXml, NamesThatWouldBreakOutAreRefused) {
  for (const auto* name :
       {"", "a b", "a><b", "1a", "-a", "o:a", ":a", "h:", "h:a:b", "a\"", "xmlns:a", "xsi:a", "xml:a", "×"}) {
    EXPECT_EQ(write(name, Value::text("")), "xml.name") << name;
  }
  for (const auto* name : {"h:a", "HồSơ", "a-1._b", "_"}) EXPECT_NE(write(name, Value::text("")), "xml.name") << name;
  for (const auto* content :
       {R"({"@":"1"})", R"({"@a b":"1"})", R"({"@xmlns":"u"})", R"({"@xmlns:q":"u"})", R"({"@xsi:nil":"true"})",
        R"({"@k":{}})", R"({"@k":null})", R"({"@k":"1","b":"","@o:k":""})"}) {
    EXPECT_EQ(write("a", json(content)), "xml.attribute") << content;
  }
  const std::array<Member, 2> twice{Member{"@k", Value::text("1")}, Member{"@k", Value::text("2")}};
  EXPECT_EQ(write("a", Value::record(twice)), "xml.attribute");
}

TEST_F(WriteXml, ShapesXmlDoesNotHaveAreRefused) {
  EXPECT_EQ(write("a", json("[1]")), "xml.root");
  EXPECT_EQ(write("a", json(R"({"b":[[1]]})")), "xml.list");
  EXPECT_EQ(write("a", json(R"({"#text":[1]})")), "xml.text");
  EXPECT_EQ(write("a", json("1"), {{"urn:x", "xsi"}}), "xml.prefix");
  EXPECT_EQ(write("a", json("1"), {{"urn:x", "p"}, {"urn:y", "p"}}), "xml.prefix");
  EXPECT_EQ(write("a", json("1"), {{"", "p"}}), "xml.prefix");
  EXPECT_EQ(write("a", json("1"), {{"urn:x", "p q"}}), "xml.prefix");
}

}  // namespace
}  // namespace lienthong::codec
