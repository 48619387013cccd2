#include "codec/json.hpp"
#include "unit/mapping/household.hpp"

#include <gtest/gtest.h>

namespace lienthong::mapping {
namespace {

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
  const auto [plans, problems] = compile_household(R"(as = "name_parts")", R"(as = "name_parts", missing = "refuse")");
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

TEST(Language, DatesTheCodeOfAnItemByTheItemsOwnDay) {
  Trip trip(household());
  const std::string canonical = citizen(R"("received_at":"2025-07-02T08:00:00.000+07:00",)"
                                        R"("members":[{"name":"A","moved_at":"2025-06-30","moved_to":"05443"}])");
  const std::string out = trip.out(canonical);
  EXPECT_TRUE(holds(out, R"("NGAYDEN":"30/06/2025","MAXADEN":"5443")")) << out;
  EXPECT_EQ(trip.in(out), canonical);
}

TEST(Language, ReadsAnEmptyTextAsAbsentWithoutWritingOne) {
  Trip trip(household());
  EXPECT_FALSE(holds(trip.out(citizen()), "QUOCGIA"));
  EXPECT_EQ(trip.in(R"({"MA":"H55-0001","LOAI":"1","QUOCGIA":"","THAMCHIEU":"dvcH550001"})"), citizen());
  EXPECT_EQ(trip.notes(), "absent.spelling QUOCGIA");
}

TEST(Language, TakesTextsAndNumbersForEachOtherEvenWhereNobodyReads) {
  const auto in = [](const char* more) {
    return Trip(household()).in(R"({"MA":"H55-0001","LOAI":"1","THAMCHIEU":"dvcH550001",)" + std::string(more) + "}");
  };
  EXPECT_EQ(in(R"("GHICHU":12)"), citizen());
  EXPECT_EQ(in(R"("GHICHU":null)"), citizen());
  EXPECT_EQ(in(R"("GHICHU":"123456")"), "refused: mapping.length: GHICHU: the text is too long");
  EXPECT_EQ(in(R"("GHICHU":{})"), "refused: mapping.type: GHICHU: the value is of another type");
}

TEST(Language, WritesTheFirstTypeOfAUnionAndReadsAll) {
  Trip trip(household());
  const std::string canonical = citizen(R"("received_at":"2025-06-14T10:00:00.000+07:00")");
  const std::string out = trip.out(canonical);
  EXPECT_TRUE(holds(out, R"("TIEPNHAN":1749870000000)")) << out;
  EXPECT_EQ(trip.in(std::string(out).replace(out.find("1749870000000"), 13, R"("1749870000000")")), canonical);
  EXPECT_TRUE(household().external_schema().model_is_complete());
}

TEST(Language, RefusesInwardWhatItCouldNotSendAgain) {
  const auto [plans, problems] = compile_household(R"(external = "SOGIAYTO" },
      { canonical = "declaration")",
                                                   R"(external = "SOGIAYTO", missing = "refuse" },
      { canonical = "declaration")");
  ASSERT_TRUE(plans.has_value()) << lines(problems);
  Trip trip(*plans->json);
  EXPECT_EQ(trip.out(citizen()), "refused: mapping.required: identity: is required");
  EXPECT_EQ(trip.in(R"({"MA":"H55-0001","LOAI":"1","THAMCHIEU":"dvcH550001"})"),
            "refused: mapping.required: SOGIAYTO: is required");
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
  const auto [plans, problems] =
      compile_household(R"(external = "TRANG", as = "url")", R"(external = "TRANG", absent = "-")");
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

TEST(Language, ShowsNoUnreadNameThatMightBeAPersons) {
  Trip trip(household());
  EXPECT_EQ(trip.in(R"({"MA":"H55-0001","LOAI":"1","THAMCHIEU":"dvcH550001","MOI":1,"Trần Thị Mơ":1})"), citizen());
  EXPECT_EQ(trip.notes(), "field.unread MOI;field.unread ?");
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

TEST(Language, ReadsAndWritesXmlInsideJson) {
  const auto [plans, problems] = compile_household("embedded(json, desk/to-khai)", "embedded(xml, desk/to-khai-xml)");
  ASSERT_TRUE(plans.has_value()) << lines(problems);
  Trip trip(*plans->json);
  const std::string canonical = citizen(R"("declaration":{"child":"Khôi & <An>","copies":3})");
  const std::string out = trip.out(canonical);
  EXPECT_TRUE(holds(out, "<t:nksHoTen>Khôi &amp; &lt;An&gt;</t:nksHoTen><t:soBanSao>3</t:soBanSao>")) << out;
  EXPECT_EQ(trip.in(out), canonical);
}

TEST(Language, SaysWhereADocumentInsideAListIsBroken) {
  Trip trip(household());
  const std::string head =
      R"({"MA":"H55-0001","LOAI":"1","THAMCHIEU":"dvcH550001","NHANKHAU":[{"TEN":"A"},{"TEN":"B",)";
  EXPECT_EQ(trip.in(head + R"("TOKHAI":3}]})").substr(0, 43), "refused: mapping.type: NHANKHAU[1].TOKHAI: ");
  EXPECT_EQ(trip.in(head + R"("TOKHAI":"{"}]})").substr(0, 42), "refused: json.syntax: NHANKHAU[1].TOKHAI: ");
  EXPECT_EQ(trip.in(head + R"("TOKHAI":"{}"}]})"),
            "refused: mapping.required: NHANKHAU[1].TOKHAI.nksHoTen: is required");
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
