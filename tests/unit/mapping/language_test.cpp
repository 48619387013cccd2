#include "codec/json.hpp"
#include "unit/mapping/bench.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace lienthong::mapping {
namespace {

// fixtures/mappings/ho.toml: parts, groups, embedded documents, dated codes, computed fields, orders.

constexpr const char* kind_table = R"(table = "desk/kind"
valid_from = 2020-01-01
pairs = [ { canonical = "citizen", external = "1" }, { canonical = "business", external = "2" } ]
)";
constexpr const char* commune_table = R"(table = "desk/commune"
valid_from = 2020-01-01
pairs = [
  { canonical = "05443", external = "5443", until = 2025-06-30 },
  { canonical = "05443", external = "19-05443", from = 2025-07-01 },
  { canonical = "05500", external = "5500" },
]
)";

const CodeTables& tables() {
  static const CodeTables all = [] {
    CodeTables out = desk_tables();
    Diagnostics problems;
    for (const auto& [name, text] : {std::pair{"desk/kind", kind_table}, std::pair{"desk/commune", commune_table}}) {
      auto table = CodeTable::parse(text, std::string(name).substr(5) + ".toml", problems);
      if (table) out.emplace(name, std::move(*table));
    }
    EXPECT_TRUE(problems.empty()) << lines(problems);
    return out;
  }();
  return all;
}

const Plan& household() {
  static const PlanSet plans = [] {
    Diagnostics problems;
    auto out = compile(fixtures / "mappings/ho.toml", {fixtures / "schemas", &tables()}, problems);
    EXPECT_TRUE(out.has_value()) << lines(problems);
    return out ? *out : PlanSet{};
  }();
  return *plans.json;
}

/// The text of ho.toml with one piece in place of another.
std::string household_with(std::string_view old_piece, std::string_view new_piece) {
  std::ifstream file(fixtures / "mappings/ho.toml");
  std::string text{std::istreambuf_iterator<char>(file), {}};
  const auto at = text.find(old_piece);
  EXPECT_NE(at, std::string::npos) << old_piece;
  if (at != std::string::npos) text.replace(at, old_piece.size(), new_piece);
  return text;
}

/// A citizen with the fields in `more`, as JSON text.
std::string citizen(std::string_view more = "") {
  return R"({"code":"H55-0001","kind":"citizen")" + std::string(more.empty() ? "" : ",") + std::string(more) + "}";
}
std::string there_and_back(Trip& trip, const std::string& canonical) { return trip.in(trip.out(canonical)); }
bool holds(const std::string& text, std::string_view piece) { return text.find(piece) != std::string::npos; }

TEST(Language, PartsNamesDatesAndAddresses) {
  Trip trip(household());
  const std::string canonical =
      citizen(R"("name":"Nguyễn Thị Thu Hà","born":"1991-03-12",)"
              R"("address":{"street":"Tổ 7, ngõ 2","ward":"X","district":"Y","province":"Z"})");
  const std::string out = trip.out(canonical);
  EXPECT_TRUE(holds(out, R"("TEN":{"Ho":"Nguyễn","ChuDem":"Thị Thu","Ten":"Hà"})")) << out;
  EXPECT_TRUE(holds(out, R"("SINH":{"ngaySinh":12,"thangSinh":3,"namSinh":1991})")) << out;
  EXPECT_TRUE(holds(out, R"("DIACHI":"Tổ 7, ngõ 2, X, Y, Z")")) << out;
  EXPECT_EQ(trip.in(out), canonical);
  EXPECT_EQ(trip.notes(), "");
}

TEST(Language, RefusesNoNameWithoutMiddleNamesWhereANameIsNeeded) {
  Diagnostics problems;
  const auto plans = compile_text(household_with(R"(as = "name_parts")", R"(as = "name_parts", missing = "refuse")"),
                                  fixtures / "mappings/ho.toml", {fixtures / "schemas", &tables()}, problems);
  ASSERT_TRUE(plans.has_value()) << lines(problems);
  Trip trip(*plans->json);
  EXPECT_EQ(there_and_back(trip, citizen(R"("name":"Đặng An")")), citizen(R"("name":"Đặng An")"));
  EXPECT_FALSE(holds(trip.out(citizen()), "TEN")) << "a record that needs a name is not written without one";
}

