#include "sync/canonical.hpp"

#include "codec/json.hpp"
#include "sync_world.hpp"

#include <gtest/gtest.h>

namespace lienthong::sync {
namespace {

using namespace testing;
using domain::Status;

std::vector<domain::Event> events(const std::string& json) {
  codec::Arena arena;
  return events_of_dossier(province, dossier_code, codec::read_json(json, arena).value()).value();
}

TEST(Canonical, ADocumentStatesFactsAndImpliesAcceptance) {
  const auto found = events(document_json(own_procedure));
  ASSERT_EQ(found.size(), 2U);
  EXPECT_FALSE(found[0].move.has_value());
  EXPECT_EQ(found[0].procedure.value(), own_procedure);
  EXPECT_EQ(found[0].facts.count("status"), 0U);
  EXPECT_EQ(found[0].facts.count("completed"), 0U);
  EXPECT_EQ(found[1].move->to, Status::accepted);
  EXPECT_EQ(found[1].move->evidence, domain::Evidence::implied);
  EXPECT_EQ(found[1].occurred_at, at("08:00:00"));
}

TEST(Canonical, ReturnedImpliesReturnAtItsDateAndNotBefore) {
  const std::string returned =
      R"({"code":"H55.12-260615-0001","received_at":"2026-06-15T08:00:00.000+07:00","completed":true,
    "completed_at":"2026-06-15T10:00:00.000+07:00","returned":true,"return_date":"2026-06-15T11:00:00.000+07:00"})";
  const auto found = events(returned);
  ASSERT_EQ(found.size(), 4U);
  EXPECT_EQ(found[0].occurred_at, at("11:00:00"));
  EXPECT_EQ(found[2].move->to, Status::completed);
  EXPECT_EQ(found[3].move->to, Status::returned);
  const std::string due_only =
      R"({"code":"H55.12-260615-0001","received_at":"2026-06-15T08:00:00.000+07:00","returned":false,
    "return_date":"2026-06-20T17:00:00.000+07:00"})";
  EXPECT_EQ(events(due_only).size(), 2U);
}

TEST(Canonical, ProcedureSuffixesOfProvincesAreLeftOut) {
  const auto found = events(R"({"code":"x","procedure":{"code":"2.000815.000.00.00.H55","name":"Chứng thực"}})");
  EXPECT_EQ(found[0].procedure.value(), "2.000815");
}

TEST(Canonical, AStepWithResultPapersAlsoStatesThem) {
  codec::Arena arena;
  const auto step =
      codec::read_json(R"({"code":"x","status":"completed","occurred_at":"2026-06-15T10:00:00.000+07:00","reason":"r",
    "officer":{"name":"Lê Thị Tư"},"results":[{"name":"Giấy"}]})",
                       arena);
  const auto found = events_of_step(ministry, dossier_code, *step).value();
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].facts.at("results"), R"([{"name":"Giấy"}])");
  EXPECT_EQ(found[1].move->to, Status::completed);
  EXPECT_EQ(found[1].move->reason, "r");
  EXPECT_EQ(found[1].facts.at("officer"), R"({"name":"Lê Thị Tư"})");
}

TEST(Canonical, AnInstantThatIsNoneIsRefusedWithItsPath) {
  codec::Arena arena;
  const auto document = codec::read_json(R"({"code":"x","received_at":"hôm qua"})", arena);
  const auto found = events_of_dossier(province, dossier_code, *document);
  ASSERT_FALSE(found.has_value());
  EXPECT_EQ(found.error().code(), "canonical.instant");
  EXPECT_NE(found.error().describe().find("received_at"), std::string::npos);
  EXPECT_EQ(found.error().describe().find("hôm qua"), std::string::npos);
}

TEST(Canonical, RenderedDossierIsCanonicalJsonWithProgress) {
  domain::Dossier dossier;
  dossier.code = dossier_code;
  dossier.facts["due_at"] = "\"2026-06-20T17:00:00.000+07:00\"";
  dossier.status = Status::completed;
  dossier.status_since = at("10:00:00");
  dossier.steps.push_back(
      {domain::EventId("e"), province, at("10:00:00"), {Status::completed, "", domain::Evidence::stated}, {}});
  EXPECT_EQ(
      render_dossier(dossier, dossier),
      R"({"code":"H55.12-260615-0001","completed":true,"completed_at":"2026-06-15T10:00:00.000+07:00","due_at":"2026-06-20T17:00:00.000+07:00","result_state":"released","return_date":"2026-06-20T17:00:00.000+07:00","returned":false,"status":"completed"})");
}

}  // namespace
}  // namespace lienthong::sync
