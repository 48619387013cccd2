#include "unit/mapping/bench.hpp"

#include <gtest/gtest.h>

namespace lienthong::mapping {
namespace {

/// A letter whose field `canonical` meets `external` through `as`, and nothing else.
std::shared_ptr<const Plan> plan_of(const std::string& canonical, const std::string& external, const std::string& as) {
  const std::string rule = "{ canonical = '" + canonical + "', external = '" + external + "', as = '" + as + "' },";
  std::string losses(all_losses);
  for (const auto& [side, path] :
       {std::pair<std::string, std::string>{"canonical", canonical}, {"external", external}}) {
    const std::string loss = "{ " + side + " = \"" + path + "\", why = \"-\" },";
    const auto found = losses.find(loss);
    if (found != std::string::npos) losses.erase(found, loss.size());
  }
  auto compiled =
      compile_fields("{ canonical = 'code', external = 'Ma' }, { external = 'Kenh', constant = '2' }," + rule, losses);
  EXPECT_TRUE(compiled.plans.has_value()) << lines(compiled.problems);
  return compiled.plans ? compiled.plans->json : nullptr;
}

/// The external value that the canonical one becomes, or the code of the refusal.
std::string out(const Plan& plan, const std::string& field, const std::string& value, const std::string& external) {
  const std::string document = Trip(plan).out(R"({"code":"A-1",")" + field + "\":" + value + "}");
  if (document.starts_with("refused: ")) return document.substr(9, document.find(": ", 9) - 9);
  const std::string key = "\"" + external + "\":";
  const auto at = document.find(key);
  return at == std::string::npos ? "nothing" : document.substr(at + key.size(), document.size() - 1 - at - key.size());
}

std::string in(const Plan& plan, const std::string& field, const std::string& value, const std::string& canonical) {
  const std::string document = Trip(plan).in(R"({"Ma":"A-1","Kenh":"2",")" + field + "\":" + value + "}");
  if (document.starts_with("refused: ")) return document.substr(9, document.find(": ", 9) - 9);
  const std::string key = "\"" + canonical + "\":";
  const auto at = document.find(key);
  return at == std::string::npos ? "nothing" : document.substr(at + key.size(), document.size() - 1 - at - key.size());
}

TEST(Crossing, TextCutsOnCodePointsOnlyWhenToldTo) {
  const auto cut = plan_of("note", "GhiChu", "text(max=4)");
  EXPECT_EQ(out(*cut, "note", R"("Đường phố")", "GhiChu"), R"("Đườn")");
  EXPECT_EQ(out(*cut, "note", R"("Đườn")", "GhiChu"), R"("Đườn")");
  EXPECT_EQ(in(*cut, "GhiChu", R"("Đường phố")", "note"), R"("Đường phố")");
  const auto whole = plan_of("note", "GhiChu", "text");
  EXPECT_EQ(out(*whole, "note", "\"" + std::string(31, 'x') + "\"", "GhiChu"), "mapping.length");
}

TEST(Crossing, InstantGoesBothWaysAndRefusesWhatIsNoDate) {
  const auto plan = plan_of("sent_at", "NgayGui", "instant(yyyyMMddHHmmss, +07:00)");
  EXPECT_EQ(out(*plan, "sent_at", R"("2025-06-13T02:30:15Z")", "NgayGui"), R"("20250613093015")");
  EXPECT_EQ(in(*plan, "NgayGui", R"("20250613093015")", "sent_at"), R"("2025-06-13T09:30:15.000+07:00")");
  EXPECT_EQ(in(*plan, "NgayGui", R"("20250230000000")", "sent_at"), "mapping.instant");
  EXPECT_EQ(in(*plan, "NgayGui", R"("")", "sent_at"), "mapping.instant");
  EXPECT_EQ(out(*plan, "sent_at", R"("yesterday")", "NgayGui"), "mapping.format");
}

TEST(Crossing, CodeGoesThroughItsTableAndNamesEachRefusal) {
  const auto plan = plan_of("status", "TrangThai", "code(desk/status)");
  EXPECT_EQ(out(*plan, "status", R"("open")", "TrangThai"), R"("2")");
  EXPECT_EQ(in(*plan, "TrangThai", R"("3")", "status"), R"("closed")");
  EXPECT_EQ(in(*plan, "TrangThai", "3", "status"), R"("closed")") << "a number where the schema says text";
  EXPECT_EQ(in(*plan, "TrangThai", R"("7")", "status"), "mapping.enum");
  EXPECT_EQ(out(*plan, "status", R"("lost")", "TrangThai"), "mapping.enum");
}

