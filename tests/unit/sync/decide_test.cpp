#include "sync/decide.hpp"

#include "sync/intake.hpp"
#include "sync_world.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace lienthong::sync {
namespace {

using namespace testing;  // the fixtures of this folder
using domain::Status;
using peer::Canonical;

class Decide : public ::testing::Test {
 protected:
  storage::UnitOfWork take(const domain::SystemId& source, std::string_view json, Canonical kind, std::string key) {
    const auto incoming = message(json, kind, std::move(key));
    auto work = decide(record_, facts_of(source, "test", incoming->incoming, std::string(json), at("09:00:00")).value(),
                       world_, at("09:00:00"));
    apply(record_, work);
    return work;
  }

  /// "<peer>:<kind>:<status name>" of each delivery that stands, in lane order.
  std::vector<std::string> standing(const domain::SystemId& peer) const {
    std::vector<const domain::Delivery*> lane;
    for (const auto& delivery : record_.deliveries) {
      if (delivery.peer == peer && delivery.state != domain::DeliveryState::superseded) lane.push_back(&delivery);
    }
    std::sort(lane.begin(), lane.end(), [](const auto* a, const auto* b) { return a->lane_seq < b->lane_seq; });
    std::vector<std::string> out;
    for (const auto* delivery : lane)
      out.push_back(delivery->kind + ":" + std::string(delivery->status ? domain::name(*delivery->status) : "-"));
    return out;
  }

  void deliver_all(const domain::SystemId& peer, Status holds, std::string_view clock) {
    for (auto& delivery : record_.deliveries) {
      if (delivery.peer == peer && delivery.state == domain::DeliveryState::waiting)
        delivery.state = domain::DeliveryState::delivered;
    }
    std::erase_if(record_.views, [&](const auto& old) { return old.peer == peer; });
    domain::PeerView view;
    view.peer = peer;
    view.dossier = dossier_code;
    view.presence = domain::Presence::present;
    view.status = holds;
    view.status_at = at(clock);
    view.known_at = at("09:00:01");
    record_.views.push_back(view);
  }

  World world_ = world();
  storage::DossierRecord record_;
};

TEST_F(Decide, TellsThePortalTheDossierBeforeItsSteps) {
  take(province, document_json(own_procedure), Canonical::dossier, "k1");
  EXPECT_EQ(standing(portal), (std::vector<std::string>{"dossier:accepted", "progress:accepted"}));
  EXPECT_TRUE(standing(ministry).empty());
  EXPECT_TRUE(standing(province).empty());
}

TEST_F(Decide, KeepsEveryStepInOrderWhileThePortalIsAwayAndSupersedesOlderDocuments) {
  take(province, document_json(own_procedure), Canonical::dossier, "k1");
  take(province, step_json("processing", "08:30:00"), Canonical::step, "k2");
  take(province, step_json("completed", "08:40:00"), Canonical::step, "k3");
  EXPECT_EQ(standing(portal), (std::vector<std::string>{"dossier:accepted", "progress:accepted", "progress:processing",
                                                        "progress:completed", "dossier:completed"}));
}

TEST_F(Decide, TheSameFactsAgainChangeNothing) {
  take(province, document_json(own_procedure), Canonical::dossier, "k1");
  const auto work = take(province, document_json(own_procedure), Canonical::dossier, "another key");
  EXPECT_TRUE(work.events.empty());
  EXPECT_TRUE(work.create.empty());
  EXPECT_TRUE(work.supersede.empty());
}

TEST_F(Decide, ALaterDocumentOfTheSameSecondIsTheLaterStatement) {
  take(province, document_json(own_procedure, "0900000001"), Canonical::dossier, "k1");
  const auto work = take(province, document_json(own_procedure, "0900000002"), Canonical::dossier, "k2");
  EXPECT_NE(work.truth->facts.at("applicant").find("0900000002"), std::string::npos);
  EXPECT_EQ(standing(portal).size(), 3U);  // introduction, step, the new document
}

TEST_F(Decide, OnlyTheMinistryMovesItsOwnProcedures) {
  take(province, document_json(ministry_procedure), Canonical::dossier, "k1");
  EXPECT_EQ(standing(ministry), std::vector<std::string>{"submission:accepted"});
  const auto claim = take(province, step_json("completed", "08:30:00"), Canonical::step, "k2");
  EXPECT_EQ(claim.truth->status, Status::accepted);
  ASSERT_FALSE(claim.truth->observations.empty());
  EXPECT_EQ(claim.truth->observations.back().status, Status::completed);
  EXPECT_EQ(claim.views.front().status, Status::completed);  // it does hold what it claims: that is the drift
  const auto word = take(ministry, step_json("processing", "08:20:00"), Canonical::step, "m1");
  EXPECT_EQ(word.truth->status, Status::processing);
  EXPECT_EQ(standing(province), std::vector<std::string>{"step:processing"});
}

TEST_F(Decide, AProvinceThatContradictsWhatItWasToldIsToldOnceMoreUnderANewKey) {
  take(province, document_json(ministry_procedure), Canonical::dossier, "k1");
  take(ministry, step_json("processing", "08:20:00"), Canonical::step, "m1");
  deliver_all(province, Status::processing, "08:20:00");
  for (auto& delivery : record_.deliveries) delivery.created_at = at("08:20:01");
  take(province, step_json("completed", "08:30:00"), Canonical::step, "k2");
  ASSERT_EQ(standing(province), (std::vector<std::string>{"step:processing", "step:processing"}));
  std::vector<std::string> keys;
  for (const auto& delivery : record_.deliveries) {
    if (delivery.peer == province) keys.push_back(delivery.key.value());
  }
  EXPECT_NE(keys[0], keys[1]);
}

TEST_F(Decide, CompletesTheProcedureFromTheCatalogueAndInventsNothing) {
  const auto known = take(province, document_json(own_procedure), Canonical::dossier, "k1");
  const auto& document = known.create.front().payload;
  EXPECT_NE(document.find("\"field_code\":\"G15-TP05\""), std::string::npos);
  EXPECT_NE(document.find("\"name\":\"Thủ tục\""), std::string::npos);  // what the province said stays
  EXPECT_EQ(document.find("channel"), std::string::npos);
}

TEST(Judge, SeparatesFreshRepeatedAndContradicting) {
  storage::DossierRecord record;
  record.inbox[{"province", "k1"}] = "digest";
  storage::InboxRecord inbox;
  inbox.source = province;
  inbox.key = "k2";
  inbox.body_digest = "digest";
  EXPECT_EQ(judge(record, inbox), InboxVerdict::fresh);
  inbox.key = "k1";
  EXPECT_EQ(judge(record, inbox), InboxVerdict::repeated);
  inbox.body_digest = "other";
  EXPECT_EQ(judge(record, inbox), InboxVerdict::contradicts);
}

}  // namespace
}  // namespace lienthong::sync