TEST(Language, ReadsAddressesOfTwoAndOfThreeLevels) {
  for (const char* address : {R"("address":{"street":"Tổ 7","ward":"X","province":"Z"})",
                              R"("address":{"street":"Tổ 7","ward":"X","district":"Y","province":"Z"})"}) {
    Trip trip(household());
    EXPECT_EQ(there_and_back(trip, citizen(address)), citizen(address));
  }
}

TEST(Language, RefusesAnAddressThatCouldNotBeSplitAgain) {
  Trip trip(household());
  EXPECT_TRUE(holds(trip.out(citizen(R"("address":{"street":"Tổ 7, ngõ 2","ward":"X","province":"Z"})")),
                    "refused: mapping.join: address.street"));
}

TEST(Language, NotesAFamilyNameOfTwoWords) {
  Trip trip(household());
  const std::string external =
      R"({"MA":"H55-0001","LOAI":"1","TEN":{"Ho":"Tôn Nữ","Ten":"Hoa"},"THAMCHIEU":"dvcH550001"})";
  EXPECT_EQ(trip.in(external), citizen(R"("name":"Tôn Nữ Hoa")"));
  EXPECT_EQ(trip.notes(), "parts.inexact TEN.Ho, TEN.ChuDem, TEN.Ten");
}

TEST(Language, ChoosesAGroupByAFieldInBothDirections) {
  Trip trip(household());
  EXPECT_EQ(there_and_back(trip, citizen(R"("identity":"019185001234")")), citizen(R"("identity":"019185001234")"));
  const std::string business = R"({"code":"H55-0002","kind":"business","founded":"2019-05","tax_code":"4600123456"})";
  const std::string out = trip.out(business);
  EXPECT_TRUE(holds(out, R"("THANHLAP":"05/2019")")) << out;
  EXPECT_TRUE(holds(out, R"("SOGIAYTO":"4600123456")")) << out;
  EXPECT_EQ(trip.in(out), business);
  EXPECT_EQ(trip.notes(), "");
}

TEST(Language, NotesAValueThatNoGroupReads) {
  Trip out(household());
  EXPECT_TRUE(holds(out.out(citizen(R"("tax_code":"4600123456")")), R"("MA":"H55-0001")"));
  EXPECT_EQ(out.notes(), "variant.unread tax_code");
  Trip in(household());
  EXPECT_EQ(in.in(R"({"MA":"H55-0001","LOAI":"1","THANHLAP":"2019","THAMCHIEU":"dvcH550001"})"), citizen());
  EXPECT_EQ(in.notes(), "variant.unread THANHLAP");
}

