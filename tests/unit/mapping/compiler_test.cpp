#include "unit/mapping/bench.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace lienthong::mapping {
namespace {

constexpr const char* base_fields = "{ canonical = 'code', external = 'Ma' }, { external = 'Kenh', constant = '2' },\n";

/// all_losses without the entries for some fields ("external = \"Khan\"").
std::string losses_but(std::initializer_list<const char*> entries) {
  std::string out(all_losses);
  for (const char* entry : entries) {
    const std::string text = "{ " + std::string(entry) + ", why = \"-\" },";
    const auto at = out.find(text);
    EXPECT_NE(at, std::string::npos) << entry;
    if (at != std::string::npos) out.erase(at, text.size());
  }
  return out;
}

/// The one problem of these fields beside `code` and `Kenh`, which stand on line 5; `more` begins on line 6.
std::string problem_of(const std::string& more, std::initializer_list<const char*> mapped) {
  const auto compiled = compile_fields(base_fields + more, losses_but(mapped));
  if (compiled.problems.empty()) return "none";
  EXPECT_EQ(compiled.problems.size(), 1U) << lines(compiled.problems);
  const Diagnostic& first = compiled.problems.front();
  return std::to_string(first.line) + " " + first.rule + " " + first.text;
}

TEST(Compiler, AcceptsAFileThatSaysEverything) {
  const auto compiled = compile_fields(base_fields, all_losses);
  EXPECT_TRUE(compiled.plans.has_value()) << lines(compiled.problems);
  EXPECT_NE(compiled.plans->json, nullptr);
  EXPECT_EQ(compiled.plans->xml, nullptr);
  EXPECT_EQ(compiled.plans->json->name(), "desk/thu");
}

TEST(Compiler, RefusesAnExternalRequiredFieldThatNothingWrites) {
  const auto compiled = compile_fields("{ canonical = 'code', external = 'Ma' },", all_losses);
  EXPECT_EQ(compiled.problems.size(), 1U) << lines(compiled.problems);
  EXPECT_TRUE(has(compiled.problems, "required.missing", 3));
  const auto lost = compile_fields("{ canonical = 'code', external = 'Ma' },",
                                   std::string(all_losses) + "{ external = 'Kenh', why = '-' }");
  EXPECT_TRUE(has(lost.problems, "required.missing")) << "a loss does not write the field";
}

TEST(Compiler, RefusesACanonicalRequiredFieldThatNothingSets) {
  const auto compiled =
      compile_fields("{ canonical = 'note', external = 'Ma', absent = '' }, { external = 'Kenh', constant = '2' },",
                     losses_but({"canonical = \"note\""}));
  EXPECT_TRUE(has(compiled.problems, "required.missing", 2)) << lines(compiled.problems);
}

TEST(Compiler, RefusesARequiredFieldThatMayBeMissing) {
  const std::string name =
      "{ canonical = 'note', external = 'NguoiGui.Ten' }, { canonical = 'secret', external = 'NguoiGui.DienThoai' },";
  const auto mapped = {"canonical = \"note\"", "canonical = \"secret\""};
  EXPECT_TRUE(problem_of(name, mapped)
                  .starts_with("6 required.maybe_missing external 'NguoiGui.Ten' is required, but canonical 'note'"));
}

TEST(Compiler, KnowsThatARecordIsCompleteWhenAllOfItComesFromOne) {
  EXPECT_EQ(problem_of("{ canonical = 'sender.name', external = 'NguoiGui.Ten' },"
                       "{ canonical = 'sender.phone', external = 'NguoiGui.DienThoai' },{ canonical = "
                       "'sender.trusted', external = 'NguoiGui.TinCay' },",
                       {"canonical = \"sender\"", "external = \"NguoiGui\""}),
            "none");
  EXPECT_TRUE(problem_of("{ canonical = 'sender.name', external = 'NguoiGui.Ten' },"
                         "{ canonical = 'sender.phone', external = 'NguoiGui.DienThoai', absent = '' },"
                         "{ canonical = 'sender.trusted', external = 'NguoiGui.TinCay' },",
                         {"canonical = \"sender\"", "external = \"NguoiGui\""})
                  .starts_with("6 required.maybe_missing"));
}

TEST(Compiler, LetsAnAuthorSayWhatHappensWhenARequiredFieldIsMissing) {
  const auto with = [](const std::string& key) {
    return compile_fields(
        "{ canonical = 'code', external = 'Ma' }, { canonical = 'note', external = 'Kenh', " + key + " },",
        losses_but({"canonical = \"note\""}));
  };
  EXPECT_TRUE(has(with("as = 'text'").problems, "required.maybe_missing", 5));
  EXPECT_EQ(Trip(*with("absent = ''").plans->json).out(R"({"code":"A-1"})"), R"({"Ma":"A-1","Kenh":""})");
  EXPECT_EQ(Trip(*with("default = '0'").plans->json).out(R"({"code":"A-1"})"), R"({"Ma":"A-1","Kenh":"0"})");
  EXPECT_EQ(Trip(*with("missing = 'refuse'").plans->json).out(R"({"code":"A-1"})"),
            "refused: mapping.required: note: is required");
  EXPECT_TRUE(has(with("missing = 'refuse', absent = ''").problems, "rule.shape", 5));
  EXPECT_TRUE(has(with("missing = 'ignore'").problems, "key.value", 5));
}

TEST(Compiler, RefusesFieldsThatAreNeitherMappedNorLost) {
  const auto compiled = compile_fields(base_fields, losses_but({"canonical = \"pages\"", "external = \"NguoiGui\""}));
  EXPECT_EQ(compiled.problems.size(), 2U) << lines(compiled.problems);
  EXPECT_TRUE(has(compiled.problems, "canonical.unmapped", 2));
  EXPECT_TRUE(has(compiled.problems, "external.unmapped", 3));
}

TEST(Compiler, LooksForUnmappedFieldsInsideRecordsAndLists) {
  const auto compiled = compile_fields(std::string(base_fields) +
                                           "{ each = { canonical = 'pages', external = 'Trang' }, fields = [\n { "
                                           "canonical = 'title', external = 'Ten' } ] },",
                                       losses_but({"canonical = \"pages\"", "external = \"Trang\""}));
  EXPECT_TRUE(has(compiled.problems, "canonical.unmapped", 6)) << lines(compiled.problems);
  EXPECT_TRUE(has(compiled.problems, "external.unmapped", 6));
  const auto lost =
      compile_fields(std::string(base_fields) +
                         "{ each = { canonical = 'pages', external = 'Trang' }, fields = [\n { canonical = 'title', "
                         "external = 'Ten' } ] },",
                     losses_but({"canonical = \"pages\"", "external = \"Trang\""}) +
                         "{ canonical = 'pages.number', why = '-' }, { external = 'Trang.So', why = '-' }");
  EXPECT_TRUE(lost.plans.has_value()) << lines(lost.problems);
}

TEST(Compiler, LetsALostParentCoverTheChildrenThatAreNotMapped) {
  EXPECT_EQ(problem_of("{ canonical = 'sender.name', external = 'GhiChu' },", {"external = \"GhiChu\""}), "none");
}

TEST(Compiler, RefusesATableThatDoesNotKnowEveryCode) {
  EXPECT_TRUE(problem_of("{ canonical = 'status', external = 'Khan', as = 'code(desk/status)' },",
                         {"canonical = \"status\"", "external = \"Khan\""}) == "none");
  EXPECT_TRUE(problem_of("{ canonical = 'secret', external = 'TrangThai', as = 'code(desk/status)' },",
                         {"canonical = \"secret\"", "external = \"TrangThai\""}) == "none");
  EXPECT_EQ(
      problem_of("{ canonical = 'status', external = 'Khan' },", {"canonical = \"status\"", "external = \"Khan\""}),
      "none");
  EXPECT_TRUE(problem_of("{ canonical = 'status', external = 'TrangThai' },",
                         {"canonical = \"status\"", "external = \"TrangThai\""})
                  .starts_with("6 code.partial the two enums differ"));
}

TEST(Compiler, NamesTheCodesThatATableLacksAndThoseItInvents) {
  Folder folder;
  Diagnostics problems;
  auto table = CodeTable::load(
      folder.write(
          "status.toml",
          "table = \"desk/status\"\nvalid_from = 2025-07-01\n"
          "pairs = [ { canonical = \"fresh\", external = \"1\" }, { canonical = \"opne\", external = \"7\" } ]\n"),
      problems);
  ASSERT_TRUE(table.has_value()) << lines(problems);
  CodeTables tables;
  tables.emplace("desk/status", *table);
  EXPECT_FALSE(compile(fixtures / "mappings/thu.toml", {fixtures / "schemas", &tables}, problems).has_value());
  const std::string all = lines(problems);
  EXPECT_NE(all.find("thu.toml:7:64: code.partial: code table desk/status, canonical side, knows no partner and no "
                     "refusal for 'open' 'closed'"),
            std::string::npos)
      << all;
  EXPECT_NE(all.find("external side, knows no partner and no refusal for '2' '3'"), std::string::npos);
  EXPECT_NE(
      all.find("code.invalid: code table desk/status, canonical side, leads to codes the schema does not have: 'opne'"),
      std::string::npos);
  EXPECT_NE(all.find("external side, leads to codes the schema does not have: '7'"), std::string::npos);
}

TEST(Compiler, RefusesTextsThatTheirFieldCannotHold) {
  const auto mapped = {"canonical = \"count\"", "external = \"SoLuong\""};
  EXPECT_TRUE(problem_of("{ canonical = 'count', external = 'SoLuong', absent = 'x' },", mapped)
                  .starts_with("6 value.invalid 'x' is not of type integer"));
  EXPECT_TRUE(problem_of("{ canonical = 'count', external = 'SoLuong', absent = '07' },", mapped)
                  .starts_with("6 value.invalid"));
  EXPECT_EQ(problem_of("{ canonical = 'count', external = 'SoLuong', absent = 0 },", mapped), "none");
  const auto status = {"canonical = \"status\"", "external = \"TrangThai\""};
  EXPECT_TRUE(
      problem_of("{ canonical = 'status', external = 'TrangThai', as = 'code(desk/status)', absent = '' },", status)
          .starts_with("6 value.invalid '' is not one of the schema's values"));
  EXPECT_TRUE(
      problem_of("{ canonical = 'sent_at', external = 'NgayGui', as = 'instant(yyyyMMdd, Z)', default = '00000000' },",
                 {"canonical = \"sent_at\"", "external = \"NgayGui\""})
          .starts_with("6 value.invalid '00000000' cannot be read back"));
  EXPECT_TRUE(problem_of("{ canonical = 'status', constant = 'lost' },", {"canonical = \"status\""})
                  .starts_with("6 value.invalid 'lost' is not one of"));
  EXPECT_TRUE(
      problem_of("{ external = 'GhiChu', constant = '1234567890123456789012345678901' },", {"external = \"GhiChu\""})
          .starts_with("6 value.invalid"));
}

TEST(Compiler, LeavesCanonicalConstantsToTheInwardDirection) {
  const auto compiled = compile_fields(std::string(base_fields) + "{ canonical = 'count', constant = 5 },",
                                       losses_but({"canonical = \"count\""}));
  ASSERT_TRUE(compiled.plans.has_value()) << lines(compiled.problems);
  EXPECT_EQ(Trip(*compiled.plans->json).in(R"({"Ma":"A-1","Kenh":"2"})"), R"({"code":"A-1","count":5})");
  EXPECT_EQ(Trip(*compiled.plans->json).out(R"({"code":"A-1","count":9})"), R"({"Ma":"A-1","Kenh":"2"})");
}

TEST(Compiler, RefusesALossThatIsNoLoss) {
  const auto compiled = compile_fields(
      base_fields, std::string(all_losses) + "{ external = 'Ma', why = '-' }, { external = 'Mo', why = '-' }");
  EXPECT_TRUE(has(compiled.problems, "loss.mapped")) << lines(compiled.problems);
  EXPECT_TRUE(has(compiled.problems, "path.unknown"));
}

TEST(Compiler, RefusesAListMappedBothWholeAndInPart) {
  EXPECT_TRUE(problem_of("{ each = { canonical = 'pages', external = 'Trang' }, fields = [ { canonical = 'title', "
                         "external = 'Ten' }, { canonical = 'number', external = 'So' } ] },\n"
                         "{ canonical = 'count', external = 'Trang.So' },",
                         {"canonical = \"pages\"", "external = \"Trang\"", "canonical = \"count\""})
                  .starts_with("7 path.twice external path 'Trang.So'"));
}

TEST(Compiler, SaysWhenAFileOrASchemaCannotBeRead) {
  Diagnostics problems;
  EXPECT_FALSE(compile("no/such/thu.toml", {fixtures / "schemas", nullptr}, problems).has_value());
  EXPECT_TRUE(has(problems, "toml.unreadable"));
  EXPECT_TRUE(has(compile_text("mapping = \n").problems, "toml.syntax", 1));
  const auto compiled = compile_text(
      "mapping = 'desk/thu'\ncanonical = 'canonical/lettre'\nexternal = { schema = 'external/no.json', format = 'json' "
      "}\nfields = []\n");
  EXPECT_TRUE(has(compiled.problems, "schema.unusable", 2)) << lines(compiled.problems);
  EXPECT_TRUE(has(compiled.problems, "schema.unusable", 3));
  EXPECT_TRUE(has(compile_text("").problems, "key.missing"));
}

TEST(Compiler, RefusesAFormThatIsNone) {
  const auto head = [](const std::string& forms) {
    return compile_text("mapping = 'desk/thu'\ncanonical = 'canonical/letter'\n" + forms + "\nfields = []\n");
  };
  EXPECT_TRUE(
      has(head("external = { schema = 'external/thu.schema.json', format = 'yaml' }").problems, "key.value", 3));
  EXPECT_TRUE(has(head("external = { schema = 'external/thu.xsd', format = 'xml' }").problems, "key.missing", 3));
  EXPECT_TRUE(has(head("external = { format = 'json' }").problems, "key.missing", 3));
  EXPECT_TRUE(has(head("external = { schema = 'external/thu.xsd', format = 'xml', root = 'Thu' }\nxml = { schema = "
                       "'external/thu.xsd', root = 'Thu' }")
                      .problems,
                  "form.twice", 4));
}

/// The version of fixtures/mappings/thu.toml under these schemas and with this reason in its code table.
std::string version_with(const std::filesystem::path& schemas, const std::string& why) {
  Folder folder;
  Diagnostics problems;
  const auto table = CodeTable::load(folder.write("status.toml", R"(table = "desk/status"
valid_from = 2025-07-01
pairs = [ { canonical = "fresh", external = "1" }, { canonical = "open", external = "2" }, { canonical = "closed", external = "3" } ]
refused = [ { external = "9", why = ")" + why + "\" } ]\n"),
                                     problems);
  CodeTables tables;
  if (table) tables.emplace(table->name(), *table);
  const auto plans = compile(fixtures / "mappings/thu.toml", {schemas, &tables}, problems);
  return plans ? plans->json->version() : lines(problems);
}

TEST(Version, ChangesWithTheFileItsTablesAndItsSchemasAndWithNothingElse) {
  const std::string first = version_with(fixtures / "schemas", "never defined");
  EXPECT_EQ(first.size(), 64U) << first;
  EXPECT_EQ(first, desk_plans().json->version()) << "the same inputs from other files";
  EXPECT_NE(version_with(fixtures / "schemas", "asked in writing"), first);

  Folder folder;
  const auto schemas = folder.write("mark", "").parent_path() / "schemas";
  std::filesystem::copy(fixtures / "schemas", schemas, std::filesystem::copy_options::recursive);
  EXPECT_EQ(version_with(schemas, "never defined"), first);
  std::ofstream(schemas / "external/thu.schema.json", std::ios::app) << "\n";
  EXPECT_NE(version_with(schemas, "never defined"), first);

  const auto compiled = compile_fields(base_fields, all_losses);
  EXPECT_NE(compile_fields(std::string(base_fields) + " ", all_losses).plans->json->version(),
            compiled.plans->json->version());
}

}  // namespace
}  // namespace lienthong::mapping