TEST(Crossing, IntegerReadsDigitsAndWritesWhatTheSchemaSays) {
  const auto number = plan_of("count", "SoLuong", "integer");
  EXPECT_EQ(out(*number, "count", "42", "SoLuong"), "42");
  EXPECT_EQ(in(*number, "SoLuong", R"("042")", "count"), "42");
  EXPECT_EQ(in(*number, "SoLuong", "42.0", "count"), "42");
  for (const char* wrong : {"4.5", R"("4 2")", R"("")", "true", "1e3", "99999999999999999999", "[1]", "{}"}) {
    EXPECT_EQ(in(*number, "SoLuong", wrong, "count"), "mapping.type") << wrong;
  }
  EXPECT_EQ(out(*number, "count", R"("42")", "SoLuong"), "mapping.type") << "our own documents are held to their types";
  const auto text = plan_of("count", "GhiChu", "integer");
  EXPECT_EQ(out(*text, "count", "42", "GhiChu"), R"("42")");
  EXPECT_EQ(in(*text, "GhiChu", R"("x")", "count"), "mapping.type");
}

TEST(Crossing, FlagKnowsTwoTextsAndNoOther) {
  const auto plan = plan_of("urgent", "Khan", R"(flag("True", "False"))");
  EXPECT_EQ(out(*plan, "urgent", "true", "Khan"), R"("True")");
  EXPECT_EQ(out(*plan, "urgent", "false", "Khan"), R"("False")");
  EXPECT_EQ(in(*plan, "Khan", R"("False")", "urgent"), "false");
  EXPECT_EQ(in(*plan, "Khan", R"("true")", "urgent"), "mapping.flag");
  EXPECT_EQ(in(*plan, "Khan", R"("")", "urgent"), "mapping.flag");
}

TEST(Crossing, BooleanReadsTheFourSpellings) {
  const auto plan = plan_of("urgent", "Khan", "boolean");
  EXPECT_EQ(out(*plan, "urgent", "true", "Khan"), R"("true")");
  EXPECT_EQ(in(*plan, "Khan", R"("1")", "urgent"), "true");
  EXPECT_EQ(in(*plan, "Khan", "0", "urgent"), "false");
  EXPECT_EQ(in(*plan, "Khan", R"("yes")", "urgent"), "mapping.type");
}

TEST(Crossing, Base64IsCheckedAndPassedOn) {
  const auto plan = plan_of("body", "NoiDung", "base64");
  EXPECT_EQ(out(*plan, "body", R"("JVBERi0xLjQK")", "NoiDung"), R"("JVBERi0xLjQK")");
  EXPECT_EQ(in(*plan, "NoiDung", R"("JVBERi0xLjQK")", "body"), R"("JVBERi0xLjQK")");
  EXPECT_EQ(in(*plan, "NoiDung", R"("http://files/1.pdf")", "body"), "mapping.base64");
  EXPECT_EQ(out(*plan, "body", R"("%%%")", "NoiDung"), "mapping.base64");
}

TEST(Crossing, TrimmedReadsPaddedTextsAndSaysSo) {
  const auto plan = plan_of("note", "GhiChu", "trimmed");
  EXPECT_EQ(in(*plan, "GhiChu", R"("  H55.12-250613-0001 ")", "note"), R"("H55.12-250613-0001")");
  EXPECT_EQ(out(*plan, "note", R"("H55.12")", "GhiChu"), R"("H55.12")");
}

TEST(Crossing, DateTakesEachPrecisionAndRefusesWhatIsNoDate) {
  const auto plan = plan_of("note", "GhiChu", "date(dd/MM/yyyy|MM/yyyy|yyyy)");
  EXPECT_EQ(in(*plan, "GhiChu", R"("06/2025")", "note"), R"("2025-06")");
  EXPECT_EQ(out(*plan, "note", R"("2005")", "GhiChu"), R"("2005")");
  EXPECT_EQ(in(*plan, "GhiChu", R"("30/02/2025")", "note"), "mapping.date");
  EXPECT_EQ(out(*plan, "note", R"("hôm qua")", "GhiChu"), "mapping.date");
}

TEST(Crossing, EpochIsWrittenAsTheSchemaSays) {
  const auto text = plan_of("sent_at", "NgayGui", "epoch(detect)");
  EXPECT_EQ(in(*text, "NgayGui", "1749781815", "sent_at"), R"("2025-06-13T09:30:15.000+07:00")");
  EXPECT_EQ(out(*text, "sent_at", R"("2025-06-13T09:30:15Z")", "NgayGui"), R"("1749807015000")");
  EXPECT_EQ(in(*text, "NgayGui", R"("-5")", "sent_at"), "mapping.epoch");
}

}  // namespace
}  // namespace lienthong::mapping
