#include "unit/mapping/bench.hpp"

#include <gtest/gtest.h>

namespace lienthong::mapping {
namespace {

const Plan& desk() { return *desk_plans().json; }

constexpr const char* full_canonical =
    R"({"code":"A-1","status":"open","sender":{"name":"Trần Thị Mơ","phone":"0912","trusted":true},)"
    R"("sent_at":"2025-06-13T09:30:15.000+07:00","count":7,"urgent":false,"note":"gấp","body":"JVBERi0xLjQK",)"
    R"("pages":[{"title":"một","number":1},{"title":"hai"}],"tags":[{"name":"a"},{"name":"b"}]})";
constexpr const char* full_external =
    R"({"Ma":"A-1","Kenh":"2","TrangThai":"2","NguoiGui":{"Ten":"Trần Thị Mơ","DienThoai":"0912","TinCay":true},)"
    R"("NgayGui":"20250613093015","SoLuong":7,"Khan":"0","GhiChu":"gấp","NoiDung":"JVBERi0xLjQK",)"
    R"("Trang":[{"Ten":"một","So":1},{"Ten":"hai"}],"Nhan":["a","b"]})";

TEST(Plan, WritesAWholeDocumentInTheOrderOfTheFile) {
  Trip trip(desk());
  EXPECT_EQ(trip.out(full_canonical), full_external);
  EXPECT_EQ(trip.notes(), "");
}

TEST(Plan, ReadsAWholeDocument) {
  Trip trip(desk());
  EXPECT_EQ(trip.in(full_external), full_canonical);
  EXPECT_EQ(trip.notes(), "");
}

TEST(Plan, WritesWhatStandsForNothingAndReadsItAsNothing) {
  EXPECT_EQ(Trip(desk()).out(R"({"code":"A-1"})"), R"({"Ma":"A-1","Kenh":"2","NgayGui":"","SoLuong":1,"Trang":[]})");
  EXPECT_EQ(Trip(desk()).in(R"({"Ma":"A-1","Kenh":"9","NgayGui":"","SoLuong":1,"Trang":[]})"),
            R"({"code":"A-1","count":1})");
}

TEST(Plan, TakesMissingAndNullAlikeForNothing) {
  EXPECT_EQ(Trip(desk()).in(R"({"Ma":"A-1","Kenh":"2","NgayGui":null,"NguoiGui":null,"Trang":null,"Nhan":null})"),
            R"({"code":"A-1"})");
  EXPECT_EQ(Trip(desk()).out(R"({"code":"A-1","sender":null,"count":null,"pages":null})"),
            R"({"Ma":"A-1","Kenh":"2","NgayGui":"","SoLuong":1,"Trang":[]})");
}

TEST(Plan, ReadsOneElementAsAListOfOne) {
  EXPECT_EQ(Trip(desk()).in(R"({"Ma":"A-1","Kenh":"2","Trang":{"Ten":"một"},"Nhan":"a"})"),
            R"({"code":"A-1","pages":[{"title":"một"}],"tags":[{"name":"a"}]})");
}

TEST(Plan, KeepsAnEmptyListThatIsNotDeclaredToMeanNothing) {
  EXPECT_EQ(Trip(desk()).in(R"({"Ma":"A-1","Kenh":"2","Nhan":[]})"), R"({"code":"A-1","tags":[]})");
}

TEST(Plan, NamesFieldsThatNoRuleReads) {
  Trip trip(desk());
  EXPECT_EQ(
      trip.in(
          R"({"Moi":1,"Ma":"A-1","Kenh":"2","Khac":"x","NguoiGui":{"Ten":"M","Tuoi":7},"Trang":[{"Ten":"a"},{"Ten":"b","Mau":1}]})"),
      R"({"code":"A-1","sender":{"name":"M"},"pages":[{"title":"a"},{"title":"b"}]})");
  EXPECT_EQ(trip.notes(), "field.unread Moi;field.unread NguoiGui.Tuoi;field.unread Trang[1].Mau");
}

TEST(Plan, CutsATextAtItsLimitAndSaysSo) {
  Trip trip(desk());
  const std::string out = trip.out(R"({"code":"A-1","note":"một hai ba bốn năm sáu bảy"})");
  EXPECT_NE(out.find(R"("GhiChu":"một hai ba bốn năm s")"), std::string::npos) << out;
  EXPECT_EQ(trip.notes(), "text.cut note");
}

TEST(Plan, SaysWhenAFormHasNoPlaceForAllOfAnInstant) {
  Trip trip(desk());
  EXPECT_NE(
      trip.out(R"({"code":"A-1","sent_at":"2025-06-13T09:30:15.250+07:00"})").find(R"("NgayGui":"20250613093015")"),
      std::string::npos);
  EXPECT_EQ(trip.notes(), "instant.cut sent_at");
}

TEST(Plan, RefusesInwardWithTheExternalPathAndNeverTheValue) {
  const std::pair<const char*, const char*> cases[] = {
      {R"({"Kenh":"2"})", "refused: mapping.required: Ma: is required"},
      {R"({"Ma":null,"Kenh":"2"})", "refused: mapping.required: Ma: is required"},
      {R"({"Ma":"A-1","Kenh":"2","NguoiGui":{"DienThoai":"0912"}})",
       "refused: mapping.required: NguoiGui.Ten: is required"},
      {R"({"Ma":"A-1","Kenh":"2","NguoiGui":"x"})", "refused: mapping.type: NguoiGui: not a record"},
      {R"({"Ma":["A-1"],"Kenh":"2"})", "refused: mapping.type: Ma: not of the type the schema says"},
      {R"({"Ma":true,"Kenh":"2"})", "refused: mapping.type: Ma: not of the type the schema says"},
      {R"({"Ma":"0123456789012345","Kenh":"2"})", "refused: mapping.length: Ma: the text is too long"},
      {R"({"Ma":"A","Kenh":"2"})", "refused: mapping.length: Ma: the text is too short"},
      {R"({"Ma":"A-1","Kenh":"2","TrangThai":"4"})",
       "refused: mapping.enum: TrangThai: the value is not one of those allowed"},
      {R"({"Ma":"A-1","Kenh":"2","Trang":[{"Ten":"a"},{"So":1}]})",
       "refused: mapping.required: Trang[1].Ten: is required"},
      {R"({"Ma":"A-1","Kenh":"2","Trang":[{"Ten":"a"},{"Ten":"b","So":"x"}]})",
       "refused: mapping.type: Trang[1].So: not of the type the schema says"},
      {R"({"Ma":"A-1","Kenh":"2","Trang":["a"]})", "refused: mapping.type: Trang[0]: not a record"},
      {R"({"Ma":"A-1","Kenh":"2","Trang":[{"Ten":""}]})",
       "refused: mapping.length: Trang[0].Ten: the text is too short"},
      {R"([])", "refused: mapping.type: : not a record"},
  };
  for (const auto& [document, refusal] : cases) EXPECT_EQ(Trip(desk()).in(document), refusal) << document;
}

TEST(Plan, RefusesOutwardWithTheCanonicalPath) {
  const std::pair<const char*, const char*> cases[] = {
      {R"({})", "refused: mapping.required: code: is required"},
      {R"({"code":7})", "refused: mapping.type: code: not of the type the schema says"},
      {R"({"code":"A-1","sender":{"phone":"1"}})", "refused: mapping.required: sender.name: is required"},
      {R"({"code":"A-1","urgent":"true"})", "refused: mapping.type: urgent: not of the type the schema says"},
      {R"({"code":"A-1","pages":[{"title":"a"},{"number":1}]})",
       "refused: mapping.required: pages[1].title: is required"},
      {R"({"code":"A-12345678901234"})", "refused: mapping.length: code: the text is too long"},
      {R"({"code":"A-1","status":"lost"})", "refused: mapping.enum: status: the value is not one of those allowed"},
  };
  for (const auto& [document, refusal] : cases) EXPECT_EQ(Trip(desk()).out(document), refusal) << document;
}

TEST(Plan, NamesItselfInItsErrors) {
  codec::Arena arena;
  Notes notes;
  const auto refused = desk().to_canonical(codec::Value::record({}), arena, notes);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().kind(), base::ErrorKind::invalid);
  EXPECT_EQ(refused.error().describe(), "mapping.required: Ma: is required (mapping=desk/thu)");
}

TEST(Plan, CopiesNoTextThatTheMessageHoldsAlready) {
  codec::Arena arena;
  Notes notes;
  const std::string code = "A-123";
  const codec::Member members[] = {{"Ma", codec::Value::text(code)}, {"Kenh", codec::Value::text("2")}};
  const auto canonical = desk().to_canonical(codec::Value::record(members), arena, notes);
  ASSERT_TRUE(canonical.has_value());
  EXPECT_EQ(canonical->find("code")->scalar().data(), code.data());
}

TEST(Plan, GivesCanonicalDocumentsThatMeetTheirSchema) {
  codec::Arena arena;
  Notes notes;
  const codec::Member members[] = {
      {"Ma", codec::Value::text("A-123")}, {"SoLuong", codec::Value::text("3")}, {"Kenh", codec::Value::text("2")}};
  const auto canonical = desk().to_canonical(codec::Value::record(members), arena, notes);
  ASSERT_TRUE(canonical.has_value());
  EXPECT_TRUE(desk().canonical_schema().check(*canonical).empty());
}

/// A letter whose note is the only thing that Trang holds.
Compiled note_as_list_of_one(const std::string& more, const std::string& losses) {
  return compile_fields(R"(
    { canonical = "code", external = "Ma" }, { external = "Kenh", constant = "2" },
    { canonical = "note", external = "Trang.Ten" },)" +
                            more,
                        losses + R"(
    { canonical = "status", why = "-" }, { canonical = "sender", why = "-" }, { canonical = "sent_at", why = "-" },
    { canonical = "count", why = "-" }, { canonical = "urgent", why = "-" }, { canonical = "body", why = "-" },
    { canonical = "pages", why = "-" }, { canonical = "tags", why = "-" }, { canonical = "secret", why = "-" },
    { external = "TrangThai", why = "-" }, { external = "NguoiGui", why = "-" }, { external = "NgayGui", why = "-" },
    { external = "SoLuong", why = "-" }, { external = "Khan", why = "-" }, { external = "GhiChu", why = "-" },
    { external = "NoiDung", why = "-" }, { external = "Nhan", why = "-" }, { external = "Khac", why = "-" },)");
}

