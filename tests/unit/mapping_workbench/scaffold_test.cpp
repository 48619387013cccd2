#include "codec/json.hpp"
#include "codec/xml.hpp"
#include "mapping/program.hpp"
#include "mapping/toml_reader.hpp"
#include "mapping/workbench/draft_rules.hpp"
#include "unit/mapping_workbench/desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace lienthong::mapping {
namespace {

Glossary shipped() {
  const std::filesystem::path file = "schemas/mapping/glossary.toml";
  Diagnostics problems;
  return Glossary::parse(*read_bytes(file), file, problems).value_or(Glossary{});
}

DraftRequest request(const std::filesystem::path& schemas, std::string name, std::string canonical,
                     std::string schema) {
  DraftRequest out;
  out.name = std::move(name);
  out.canonical = std::move(canonical);
  out.schema = std::move(schema);
  SourceChoice choice;
  choice.schemas = schemas;
  const std::string system = out.name.substr(0, out.name.find('/'));
  out.sources = *find_sources(schemas.parent_path() / "adapters" / system / "mappings" / "draft.toml", choice);
  out.glossary = shipped();
  return out;
}

/// What the compiler says of a draft.
Diagnostics problems_of(const DraftRequest& wanted, const Draft& draft) {
  Diagnostics problems;
  const CodeTables tables = load_tables(wanted.sources, problems);
  const std::string stem = wanted.name.substr(wanted.name.find('/') + 1);
  static_cast<void>(compile_text(draft.text, stem + ".toml", {wanted.sources.schemas, &tables}, problems));
  return problems;
}

/// The draft's problems are its open questions, all of them and no other.
void expect_only_questions(const DraftRequest& wanted, const Draft& draft) {
  static const std::set<std::string> questions{"canonical.unmapped", "external.unmapped", "required.missing"};
  std::size_t asked = 0;
  std::size_t tables = 0;
  for (const Diagnostic& one : problems_of(wanted, draft)) {
    if (one.rule == "code.unknown") {
      ++tables;
    } else if (questions.contains(one.rule)) {
      ++asked;
    } else {
      ADD_FAILURE() << to_line(one) << "\n" << draft.text;
    }
  }
  EXPECT_EQ(asked, draft.undecided.size()) << draft.text;
  EXPECT_GE(tables, draft.tables.size());
  EXPECT_EQ(tables == 0, draft.tables.empty());
}

bool says(const Draft& draft, std::string_view text) { return draft.text.find(text) != std::string::npos; }

bool undecided(const Draft& draft, Side side, std::string_view path) {
  return std::any_of(draft.undecided.begin(), draft.undecided.end(),
                     [&](const auto& one) { return one.side == side && one.path == path; });
}

class ScaffoldTest : public ::testing::Test {
 protected:
  DraftRequest request_of_desk() {
    return request(desk_.root() / "schemas", "desk/thu", "canonical/letter", "external/desk/thu.schema.json");
  }
  void sample(DraftRequest& wanted, std::string_view bytes) {
    wanted.samples.push_back(*codec::read_json(bytes, arena_));
  }
  Desk desk_;
  codec::Arena arena_;
};

TEST_F(ScaffoldTest, GuessesFromNamesTypesAndASample) {
  DraftRequest wanted = request_of_desk();
  sample(wanted, good_letter);
  const auto draft = draft_mapping(wanted);
  ASSERT_TRUE(draft) << draft.error().describe();
  expect_only_questions(wanted, *draft);
  EXPECT_TRUE(says(*draft, "as = \"instant(yyyyMMddHHmmss, +07:00)\"")) << draft->text;
  EXPECT_TRUE(says(*draft, "as = \"code(desk/status)\", missing = \"refuse\"")) << draft->text;
  EXPECT_TRUE(says(*draft, "as = \"text(max=10)\"")) << draft->text;
  EXPECT_TRUE(says(*draft, "{ each = { canonical = \"documents\", external = \"TaiLieuNop\" }, fields = ["))
      << draft->text;
  EXPECT_TRUE(says(*draft, "as = \"base64\"")) << draft->text;
  EXPECT_TRUE(undecided(*draft, Side::external, "Fax"));
  EXPECT_TRUE(undecided(*draft, Side::external, "TaiLieuNop.DuocSoHoa"));
  EXPECT_TRUE(draft->tables.empty()) << "desk/status is there";
  EXPECT_EQ(draft->text.find("Trần"), std::string::npos) << "a sample's values are nobody's business";
  EXPECT_EQ(draft->text.find("0912"), std::string::npos);
}

TEST_F(ScaffoldTest, LeavesToTheAuthorWhatNothingTells) {
  const DraftRequest wanted = request_of_desk();
  const auto draft = draft_mapping(wanted);
  ASSERT_TRUE(draft);
  expect_only_questions(wanted, *draft);
  EXPECT_TRUE(says(*draft, "# { canonical = \"received_at\"")) << draft->text;
  EXPECT_TRUE(undecided(*draft, Side::canonical, "received_at"));
  EXPECT_TRUE(undecided(*draft, Side::external, "NgayTiepNhan"));
}

TEST_F(ScaffoldTest, AsksWhatATrailingZMeans) {
  DraftRequest wanted = request_of_desk();
  sample(wanted, R"({"NgayTiepNhan":"2025-06-13T09:30:15.000Z"})");
  const auto draft = draft_mapping(wanted);
  ASSERT_TRUE(draft);
  EXPECT_TRUE(undecided(*draft, Side::canonical, "received_at")) << "seven hours are not to be guessed";
  EXPECT_TRUE(says(*draft, "UTC"));
}

TEST_F(ScaffoldTest, TakesEmptyTextsAndZeroDatesOfSamplesForNothing) {
  DraftRequest wanted = request_of_desk();
  sample(wanted, R"({"NgayTiepNhan":"00000000000000","NguoiNop":{"HoTen":"a","DienThoai":""}})");
  sample(wanted, R"({"NgayTiepNhan":"20250613093015","NguoiNop":{"HoTen":"a","DienThoai":"1"}})");
  sample(wanted, R"({"NgayTiepNhan":""})");
  const auto draft = draft_mapping(wanted);
  ASSERT_TRUE(draft);
  expect_only_questions(wanted, *draft);
  EXPECT_TRUE(says(*draft, "absent = [\"00000000000000\", \"\"]")) << draft->text;
  EXPECT_TRUE(says(*draft, "external = \"NguoiNop.DienThoai\", absent = \"\"")) << draft->text;
}

TEST_F(ScaffoldTest, TakesTheFormOfOtherMomentsWhereAFieldIsAlwaysEmpty) {
  DraftRequest wanted = request_of_desk();
  sample(wanted, R"({"NgayTiepNhan":"","Gui":"13/06/2025 09:30:15"})");
  EXPECT_TRUE(says(*draft_mapping(wanted), "instant(dd/MM/yyyy HH:mm:ss, +07:00)\", absent = \"\""));
  sample(wanted, R"({"NgayTiepNhan":"","Gui":"20250613093015"})");
  EXPECT_FALSE(says(*draft_mapping(wanted), "instant(")) << "it might be either";
}

TEST_F(ScaffoldTest, NamesTheCodeTablesToWrite) {
  DraftRequest wanted = request_of_desk();
  wanted.sources.tables.clear();
  const auto draft = draft_mapping(wanted);
  ASSERT_TRUE(draft);
  EXPECT_EQ(draft->tables, std::vector<std::string>{"desk/status"});
  expect_only_questions(wanted, *draft);
}

TEST_F(ScaffoldTest, SurvivesNamesThatNoPathCanSay) {
  desk_.write(
      "schemas/external/desk/odd.schema.json",
      R"({"type":"object","required":["a\"b"],"properties":{"a\"b":{"type":"string"},"x.y":{"type":"string"},)"
      R"("new\nline":{"type":"string"},"code":{"type":"string"},"# }":{"type":"object","properties":{"\\":{}}}}})");
  DraftRequest wanted = request_of_desk();
  wanted.schema = "external/desk/odd.schema.json";
  const auto draft = draft_mapping(wanted);
  ASSERT_TRUE(draft);
  for (const Diagnostic& one : problems_of(wanted, *draft)) EXPECT_NE(one.rule, "toml.syntax") << draft->text;
  EXPECT_TRUE(says(*draft, "{ canonical = \"code\", external = \"code\" }"));
}

TEST_F(ScaffoldTest, SaysWhatIsWrongWithASchema) {
  DraftRequest wanted = request_of_desk();
  wanted.schema = "external/desk/none.schema.json";
  EXPECT_EQ(draft_mapping(wanted).error().code(), "schema.file");
  wanted = request_of_desk();
  wanted.canonical = "canonical/none";
  EXPECT_EQ(draft_mapping(wanted).error().code(), "schema.file");
}

/// Pairs of leaf fields in a mapping's program.
void pairs_of(const Scope& scope, const std::string& ours, const std::string& theirs, std::set<std::string>& out) {
  for (const Step& step : scope.steps) {
    if (!step.constant && !step.computed && !step.parts)
      out.insert(ours + step.canonical.path + "=" + theirs + step.external.path);
  }
  for (const Each& each : scope.eaches)
    pairs_of(*each.item, ours + each.canonical.path + ".", theirs + each.external.path + ".", out);
}

void pairs_of(const std::vector<DraftRule>& rules, const std::string& ours, const std::string& theirs,
              std::set<std::string>& out) {
  for (const DraftRule& rule : rules) {
    if (!rule.is_list) out.insert(ours + rule.canonical + "=" + theirs + rule.external);
    pairs_of(rule.items, ours + rule.canonical + ".", theirs + rule.external + ".", out);
  }
}

/// A contract that this project knows, and the case its sample is taken from.
struct Known {
  const char* name;
  const char* canonical;
  const char* schema;
  const char* sample;
  const char* root;
};

class DraftOfAKnownContract : public ::testing::TestWithParam<Known> {
 protected:
  DraftRequest wanted() {
    const Known& known = GetParam();
    DraftRequest out = request("schemas", known.name, known.canonical, known.schema);
    const std::string system = out.name.substr(0, out.name.find('/'));
    const std::string bytes = *read_bytes("adapters/" + system + "/cases/" + known.sample);
    out.root = known.root;
    if (out.root.empty()) {
      out.samples.push_back(*codec::read_json(bytes, arena_));
      return out;
    }
    out.format = Format::xml;
    out.namespaces = {{"urn:tthc:hoso:v1", "h"}};
    out.samples.push_back(codec::read_xml(bytes, {{"urn:tthc:hoso:v1", "h"}}, arena_)->content);
    return out;
  }
  codec::Arena arena_;
};

TEST_P(DraftOfAKnownContract, LeavesOnlyQuestions) {
  const DraftRequest request = wanted();
  const auto draft = draft_mapping(request);
  ASSERT_TRUE(draft) << draft.error().describe();
  expect_only_questions(request, *draft);
  EXPECT_GT(draft->guessed, 0U);
}

TEST_P(DraftOfAKnownContract, PairsMostFieldsAsTheirAuthorDid) {
  const DraftRequest request = wanted();
  Diagnostics problems;
  const std::string system = request.name.substr(0, request.name.find('/'));
  const std::filesystem::path file =
      "adapters/" + system + "/mappings" + request.name.substr(request.name.find('/')) + ".toml";
  const auto plans = load_mapping(file, request.sources, problems);
  ASSERT_TRUE(plans);
  const Plan& plan = *plans->of(request.format);
  std::set<std::string> right;
  pairs_of(plan.program(), "", "", right);
  std::set<std::string> guessed;
  pairs_of(propose_rules(request, {}, plan.canonical_schema().model(), plan.external_schema().model()), "", "",
           guessed);
  std::string missed;
  for (const std::string& pair : right) {
    if (!guessed.contains(pair)) missed += pair + "\n";
  }
  const auto found =
      std::count_if(right.begin(), right.end(), [&](const auto& pair) { return guessed.contains(pair); });
  EXPECT_GE(static_cast<double>(found), 0.9 * static_cast<double>(right.size())) << missed;
}

INSTANTIATE_TEST_SUITE_P(
    Adapters, DraftOfAKnownContract,
    ::testing::Values(Known{"portal/tien-do", "canonical/step", "external/portal/tien-do.schema.json",
                            "tien-do-processing/external.json", ""},
                      Known{"portal/ho-so", "canonical/dossier", "external/portal/ho-so.schema.json",
                            "ho-so-finished-by-post/external.json", ""},
                      Known{"province/trace", "canonical/step", "external/province/trace.schema.json",
                            "trace-processing/external.json", ""},
                      Known{"province/document", "canonical/dossier", "external/province/document.schema.json",
                            "document-returned/external.json", ""},
                      Known{"ministry-generic/nhan-ho-so", "canonical/dossier",
                            "external/ministry-generic/tthc-hoso-v1.xsd", "nhan-ho-so-one-file/external.xml",
                            "h:NhanHoSo"},
                      Known{"ministry-generic/thong-bao", "canonical/step",
                            "external/ministry-generic/tthc-hoso-v1.xsd", "thong-bao-result-inline/external.xml",
                            "h:ThongBaoTrangThai"}),
    [](const auto& known) {
      std::string name = known.param.name;
      std::replace_if(
          name.begin(), name.end(), [](char c) { return c == '/' || c == '-'; }, '_');
      return name;
    });

}  // namespace
}  // namespace lienthong::mapping
