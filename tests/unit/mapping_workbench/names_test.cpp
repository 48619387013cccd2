#include "mapping/path.hpp"
#include "mapping/toml_reader.hpp"
#include "mapping/workbench/field_form.hpp"
#include "mapping/workbench/glossary.hpp"
#include "mapping/workbench/pairing.hpp"

#include <gtest/gtest.h>
#include <toml++/toml.h>

#include <array>

namespace lienthong::mapping {
namespace {

Glossary shipped() {
  const std::filesystem::path file = "schemas/mapping/glossary.toml";
  Diagnostics problems;
  auto glossary = Glossary::parse(*read_bytes(file), file, problems);
  for (const Diagnostic& one : problems) ADD_FAILURE() << to_line(one);
  return glossary.value_or(Glossary{});
}

std::string words(const Glossary& glossary, std::string_view name) {
  std::string out;
  for (const std::string& notion : glossary.notions(name)) out += (out.empty() ? "" : " ") + notion;
  return out;
}

TEST(Glossary, TakesNamesWithoutCaseAccentsAndPrefix) {
  EXPECT_EQ(plain_name("h:MaHoSo"), "mahoso");
  EXPECT_EQ(plain_name("MA_HO_SO"), "mahoso");
  EXPECT_EQ(plain_name("@maHoSo"), "mahoso");
  EXPECT_EQ(plain_name("Mã hồ sơ"), "mahoso");
  EXPECT_EQ(plain_name("số_điện_thoại2"), "sodienthoai2");
}

TEST(Glossary, CutsNamesIntoWords) {
  const Glossary glossary = shipped();
  EXPECT_EQ(words(glossary, "NgayTiepNhan"), "date received");
  EXPECT_EQ(words(glossary, "received_at"), "date received");
  EXPECT_EQ(words(glossary, "NGAYTIEPNHAN"), "date received");
  EXPECT_EQ(words(glossary, "maLinhVuc"), "code field");
  EXPECT_EQ(words(glossary, "nksHoTen"), "name nks") << "what is no word stands for itself";
  EXPECT_EQ(words(glossary, "XYZ"), "xyz");
  EXPECT_EQ(words(glossary, ""), "");
  EXPECT_EQ(words(glossary, "???"), "");
}

TEST(Glossary, IsCheckedWhenItIsRead) {
  const auto problem = [](std::string_view text) {
    Diagnostics problems;
    EXPECT_FALSE(Glossary::parse(text, "glossary.toml", problems));
    return problems.empty() ? std::string() : problems.front().rule;
  };
  EXPECT_EQ(problem("terms ="), "toml.syntax");
  EXPECT_EQ(problem("term = []"), "key.unknown");
  EXPECT_EQ(problem("terms = [ { means = 'x', names = ['A'], canonical = 'a' } ]"), "glossary.shape");
  EXPECT_EQ(problem("terms = [ { means = 'x', names = ['A', 'a'], canonical = ['a'] } ]"), "glossary.twice");
  EXPECT_EQ(problem("words = { ma = 1 }"), "glossary.shape");
}

TEST(Glossary, NamesOnlyFieldsThatOurDocumentsHave) {
  std::vector<std::shared_ptr<const codec::Schema>> schemas;
  for (const char* name : {"dossier", "step", "standing"})
    schemas.push_back(*codec::load_json_schema(std::string("schemas/canonical/") + name + ".schema.json"));
  const toml::table table = toml::parse_file("schemas/mapping/glossary.toml");
  for (const toml::node& term : *table["terms"].as_array()) {
    for (const toml::node& path : *(*term.as_table())["canonical"].as_array()) {
      const std::string text = path.value_or(std::string());
      const bool known = std::any_of(schemas.begin(), schemas.end(),
                                     [&](const auto& schema) { return resolve(schema->model(), text).has_value(); });
      EXPECT_TRUE(known) << text;
    }
  }
}

TEST(FieldForm, IsReadFromSamples) {
  const auto instant = [](std::vector<std::string_view> texts) { return instant_form(texts).value_or("-"); };
  EXPECT_EQ(instant({"20250613093015", "20251231235959"}), "yyyyMMddHHmmss");
  EXPECT_EQ(instant({"13/06/2025 10:12:00"}), "dd/MM/yyyy HH:mm:ss");
  EXPECT_EQ(instant({"2025-06-13T09:30:15.000Z"}), "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'");
  EXPECT_EQ(instant({"2025-06-13T09:30:15+07:00", "2025-06-13T09:30:15.25+07:00"}), "rfc3339");
  EXPECT_EQ(instant({"20250613093015", "x"}), "-");
  EXPECT_EQ(instant({"20251313093015"}), "-") << "no month 13";
  EXPECT_EQ(instant({}), "-");
  const auto date = [](std::vector<std::string_view> texts) { return date_form(texts).value_or("-"); };
  EXPECT_EQ(date({"13/06/2025"}), "dd/MM/yyyy");
  EXPECT_EQ(date({"20250613"}), "yyyyMMdd");
  EXPECT_EQ(date({"13/06/25"}), "-");
  const auto epoch = [](std::vector<std::string_view> texts) { return epoch_form(texts).value_or("-"); };
  EXPECT_EQ(epoch({"1749781815"}), "s");
  EXPECT_EQ(epoch({"1749781815000"}), "ms");
  EXPECT_EQ(epoch({"1749781815", "1749781815000"}), "-");
  EXPECT_EQ(epoch({"12"}), "-");
}

TEST(FieldForm, KnowsFlagsNumbersContentAndDatesThatAreNone) {
  const auto flag = [](std::vector<std::string_view> texts) {
    const auto found = flag_form(texts);
    return found ? found->first + "/" + found->second : "-";
  };
  EXPECT_EQ(flag({"False"}), "True/False");
  EXPECT_EQ(flag({"0", "1"}), "1/0");
  EXPECT_EQ(flag({"0", "2"}), "-");
  EXPECT_EQ(flag({}), "-");
  const std::array<std::string_view, 2> numbers{"12", "-3"};
  EXPECT_TRUE(all_integers(numbers));
  const std::array<std::string_view, 1> pdf{"JVBERi0xLjQK"};
  EXPECT_TRUE(looks_like_base64(pdf));
  EXPECT_FALSE(looks_like_base64(numbers));
  const std::array<std::string_view, 1> digits{"12345678"};
  EXPECT_FALSE(looks_like_base64(digits));
  EXPECT_TRUE(is_zero_date("0000-00-00T00:00:00.000+0700"));
  EXPECT_TRUE(is_zero_date("00000000000000"));
  EXPECT_TRUE(is_zero_date("00/00/0000"));
  EXPECT_FALSE(is_zero_date("2025-01-01"));
  EXPECT_FALSE(is_zero_date("0"));
  EXPECT_FALSE(is_zero_date(""));
}

TEST(Pairing, PrefersTheGlossaryThenTheSameNameThenWords) {
  const Glossary glossary = shipped();
  const double known = likeness(glossary, "code", "h:MaHoSo").score;
  const double same = likeness(glossary, "summary", "Summary").score;
  const double words = likeness(glossary, "submitted_at", "ThoiDiemNop").score;
  EXPECT_GT(known, same);
  EXPECT_GT(same, words);
  EXPECT_GT(words, 0.55);
  EXPECT_LT(likeness(glossary, "receipt_number", "Fax").score, 0.3);
  EXPECT_EQ(likeness(glossary, "code", "#text").score, 0);
}

}  // namespace
}  // namespace lienthong::mapping