TEST(Plan, PutsAListOfOneAroundAPathThatGoesThroughAList) {
  const auto compiled = note_as_list_of_one("", R"({ external = "Trang.So", why = "-" },)");
  ASSERT_TRUE(compiled.plans.has_value()) << lines(compiled.problems);
  const Plan& plan = *compiled.plans->json;
  EXPECT_EQ(Trip(plan).out(R"({"code":"A-1","note":"x"})"), R"({"Ma":"A-1","Kenh":"2","Trang":[{"Ten":"x"}]})");
  EXPECT_EQ(Trip(plan).out(R"({"code":"A-1"})"), R"({"Ma":"A-1","Kenh":"2"})");
  EXPECT_EQ(Trip(plan).in(R"({"Ma":"A-1","Kenh":"2","Trang":[]})"), R"({"code":"A-1"})");
  Trip trip(plan);
  EXPECT_EQ(trip.in(R"({"Ma":"A-1","Kenh":"2","Trang":[{"Ten":"x"},{"Ten":"y"}]})"), R"({"code":"A-1","note":"x"})");
  EXPECT_EQ(trip.notes(), "field.unread Trang[1]");
}

TEST(Plan, RefusesAListOfOneThatAConstantWouldMakeIncomplete) {
  const auto compiled = note_as_list_of_one("{ external = 'Trang.So', constant = 7 },", "");
  EXPECT_TRUE(has(compiled.problems, "required.maybe_missing")) << lines(compiled.problems);
  EXPECT_EQ(compiled.problems.size(), 1U);
}

}  // namespace
}  // namespace lienthong::mapping
