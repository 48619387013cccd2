#include "codec/json.hpp"
#include "codec/xml.hpp"
#include "unit/mapping/bench.hpp"

#include <gtest/gtest.h>

namespace lienthong::mapping {
namespace {

PlanSet compiled(const char* file) {
  Diagnostics problems;
  auto plans = compile(fixtures / "mappings" / file, {fixtures / "schemas", nullptr}, problems);
  EXPECT_TRUE(plans.has_value()) << lines(problems);
  return plans.value_or(PlanSet{});
}

/// An XML document through a plan: canonical JSON, or the refusal.
struct XmlTrip {
  const Plan& plan;
  Notes notes = {};
  codec::Arena arena = codec::Arena();

  std::string in(std::string_view xml) {
    const auto document = codec::read_xml(xml, plan.xml_names(), arena);
    if (!document) return "unreadable: " + document.error().text();
    const auto canonical = plan.to_canonical(document->content, arena, notes);
    return canonical ? codec::write_json(*canonical) : canonical.error().code() + ": " + canonical.error().text();
  }
  std::string out(std::string_view json) {
    const auto document = codec::read_json(json, arena);
    const auto external = plan.to_external(*document, arena, notes);
    if (!external) return external.error().code() + ": " + external.error().text();
    const auto bytes = codec::write_xml({plan.xml_root(), *external}, plan.xml_names());
    if (!bytes) return "unwritable: " + bytes.error().text();
    for (const auto& problem : plan.external_schema().check_xml(*bytes))
      ADD_FAILURE() << problem.path << ' ' << problem.text;
    return *bytes;
  }
};

constexpr const char* whole_json =
    R"({"count":3,"sent_at":"2025-06-13T09:30:15.000+07:00","sender":{"trusted":true,"name":"Mơ"},"code":"A-1",)"
    R"("pages":[{"title":"một","number":1},{"title":"hai"}],"tags":[{"name":"x"},{"name":"y"}]})";

/// Everything after the root's own tag.
std::string inside(const std::string& xml) {
  const auto root = xml.find("Thu");
  const auto open = root == std::string::npos ? root : xml.find('>', root);
  return open == std::string::npos ? xml : xml.substr(open + 1);
}

TEST(XmlPlan, WritesInTheOrderOfTheSchemaWhateverTheOrderOfTheFile) {
  const PlanSet plans = compiled("thu-xml.toml");
  XmlTrip trip{*plans.xml};
  EXPECT_EQ(inside(trip.out(whole_json)),
            "<t:Ma>A-1</t:Ma><t:Kenh>2</t:Kenh><t:NguoiGui tinCay=\"true\"><t:Ten>Mơ</t:Ten></t:NguoiGui>"
            "<t:NgayGui>20250613093015</t:NgayGui><t:SoLuong>3</t:SoLuong>"
            "<t:Trang><t:Mot><t:So>1</t:So><t:Ten>một</t:Ten></t:Mot><t:Mot><t:Ten>hai</t:Ten></t:Mot></t:Trang>"
            "<t:Nhan>x</t:Nhan><t:Nhan>y</t:Nhan></t:Thu>");
}

TEST(XmlPlan, ReadsWhatItWroteUnderAnyPrefix) {
  const PlanSet plans = compiled("thu-xml.toml");
  XmlTrip trip{*plans.xml};
  EXPECT_EQ(trip.in(trip.out(whole_json)), whole_json);
  EXPECT_EQ(
      XmlTrip{*plans.xml}.in(
          "<Thu xmlns='urn:thu'><Ma>A-1</Ma><Kenh>9</Kenh><SoLuong> 3 </SoLuong><Nhan><![CDATA[x]]></Nhan></Thu>"),
      R"({"count":3,"code":"A-1","tags":[{"name":"x"}]})");
}

TEST(XmlPlan, TakesNilAndEmptyContainersForNothing) {
  const PlanSet plans = compiled("thu-xml.toml");
  EXPECT_EQ(XmlTrip{*plans.xml}.in(
                "<Thu xmlns='urn:thu' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'><Ma>A-1</Ma><Kenh>2</Kenh>"
                "<NgayGui xsi:nil='true'/><Trang/></Thu>"),
            R"({"code":"A-1"})");
  EXPECT_EQ(XmlTrip{*plans.xml}.in("<Thu xmlns='urn:thu'><Ma>A-1</Ma><Kenh>2</Kenh><Trang> </Trang></Thu>"),
            R"({"code":"A-1"})");
}

TEST(XmlPlan, WritesTheContainerOfAnEmptyList) {
  const PlanSet plans = compiled("thu-xml.toml");
  const std::string written = inside(XmlTrip{*plans.xml}.out(R"({"code":"A-1"})"));
  EXPECT_TRUE(written.find("<t:Trang/>") != std::string::npos ||
              written.find("<t:Trang></t:Trang>") != std::string::npos)
      << written;
}

TEST(XmlPlan, TakesOneSiblingForAListOfOne) {
  const PlanSet plans = compiled("thu-xml.toml");
  EXPECT_EQ(XmlTrip{*plans.xml}.in(
                "<Thu xmlns='urn:thu'><Ma>A-1</Ma><Kenh>2</Kenh><Trang><Mot><Ten>một</Ten></Mot></Trang></Thu>"),
            R"({"code":"A-1","pages":[{"title":"một"}]})");
}

TEST(XmlPlan, RefusesAnElementThatStandsTwiceAndOneThatIsMissing) {
  const PlanSet plans = compiled("thu-xml.toml");
  EXPECT_EQ(XmlTrip{*plans.xml}.in("<Thu xmlns='urn:thu'><Ma>A-1</Ma><Ma>A-2</Ma><Kenh>2</Kenh></Thu>"),
            "mapping.repeated: t:Ma: stands twice where it may stand once");
  EXPECT_EQ(XmlTrip{*plans.xml}.in("<Thu xmlns='urn:thu'><Ma>A-1</Ma><Kenh>2</Kenh><NguoiGui tinCay='1'/></Thu>"),
            "mapping.required: t:NguoiGui.t:Ten: is required");
  EXPECT_EQ(XmlTrip{*plans.xml}.in("<Thu "
                                   "xmlns='urn:thu'><Ma>A-1</Ma><Kenh>2</Kenh><Trang><Mot><Ten>a</Ten></"
                                   "Mot><Mot><So>x</So></Mot></Trang></Thu>"),
            "mapping.required: t:Trang.t:Mot[1].t:Ten: is required");
  EXPECT_EQ(XmlTrip{*plans.xml}.in("<Thu xmlns='urn:thu'><Ma>A-1</Ma><Kenh>2</Kenh><SoLuong>x</SoLuong></Thu>"),
            "mapping.type: t:SoLuong: not of the type the schema says");
}

TEST(XmlPlan, NamesElementsAndAttributesThatNoRuleReads) {
  const PlanSet plans = compiled("thu-xml.toml");
  XmlTrip trip{*plans.xml};
  EXPECT_EQ(trip.in("<Thu xmlns='urn:thu'><Ma moi='1'>A-1</Ma><Kenh>2</Kenh><Mau>do</Mau></Thu>"), R"({"code":"A-1"})");
  ASSERT_EQ(trip.notes.size(), 1U);
  EXPECT_EQ(trip.notes.front().path, "t:Mau");
}

TEST(XmlPlan, ServesJsonAndXmlFromOneDefinition) {
  const PlanSet plans = compiled("hai.toml");
  const char* canonical =
      R"({"code":"A-1","count":3,"urgent":false,"pages":[{"title":"một","number":1},{"title":"hai"}]})";
  Trip json(*plans.json);
  EXPECT_EQ(json.out(canonical),
            R"({"Ma":"A-1","SoLuong":3,"Khan":false,"Trang":[{"Ten":"một","So":1},{"Ten":"hai"}]})");
  XmlTrip xml{*plans.xml};
  const std::string bytes = xml.out(canonical);
  EXPECT_NE(bytes.find("<Trang><Mot><Ten>một</Ten><So>1</So></Mot><Mot><Ten>hai</Ten></Mot></Trang><Khan>false</"
                       "Khan><SoLuong>3</SoLuong><Ma>A-1</Ma>"),
            std::string::npos)
      << bytes;
  codec::Arena arena;
  EXPECT_TRUE(codec::same(*codec::read_json(xml.in(bytes), arena), *codec::read_json(canonical, arena)));
  EXPECT_EQ(plans.json->version(), plans.xml->version());
  EXPECT_EQ(plans.of(Format::xml)->xml_root(), "Hai");
  EXPECT_EQ(plans.of(Format::json)->format(), Format::json);
}

TEST(XmlPlan, WritesAnEmptyRequiredListInBothForms) {
  const PlanSet plans = compiled("hai.toml");
  EXPECT_EQ(Trip(*plans.json).out(R"({"code":"A-1"})"), R"({"Ma":"A-1","Trang":[]})");
  XmlTrip xml{*plans.xml};
  EXPECT_EQ(xml.in(xml.out(R"({"code":"A-1"})")), R"({"code":"A-1"})");
}

TEST(XmlPlan, SaysWhichFormAProblemIsAbout) {
  const auto problem = compile_text(
      "mapping = 'desk/thu'\ncanonical = 'canonical/letter'\n"
      "external = { schema = 'external/hai.schema.json', format = 'json' }\n"
      "xml = { schema = 'external/thu.xsd', root = 't:Thu', namespaces = { t = 'urn:thu' } }\n"
      "fields = [ { canonical = 'code', external = 'Ma' } ]\n");
  EXPECT_FALSE(problem.plans.has_value());
  EXPECT_NE(lines(problem.problems).find("external path 'Ma' does not exist; did you mean 't:Ma'? (xml)"),
            std::string::npos)
      << lines(problem.problems);
}

TEST(XmlPlan, TakesAnElementWithChildrenForNoText) {
  const PlanSet plans = compiled("thu-xml.toml");
  EXPECT_EQ(XmlTrip{*plans.xml}.in("<Thu xmlns='urn:thu'><Ma><So>1</So></Ma><Kenh>2</Kenh></Thu>"),
            "mapping.type: t:Ma: not of the type the schema says");
  EXPECT_EQ(XmlTrip{*plans.xml}.in("<Thu xmlns='urn:thu'><Ma a='1'>A-1</Ma><Kenh>2</Kenh></Thu>"), R"({"code":"A-1"})");
}

}  // namespace
}  // namespace lienthong::mapping
