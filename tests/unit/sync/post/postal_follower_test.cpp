#include "sync/post/postal_follower.hpp"

#include "post_world.hpp"
#include "sync/post/dossier_rounds.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace lienthong::sync {
namespace {

using namespace testing;
using domain::PostalMovement;
using domain::Status;
using lienthong::testing::run;
using lienthong::testing::soon;

class PostalFollowerTest : public ::testing::TestWithParam<Engine> {
 protected:
  void hear(const domain::TrackingEvent& event) {
    ASSERT_TRUE(run(w_.io, w_.desk.take_in(vnpost, lines({event}), std::nullopt, soon())));
  }
  int follow() { return run(w_.io, follower_.follow()).value(); }
  storage::DossierRecord record() {
    return w_.stored<storage::DossierRecord>([&](auto done) { w_.store->load(dossier_code, std::move(done)); });
  }
  domain::Dossier truth() { return domain::fold(record().events, w_.world.authority); }
  std::vector<std::string> told(const domain::SystemId& peer) {
    std::vector<std::string> out;
    for (const auto& delivery : record().deliveries) {
      if (delivery.peer == peer && delivery.status) out.emplace_back(domain::name(*delivery.status));
    }
    return out;
  }
  void look_back() {
    const auto dossiers = run(w_.io, rounds_.next_page()).value();
    ASSERT_EQ(dossiers.size(), 1U);
    ASSERT_TRUE(run(w_.io, w_.book.catch_up()));
    ASSERT_TRUE(run(w_.io, follower_.look_back(dossiers)));
    w_.clock.advance(std::chrono::seconds{6});
  }
  std::vector<domain::PostalAlarm::Kind> alarms() {
    std::vector<domain::PostalAlarm::Kind> out;
    const auto orders = run(w_.io, w_.book.alarming_orders(10)).value();
    for (const auto& order : orders) {
      for (const auto& alarm : order.alarms) out.push_back(alarm.kind);
    }
    return out;
  }
  PostWorld w_{GetParam()};
  DossierRounds rounds_{*w_.store, w_.clock};
  PostalFollower follower_{{*w_.store, w_.clock, w_.intake, w_.book}};
};

const domain::TrackingEvent posted = heard("08:10:00", PostalMovement::posted);
const domain::TrackingEvent delivered = heard("08:50:00", PostalMovement::delivered);

TEST_P(PostalFollowerTest, ADeliveredResultIsReturnedAtTheCarriersTime) {
  w_.know_dossier(completed_json(by_post));
  hear(posted);
  EXPECT_EQ(follow(), 0);
  hear(delivered);
  EXPECT_EQ(follow(), 1);
  EXPECT_EQ(truth().status, Status::returned);
  EXPECT_EQ(truth().status_since, at("08:50:00"));
  EXPECT_EQ(truth().steps.back().source, vnpost);
  EXPECT_EQ(told(portal).back(), "returned");
  EXPECT_EQ(told(province), std::vector<std::string>{"returned"}) << "the only step that is not its own";
}

TEST_P(PostalFollowerTest, TellsItOnce) {
  w_.know_dossier(completed_json(by_post));
  hear(delivered);
  EXPECT_EQ(follow(), 1);
  const auto before = record();
  hear(delivered);
  w_.clock.advance(std::chrono::hours{1});
  EXPECT_EQ(follow(), 0);
  EXPECT_EQ(record().version, before.version);
}

TEST_P(PostalFollowerTest, ACrashBetweenTheDossierAndTheMarkIsHarmless) {
  w_.know_dossier(completed_json(by_post));
  hear(delivered);
  const auto event =
      domain::result_returned(domain::fold_leg({delivery, item(550'123), at("08:00:00")}, {&delivered, 1}));
  NewFacts facts;
  facts.source = vnpost;
  facts.dossier = dossier_code;
  facts.events = {event.value()};
  ASSERT_TRUE(run(w_.io, w_.intake.accept_facts(std::move(facts), soon())));
  const auto before = record();
  run(w_.io, follower_.follow()).value();
  EXPECT_EQ(record().events.size(), before.events.size());
  EXPECT_EQ(record().deliveries.size(), before.deliveries.size());
  EXPECT_EQ(truth().status, Status::returned);
  ASSERT_TRUE(run(w_.io, w_.book.catch_up()));
  EXPECT_TRUE(w_.book.index().to_be_stated().empty());
}

TEST_P(PostalFollowerTest, WaitsForTheDossier) {
  hear(delivered);
  EXPECT_EQ(follow(), 0);
  w_.know_dossier(completed_json(by_post));
  w_.clock.advance(std::chrono::minutes{2});
  EXPECT_EQ(follow(), 1);
  EXPECT_EQ(truth().status, Status::returned);
}

TEST_P(PostalFollowerTest, IsAnAlarmForOneWhoDidNotAskForThePost) {
  w_.know_dossier(completed_json(""));
  hear(posted);
  hear(delivered);
  EXPECT_EQ(follow(), 0);
  EXPECT_EQ(truth().status, Status::completed);
  std::vector<PostalOrderView> found = run(w_.io, w_.desk.orders_of(item(550'123), soon())).value();
  ASSERT_EQ(found.size(), 1U);
  ASSERT_EQ(found[0].alarms.size(), 1U);
  EXPECT_EQ(found[0].alarms[0].kind, domain::PostalAlarm::Kind::channel_mismatch);
}

TEST_P(PostalFollowerTest, DoesNotContradictWhoSaidItBefore) {
  std::string returned = completed_json(std::string(by_post) + R"(,"return_date":"2026-06-15T08:20:00.000+07:00")");
  returned.replace(returned.find("\"returned\":false"), 16, "\"returned\":true");
  w_.know_dossier(returned);
  ASSERT_EQ(truth().status, Status::returned);
  hear(delivered);
  EXPECT_EQ(follow(), 0);
  const auto odd = truth().irregularities;
  EXPECT_EQ(std::ranges::count(odd, domain::Irregularity::Kind::move_after_final, &domain::Irregularity::kind), 0);
  const auto found = run(w_.io, w_.desk.orders_of(item(550'123), soon())).value();
  ASSERT_EQ(found.size(), 1U);
  ASSERT_EQ(found[0].alarms.size(), 1U);
  EXPECT_EQ(found[0].alarms[0].kind, domain::PostalAlarm::Kind::returned_before_emi);
  EXPECT_EQ(alarms(), std::vector{domain::PostalAlarm::Kind::returned_before_emi}) << "although it has ended";
  w_.clock.advance(std::chrono::days{32});
  EXPECT_TRUE(alarms().empty()) << "a month is enough";
}

TEST_P(PostalFollowerTest, LearnsLateThatTheResultWasSaidToBeReturnedEarlier) {
  w_.know_dossier(completed_json(by_post));
  hear(delivered);
  ASSERT_EQ(follow(), 1);
  look_back();
  EXPECT_TRUE(alarms().empty());
  std::string returned = completed_json(std::string(by_post) + R"(,"return_date":"2026-06-15T08:20:00.000+07:00")");
  returned.replace(returned.find("\"returned\":false"), 16, "\"returned\":true");
  w_.know_dossier(returned, "k2");
  ASSERT_EQ(truth().status_since, at("08:20:00"));
  look_back();
  EXPECT_EQ(alarms(), std::vector{domain::PostalAlarm::Kind::returned_before_emi});
}

TEST_P(PostalFollowerTest, MovesNothingForACollectionOrAContradiction) {
  w_.know_dossier(completed_json(by_post));
  hear(heard("08:50:00", PostalMovement::delivered, collection, 7));
  hear(delivered);
  hear(heard("08:55:00", PostalMovement::returned_to_sender));
  EXPECT_EQ(follow(), 0);
  EXPECT_EQ(truth().status, Status::completed);
}

INSTANTIATE_TEST_SUITE_P(Stores, PostalFollowerTest, ::testing::Values(Engine::memory, Engine::sqlite), name_of);

}  // namespace
}  // namespace lienthong::sync
