#include "codec/plain_xml.hpp"

#include "codec/json.hpp"
#include "codec/strict_xml.hpp"
#include "unit/codec/agreement.hpp"
#include "unit/codec/corpus.hpp"
#include "unit/codec/mutator.hpp"
#include "unit/codec/value_maker.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <array>
#include <iostream>
#include <string>
#include <vector>

namespace lienthong::codec {
namespace {

using namespace std::string_literals;

const std::string xsi_uri = "http://www.w3.org/2001/XMLSchema-instance";

/// What a reader may be told of namespaces; the last two are odd on purpose.
const std::array<XmlNames, 4> all_names{
    XmlNames{{"urn:h", "h"}, {"urn:plain", ""}, {"urn:q", "other"}}, XmlNames{},
    XmlNames{{xsi_uri, "xsi"}, {"urn:h", ""}, {"urn:plain", "p"}},
    XmlNames{{"http://www.w3.org/XML/1998/namespace", "x"}, {xsi_uri, "s"}, {"urn:h", "xml"}}};

std::string shown(const XmlDocument& document) {
  return std::string(document.root) + " " + write_json(document.content);
}

/// What the plain reader makes of it; "" when it leaves the document to the strict one.
std::string plain(std::string_view bytes, const XmlNames& names = all_names[0], const Limits& limits = {}) {
  Arena arena;
  const auto document = read_plain_xml(bytes, names, arena, limits);
  return document ? shown(*document) : "";
}

std::string strict(std::string_view bytes, const XmlNames& names = all_names[0], const Limits& limits = {}) {
  Arena arena;
  const auto document = read_strict_xml(bytes, names, arena, limits);
  return document ? shown(*document) : "refused: " + document.error().code();
}

void judge(Agreement& agreement, std::string_view bytes, const Limits& limits = {}) {
  for (const auto& names : all_names) {
    agreement.judge(bytes, plain(bytes, names, limits), [&] { return strict(bytes, names, limits); });
  }
}

const std::string head = R"(<?xml version="1.0" encoding="UTF-8"?>)";
const std::string declared = R"( xmlns:h="urn:h" xmlns:xsi=")" + xsi_uri + "\"";

/// What peers send, and what is allowed though they do not: the plain reader has to read all of it itself.
const std::vector<std::string> ordinary{
    "<a/>",
    "<a></a>",
    "<a> x\n </a>",
    head + "<HoSo><MaHoSo>000.00.01.H08-250610-000000</MaHoSo><ChuHoSo>Nguyễn Thị Đào</ChuHoSo></HoSo>",
    "<?xml version='1.0'?>\n<a>x</a>\n",
    "<?xml version='1.0' encoding='utf-8' standalone='yes' ?><a/>",
    "\xEF\xBB\xBF" + head + "\r\n<a>\r\n  <b>x\ry</b>\r\n</a>\r\n",
    "<a><b>1</b><b>2</b><c k=\"v\" l='\"'>t</c><d k='1'/></a>",
    "<a k='x&#10;y&amp;&lt;&gt;&quot;&apos;&#x1ec5;&#13;' l='p\r\nq\tr\n'/>",
    "<a>&amp;&lt;&gt;&quot;&apos;&#65;&#x1F600;&#xD;&#9;]&#xe9;</a>",
    "<a>x<![CDATA[<b>&amp;]]]>y<![CDATA[]]>&amp;z]></a>",
    "<a><b>e&#x301;</b><b>&#x1EC5;</b><c>e</c></a>",
    "<a k='e\xCC\x82'>e\xCC\x82\xCC\x81 – “Đơn” 😀</a>",
    "<h:a" + declared + "><h:b xsi:nil='true'/><b xsi:nil='0'>x</b><h:c h:k='1' k2='2' xml:lang='vi'/></h:a>",
    "<a xmlns='urn:h' xmlns:o='urn:q'><b xmlns=''><c/></b><o:d o:k='1'/><b xmlns='urn:plain'/></a>",
    "<a" + declared + " xsi:schemaLocation='urn:h h.xsd' xsi:type='T'>x</a>",
    "<h:a xmlns:h='urn:h'\n  k = ''/>"s.replace(24, 3, "="),
    "<s:Envelope xmlns:s='urn:h'><s:Body><m:Nhan xmlns:m='urn:plain'><Ma>1</Ma></m:Nhan></s:Body></s:Envelope>",
    "<a-1._b><c\n>x</c\n></a-1._b >",
};

TEST(PlainXml, ReadsOrdinaryDocumentsItselfAndAsTheStrictReaderDoes) {
  for (const auto& document : ordinary) {
    EXPECT_NE(plain(document), "") << document;
    EXPECT_EQ(plain(document), strict(document)) << document;
  }
}

TEST(PlainXml, LeavesWhateverItDoesNotKnowToTheStrictReader) {
  for (const auto& document : {""s,
                               " "s,
                               "x"s,
                               "<a>"s,
                               "<a/><b/>"s,
                               "<a/>x"s,
                               "<a><!-- c --></a>"s,
                               "<?pi x?><a/>"s,
                               "<!DOCTYPE a><a/>"s,
                               "<a>]]></a>"s,
                               "<a>x]]y</a>"s,
                               "<a>&x;</a>"s,
                               "<a>&#0;</a>"s,
                               "<a>&#xD800;</a>"s,
                               "<a>&#x110000;</a>"s,
                               "<a>&#xFFFE;</a>"s,
                               "<a>&#;</a>"s,
                               "<a>&#x;</a>"s,
                               "<a>& </a>"s,
                               "<a>\x01</a>"s,
                               "<a>\0</a>"s,
                               "<a>\xEF\xBF\xBF</a>"s,
                               "<a>\xE9</a>"s,
                               "<a>\xC3</a>"s,
                               "<á/>"s,
                               "<a á='1'/>"s,
                               "<1a/>"s,
                               "<:a/>"s,
                               "<a:/>"s,
                               "<a:b:c/>"s,
                               "<b:a/>"s,
                               "<a b:c='1'/>"s,
                               "<a b/>"s,
                               "<a b />"s,
                               "<a b=1/>"s,
                               "<a b='<'/>"s,
                               "<a b='1'c='2'/>"s,
                               "<a b='1' b='2'/>"s,
                               "<a xmlns:h='urn:h' xmlns:i='urn:h' h:k='' i:k=''/>"s,
                               "<a xmlns:h='urn:h' xmlns:h='urn:h'/>"s,
                               "<a xmlns:h=''/>"s,
                               "<a xmlns:xml='urn:h'/>"s,
                               "<a xmlns:xmlns='urn:h'/>"s,
                               "<a xmlns:p='http://www.w3.org/2000/xmlns/'/>"s,
                               "<a xmlns='http://www.w3.org/XML/1998/namespace'/>"s,
                               "<a xmlns='urn:ế'/>"s,
                               "<a xmlns='urn:\nh'/>"s,
                               "<a></b>"s,
                               "<a></ab>"s,
                               "<ab></a>"s,
                               "<a></ a>"s,
                               "< a/>"s,
                               "<a / >"s,
                               "<a>one<b/>two</a>"s,
                               " <?xml version='1.0'?><a/>"s,
                               "<?xml version='1.1'?><a/>"s,
                               "<?xml encoding='UTF-8'?><a/>"s,
                               "<?xml version='1.0' encoding='ISO-8859-1'?><a/>"s,
                               "<?xml version='1.0\"?><a/>"s,
                               "<a xmlns='urn:unknown'/>"s,
                               "<xml:a/>"s,
                               "<a><![CDATA[x]]</a>"s,
                               "<a><![CDATA[\x02]]></a>"s,
                               "<![CDATA[x]]><a/>"s,
                               "<a/><![CDATA[x]]>"s,
                               "<a xsi:nil='true'/>"s,
                               "<a" + declared + " xsi:nil='yes'/>",
                               "<a" + declared + " xsi:nil='true'>x</a>",
                               "<a" + declared + " xsi:nil='true'><b/></a>",
                               "<a" + declared + " xsi:nil='true' nil='1'/>"}) {
    EXPECT_EQ(plain(document), "") << document;
  }
}

TEST(PlainXml, NeverPassesALimit) {
  Agreement agreement;
  Mutator random(7, {});
  for (int round = 0; round < 40; ++round) {
    Limits limits;
    limits.depth = random.pick(4) + 1;
    limits.nodes = random.pick(8) + 1;
    limits.attributes = random.pick(5);
    limits.name_bytes = random.pick(45) + 1;
    limits.bytes = random.pick(250);
    for (const auto& document : ordinary) judge(agreement, document, limits);
  }
  EXPECT_GT(agreement.answered(), 300);
}

TEST(PlainXml, ManyAttributesAndNamespacesAreLeftToTheStrictReader) {
  std::string attributes;
  std::string namespaces;
  for (int i = 0; i < 40; ++i) {
    attributes += " k" + std::to_string(i) + "=''";
    namespaces += " xmlns:p" + std::to_string(i) + "='urn:" + std::to_string(i) + "'";
  }
  EXPECT_EQ(plain("<a" + attributes + "/>"), "");
  EXPECT_EQ(plain("<a" + namespaces + "/>"), "");
  EXPECT_EQ(strict("<a" + namespaces + "/>"), "a \"\"");
}

constexpr std::array<std::string_view, 44> tokens{"<",
                                                  ">",
                                                  "/",
                                                  "</",
                                                  "/>",
                                                  "&",
                                                  ";",
                                                  "]]>",
                                                  "<![CDATA[",
                                                  "]",
                                                  "xmlns",
                                                  " xmlns:h=",
                                                  "urn:h",
                                                  "''",
                                                  "\"\"",
                                                  "'",
                                                  "\"",
                                                  "=",
                                                  ":",
                                                  " ",
                                                  "\n",
                                                  "\r\n",
                                                  "\r",
                                                  "\t",
                                                  "<!--",
                                                  "-->",
                                                  "<?p?>",
                                                  "&#13;",
                                                  "&#x301;",
                                                  "e\xCC\x82",
                                                  "\xEF\xBF\xBE",
                                                  "\x01",
                                                  "\x7F",
                                                  "xml:",
                                                  "a",
                                                  "h:",
                                                  " k='1'",
                                                  "&lt;",
                                                  "&#0;",
                                                  "<a>",
                                                  "</a>",
                                                  " xsi:nil='true'",
                                                  "\xC2\x85",
                                                  "<a xmlns='urn:plain'/>"};

TEST(PlainXml, AgreesWithTheStrictReaderAboutEveryMutationItAnswers) {
  Agreement agreement;
  EXPECT_TRUE(rc::check("plain answers => strict gives the same", [&agreement](std::uint64_t seed) {
    Mutator mutator(seed, tokens);
    for (int i = 0; i < 40; ++i) {
      const auto& good = ordinary[mutator.pick(ordinary.size())];
      judge(agreement, mutator.mutated(good));
    }
    RC_ASSERT(agreement.holds());
  }));
  std::cout << "plain XML: " << agreement.tried() << " mutations, " << agreement.answered() << " answered\n";
  EXPECT_GT(agreement.answered(), agreement.tried() / 20);
}

TEST(PlainXml, AgreesWithTheStrictReaderAboutWhateverIsWritten) {
  Agreement agreement;
  EXPECT_TRUE(rc::check("read_plain_xml(write_xml(x)) is x", [&agreement](const std::vector<std::uint8_t>& choices) {
    Arena arena;
    const auto bytes = write_xml({"h:root", ValueMaker(choices, arena).xml()}, all_names[0]);
    RC_ASSERT(bytes.has_value());
    judge(agreement, *bytes);
    RC_ASSERT(agreement.holds());
  }));
  EXPECT_GT(agreement.answered(), 40);
}

TEST(PlainXml, AgreesWithTheStrictReaderAboutEveryCorpus) {
  Agreement agreement;
  for (const auto* folder : {"xml-wellformedness", "xml-attacks", "hostile-strings", "iso20022-camt"}) {
    if (skip_without(corpora / folder)) GTEST_SKIP();
    for (const auto& entry : std::filesystem::recursive_directory_iterator(corpora / folder)) {
      if (!entry.is_regular_file() || entry.file_size() > 1'000'000) continue;
      judge(agreement, bytes_of(entry.path()));
      if (entry.path().extension() == ".xml" || entry.path().extension() == ".xsd") continue;
      for (const auto& line : lines_of(entry.path())) {
        judge(agreement, line);
        judge(agreement, "<a>" + line + "</a>");
        judge(agreement, "<a k='" + line + "'/>");
      }
    }
  }
  std::cout << "plain XML: " << agreement.tried() << " readings of corpora, " << agreement.answered() << " answered\n";
  EXPECT_GT(agreement.answered(), 1000);
}

}  // namespace
}  // namespace lienthong::codec