TEST(Language, ReadsAndWritesADocumentInsideAText) {
  Trip trip(household());
  const std::string canonical = citizen(R"("declaration":{"child":"TRẦN \"MINH\" KHÔI","copies":3})");
  const std::string out = trip.out(canonical);
  EXPECT_TRUE(holds(out, R"("DATA":"{\"nksHoTen\":\"TRẦN \\\"MINH\\\" KHÔI\",\"soBanSao\":\"3\"}")")) << out;
  EXPECT_EQ(trip.in(out), canonical);
  const auto inside = [&](const char* data) {
    return trip.in(R"({"MA":"H55-0001","LOAI":"1","THAMCHIEU":"dvcH550001","DATA":)" + std::string(data) + "}");
  };
  EXPECT_EQ(inside(R"("")"), citizen());
  EXPECT_TRUE(holds(inside(R"("{")"), "refused: json.syntax: DATA: "));
  EXPECT_EQ(inside(R"("{\"soBanSao\":\"3\"}")"), "refused: mapping.required: DATA.nksHoTen: is required");
  EXPECT_EQ(inside(R"("{\"nksHoTen\":\"A\",\"soBanSao\":\"10\"}")"),
            "refused: mapping.range: DATA.soBanSao: the number is too large");
}

TEST(Language, TakesTheCodeThatHeldOnTheDay) {
  Trip trip(household());
  const std::string before = citizen(R"("received_at":"2025-06-30T23:59:59.000+07:00","commune":"05443")");
  const std::string after = citizen(R"("received_at":"2025-07-01T00:00:00.000+07:00","commune":"05443")");
  EXPECT_TRUE(holds(trip.out(before), R"("MAXA":"5443")"));
  EXPECT_TRUE(holds(trip.out(after), R"("MAXA":"19-05443")"));
  EXPECT_EQ(there_and_back(trip, before), before);
  EXPECT_EQ(there_and_back(trip, after), after);
  const std::string out = trip.out(after);
  const std::string old_code = std::string(out).replace(out.find("19-05443"), 8, "5443");
  EXPECT_EQ(trip.in(old_code), "refused: mapping.code_unmapped: MAXA: a code that table desk/commune does not know");
}

TEST(Language, DatesTheCodesOfItemsByTheDocument) {
  Trip trip(household());
  const std::string canonical =
      citizen(R"("received_at":"2025-07-02T08:00:00.000+07:00","members":[{"name":"A","commune":"05443"}])");
  const std::string out = trip.out(canonical);
  EXPECT_TRUE(holds(out, R"("NHANKHAU":[{"TEN":"A","MAXA":"19-05443"}])")) << out;
  EXPECT_TRUE(holds(out, R"("SONHANKHAU":1)")) << out;
  EXPECT_EQ(there_and_back(trip, canonical), canonical);
}

TEST(Language, RefusesADatedCodeWithoutItsDay) {
  Trip trip(household());
  EXPECT_EQ(trip.out(citizen(R"("commune":"05443")")),
            "refused: mapping.code_date: commune: nothing says on which day the code holds");
}

TEST(Language, ReadsAMomentInSecondsOrMillisecondsAndSaysSo) {
  Trip trip(household());
  const std::string head = R"({"MA":"H55-0001","LOAI":"1","TIEPNHAN":)";
  const std::string at = citizen(R"("received_at":"2025-06-14T10:00:00.000+07:00")");
  EXPECT_EQ(trip.in(head + R"(1749870000000,"THAMCHIEU":"dvcH5500011749870000000"})"), at);
  EXPECT_EQ(trip.notes(), "");
  EXPECT_EQ(trip.in(head + R"(1749870000,"THAMCHIEU":"dvcH5500011749870000"})"), at);
  EXPECT_EQ(trip.notes(), "epoch.unit TIEPNHAN");
}

TEST(Language, ReadsEverySpellingOfAbsentAndWritesTheFirst) {
  Trip trip(household());
  EXPECT_EQ(trip.in(R"({"MA":"H55-0001","LOAI":"1","HENTRA":"0000-00-00T00:00:00.000+0700","THAMCHIEU":"dvcH550001"})"),
            citizen());
  EXPECT_EQ(trip.notes(), "absent.spelling HENTRA");
  EXPECT_TRUE(holds(trip.out(citizen()), R"("HENTRA":"")"));
}

TEST(Language, NotesAValueThatWillBeReadAsAbsent) {
  Diagnostics problems;
  const auto plans =
      compile_text(household_with(R"(external = "TRANG", as = "url")", R"(external = "TRANG", absent = "-")"),
                   fixtures / "mappings/ho.toml", {fixtures / "schemas", &tables()}, problems);
  ASSERT_TRUE(plans.has_value()) << lines(problems);
  Trip trip(*plans->json);
  EXPECT_EQ(there_and_back(trip, citizen(R"("site":"-")")), citizen());
  EXPECT_EQ(trip.notes(), "value.absent site");
}

TEST(Language, ReadsAnyOffsetAndSaysThatItWillWriteItsOwn) {
  Trip trip(household());
  EXPECT_EQ(trip.in(R"({"MA":"H55-0001","LOAI":"1","HENTRA":"2025-06-13T03:00:00Z","THAMCHIEU":"dvcH550001"})"),
            citizen(R"("due_at":"2025-06-13T10:00:00.000+07:00")"));
  EXPECT_EQ(trip.notes(), "instant.spelling HENTRA");
}

TEST(Language, VerifiesWhatIsComputed) {
  Trip trip(household());
  const std::string out = trip.out(citizen());
  EXPECT_TRUE(holds(out, R"("THAMCHIEU":"dvcH550001")")) << out;
  // printf '%s' 'HO|H55-0001|1' | sha256sum
  EXPECT_TRUE(holds(out, R"("KIEMTRA":"be6394230603ec8da5703ecdfeb9c6bb40e9fa5bad71b7307ad8502cbf3d7cb6")")) << out;
  EXPECT_EQ(trip.in(std::string(out).replace(out.find("dvcH550001"), 10, "dvcH550009")),
            "refused: mapping.computed: THAMCHIEU: does not agree with what it is computed from");
}

TEST(Language, ReadsListsInOneText) {
  Trip trip(household());
  const std::string canonical = citizen(R"("phones":["0912000111","0208"])");
  EXPECT_TRUE(holds(trip.out(canonical), R"("DIENTHOAI":"0912000111;0208")"));
  EXPECT_EQ(there_and_back(trip, canonical), canonical);
  EXPECT_TRUE(holds(trip.out(citizen(R"("phones":["1","2","3","4"])")), "refused: mapping.items: phones: "));
  EXPECT_TRUE(holds(trip.out(citizen(R"("phones":["1;2"])")), "refused: mapping.list: phones: "));
}

TEST(Language, RefusesAValidDocumentThatIsIllegal) {
  Trip trip(household());
  EXPECT_EQ(trip.in(R"({"MA":"H55-0001","LOAI":"1","TIEPNHAN":1749870000000,"HENTRA":"2025-06-13T10:00:00.000+07:00",)"
                    R"("THAMCHIEU":"dvcH5500011749870000000"})"),
            "refused: mapping.illegal: HENTRA (due_at): is before TIEPNHAN (received_at)");
  EXPECT_EQ(trip.out(citizen(R"("received_at":"2025-06-14T10:00:00.000+07:00","due_at":"2025-06-14T02:59:59.000Z")")),
            "refused: mapping.illegal: due_at: is before received_at");
}

TEST(Language, HoldsValuesToPatternsUrlsAndLostFieldsToTheirSchema) {
  Trip trip(household());
  EXPECT_EQ(trip.in(R"({"MA":"55-0001","LOAI":"1","THAMCHIEU":"dvc550001"})"),
            "refused: mapping.pattern: MA: the text does not have the demanded form");
  EXPECT_EQ(trip.out(citizen(R"("site":"https://dvc.example.gov.vn/hồ sơ")")),
            "refused: mapping.url: site: not an http or https URL");
  EXPECT_EQ(trip.in(R"({"MA":"H55-0001","LOAI":"1","THAMCHIEU":"dvcH550001","GHICHU":"too long"})"),
            "refused: mapping.length: GHICHU: the text is too long");
  EXPECT_EQ(trip.in(R"({"MA":" H55-0001 ","LOAI":"1","THAMCHIEU":"dvcH550001"})"), citizen());
  EXPECT_EQ(trip.notes(), "text.trimmed MA");
}

struct Mistake {
  std::uint32_t line;
  const char* rule;
  const char* words;
};

// One row per mistake in fixtures/mappings/ho-mistakes.toml.
constexpr Mistake mistakes[] = {
    {7, "function.arguments", "name_parts has three fields"},
    {8, "rule.shape", "only one side"},
    {9, "function.unknown", "did you mean 'name_parts'?"},
    {10, "rule.shape", "several paths need 'as'"},
    {11, "function.arguments", "at=received_at"},
    {14, "code.undated", "'due' is no moment"},
    {16, "when.unmapped", "'site'"},
    {17, "value.invalid", "'person'"},
    {18, "key.missing", "'is' is missing"},
    {20, "when.nested", "inside a group"},
    {23, "path.twice", "'SOGIAYTO'"},
    {24, "embedded.unknown", "'desk/to-khia'"},
    {25, "function.arguments", "list takes the separator"},
    {26, "computed.unknown", "did you mean 'MA'?"},
    {27, "function.unknown", "did you mean 'sha256'?"},
    {28, "function.arguments", "count(LIST)"},
    {29, "function.arguments", "epoch(detect)"},
    {30, "function.arguments", "instant needs a pattern and an offset"},
    {30, "key.value", "empty array"},
    {31, "rule.shape", "a computed field"},
    {32, "function.arguments", "the same precision"},
};

TEST(Language, NamesEveryMistakeOfAFileAtOnce) {
  Diagnostics problems;
  EXPECT_FALSE(
      compile(fixtures / "mappings/ho-mistakes.toml", {fixtures / "schemas", &tables()}, problems).has_value());
  for (const Mistake& mistake : mistakes) {
    const bool named = std::any_of(problems.begin(), problems.end(), [&](const Diagnostic& one) {
      return one.line == mistake.line && one.rule == mistake.rule && one.text.find(mistake.words) != std::string::npos;
    });
    EXPECT_TRUE(named) << mistake.line << ' ' << mistake.rule << ' ' << mistake.words << "\namong\n" << lines(problems);
  }
}

/// Problems of the household mapping with one rule in place of another.
Diagnostics with_rule(std::string_view old_rule, std::string_view new_rule) {
  Diagnostics problems;
  (void)compile_text(household_with(old_rule, new_rule), fixtures / "mappings/ho.toml",
                     {fixtures / "schemas", &tables()}, problems);
  return problems;
}

TEST(Language, RefusesAGroupThatLeavesARequiredPlaceEmpty) {
  const auto problems = with_rule(R"({ external = "THAMCHIEU",    computed = 'reference("dvc", MA, TIEPNHAN)' })",
                                  R"({ when = { canonical = "kind", is = "citizen" }, fields = [ )"
                                  R"({ external = "THAMCHIEU", constant = "x" } ] })");
  ASSERT_EQ(problems.size(), 1U) << lines(problems);
  EXPECT_EQ(problems.front().rule, "required.maybe_missing");
  EXPECT_NE(problems.front().text.find("no group gives it a value when 'kind' is 'business'"), std::string::npos)
      << problems.front().text;
}

TEST(Language, RefusesAMappingThatEmbedsItself) {
  const auto problems = with_rule("embedded(json, desk/to-khai)", "embedded(json, desk/ho)");
  EXPECT_TRUE(has(problems, "embedded.unknown")) << lines(problems);
  EXPECT_NE(lines(problems).find("mapping 'desk/ho' would embed itself"), std::string::npos);
}

TEST(Language, RefusesAnEmbeddedMappingOfAnotherFormOrForAnotherPlace) {
  EXPECT_NE(lines(with_rule("embedded(json, desk/to-khai)", "embedded(xml, desk/to-khai)")).find("has no form xml"),
            std::string::npos);
  EXPECT_NE(lines(with_rule("embedded(json, desk/to-khai)", "embedded(json, desk/thu)")).find("they differ at 'child'"),
            std::string::npos);
}

TEST(Language, ReadsAndWritesXmlInsideJson) {
  Diagnostics problems;
  const auto plans = compile_text(household_with("embedded(json, desk/to-khai)", "embedded(xml, desk/to-khai-xml)"),
                                  fixtures / "mappings/ho.toml", {fixtures / "schemas", &tables()}, problems);
  ASSERT_TRUE(plans.has_value()) << lines(problems);
  Trip trip(*plans->json);
  const std::string canonical = citizen(R"("declaration":{"child":"Khôi & <An>","copies":3})");
  const std::string out = trip.out(canonical);
  EXPECT_TRUE(holds(out, "<t:nksHoTen>Khôi &amp; &lt;An&gt;</t:nksHoTen><t:soBanSao>3</t:soBanSao>")) << out;
  EXPECT_EQ(trip.in(out), canonical);
}

TEST(Language, ExplainsEachFieldOfAnOutput) {
  codec::Arena arena;
  Notes notes;
  Origins origins;
  const std::string canonical =
      citizen(R"("name":"Đặng An","received_at":"2025-07-02T08:00:00.000+07:00","members":[{"name":"A"}])");
  const auto document = codec::read_json(canonical, arena);
  ASSERT_TRUE(household().explain_external(*document, arena, notes, origins).has_value());
  const auto of = [&](std::string_view target) -> const Origin& {
    static const Origin none;
    for (const Origin& origin : origins) {
      if (origin.target == target) return origin;
    }
    return none;
  };
  EXPECT_EQ(of("LOAI").source, "kind");
  EXPECT_EQ(of("LOAI").source_value, "citizen");
  EXPECT_EQ(of("LOAI").target_value, "1");
  EXPECT_EQ(of("LOAI").rule, "code(desk/kind)");
  EXPECT_EQ(of("LOAI").place.line, 7U);
  EXPECT_EQ(of("NHANKHAU[0].TEN").source, "members[0].name");
  EXPECT_EQ(of("TEN.Ten").source_value, "Đặng An");
  EXPECT_EQ(of("HENTRA").rule, "absent");
  EXPECT_EQ(of("SONHANKHAU").rule, "computed count(NHANKHAU)");
}

}  // namespace
}  // namespace lienthong::mapping
