// What a dossier says after its status has moved: it is ordered, ordered otherwise, or taken back.
#include "clerk_world.hpp"

namespace lienthong::sync {
namespace {

using namespace testing;
using domain::PostalAlarm;
using domain::PostalMovement;
using LateFactsTest = ClerkTest;

constexpr std::string_view at_the_counter = R"(,"return_method":"counter")";

/// The same statement made later: the later one counts.
std::string stated_at(std::string document, std::string_view clock) {
  document.replace(document.find("T08:05:00.000"), 13, "T" + std::string(clock) + ".000");
  return document;
}

std::vector<PostalAlarm::Kind> alarms_of(PostWorld& world) {
  std::vector<PostalAlarm::Kind> out;
  const auto orders = run(world.io, world.book.alarming_orders(10)).value();
  for (const auto& order : orders) {
    for (const auto& alarm : order.alarms) out.push_back(alarm.kind);
  }
  return out;
}

TEST_P(LateFactsTest, AReturnMethodThatComesLaterIsOrdered) {
  w_.know_dossier(addressed(completed_json("")));
  work();
  look_again();
  ASSERT_TRUE(messages().empty());
  w_.know_dossier(stated_at(addressed(completed_json(by_post)), "08:06:00"), "k2");
  work();
  EXPECT_TRUE(messages().empty()) << "the status has not moved";
  look_again();
  ASSERT_EQ(messages().size(), 1U);
  EXPECT_EQ(messages()[0].kind, "order_with_item");
  look_again();
  EXPECT_EQ(messages().size(), 1U);
}

TEST_P(LateFactsTest, AChannelThatComesLaterIsCollected) {
  w_.know_dossier(registered_json(""));
  register_dossier();
  work();
  ASSERT_TRUE(messages().empty());
  std::string later = registered_json(R"(,"channel":"post")");
  later.replace(later.find("T07:00:00"), 9, "T07:00:01");
  w_.know_dossier(later, "k2");
  look_again();
  ASSERT_EQ(messages().size(), 1U);
  EXPECT_NE(messages()[0].payload.find("__1"), std::string::npos);
}

TEST_P(LateFactsTest, WhatLacksDataWaitsOnDisk) {
  w_.know_dossier(completed_json(by_post));
  work();
  look_again();
  EXPECT_TRUE(messages().empty());
  EXPECT_TRUE(w_.refused().empty());
  PostalBook reopened{{*w_.store, w_.clock, w_.world.authority, w_.rules}};
  const auto waiting = run(w_.io, reopened.waiting_orders(10)).value();
  ASSERT_EQ(waiting.size(), 1U);
  EXPECT_EQ(waiting[0].order, delivery);
  EXPECT_EQ(waiting[0].missing, std::vector{OrderGap::applicant_address});
  EXPECT_EQ(waiting[0].since, at("09:00:00"));
  EXPECT_EQ(waiting[0].due_at, base::from_rfc3339("2026-06-20T17:00:00+07:00").value());
  EXPECT_TRUE(run(w_.io, reopened.open_orders(10))->empty());
}

TEST_P(LateFactsTest, AfterARestartItIsOrderedAsSoonAsTheDataAreThere) {
  w_.know_dossier(completed_json(by_post));
  work();
  w_.know_dossier(stated_at(addressed(completed_json(by_post)), "08:06:00"), "k2");
  PostalBook book{{*w_.store, w_.clock, w_.world.authority, w_.rules}};
  PostalClerk restarted{
      {*w_.store, w_.clock, book, items_, vnpost, "order_with_item", centre, [](const domain::SystemId&) {}}};
  ASSERT_TRUE(run(w_.io, restarted.work()));
  ASSERT_TRUE(run(w_.io, restarted.look_again(run(w_.io, rounds_.next_page()).value())));
  EXPECT_EQ(messages().size(), 1U);
  EXPECT_TRUE(run(w_.io, book.waiting_orders(10))->empty());
}

TEST_P(LateFactsTest, SaysAnewWhatIsMissing) {
  std::string nothing = completed_json(by_post);
  nothing.replace(nothing.find("0912000111"), 10, "");
  w_.know_dossier(nothing);
  work();
  w_.know_dossier(stated_at(completed_json(by_post), "08:06:00"), "k2");
  w_.clock.advance(std::chrono::hours{1});
  look_again();
  const auto waiting = run(w_.io, w_.book.waiting_orders(10)).value();
  ASSERT_EQ(waiting.size(), 1U);
  EXPECT_EQ(waiting[0].missing, std::vector{OrderGap::applicant_address});
  EXPECT_EQ(waiting[0].since, at("09:00:00")) << "it waits since then";
}

TEST_P(LateFactsTest, DoesNotGuessTheNumberOfAnotherProvince) {
  w_.know_dossier(addressed(completed_json(by_post), "12 Lê Lợi, phường Hồng Gai, tỉnh Quảng Ninh"));
  work();
  EXPECT_TRUE(messages().empty());
  const auto waiting = run(w_.io, w_.book.waiting_orders(10)).value();
  ASSERT_EQ(waiting.size(), 1U);
  EXPECT_EQ(waiting[0].missing, std::vector{OrderGap::province_number});
}

TEST_P(LateFactsTest, NobodyWaitsForWhatIsNotWantedAnyMore) {
  w_.know_dossier(completed_json(by_post));
  work();
  w_.know_dossier(stated_at(completed_json(at_the_counter), "08:06:00"), "k2");
  look_again();
  EXPECT_TRUE(run(w_.io, w_.book.waiting_orders(10))->empty());
  w_.know_dossier(stated_at(completed_json(by_post), "08:07:00"), "k3");
  look_again();
  EXPECT_EQ(run(w_.io, w_.book.waiting_orders(10))->size(), 1U) << "a second turn";
}

TEST_P(LateFactsTest, AnotherMethodBeforeTheOrderLeftOrdersNothing) {
  w_.know_dossier(addressed(completed_json(by_post)));
  work();
  w_.know_dossier(stated_at(addressed(completed_json(at_the_counter)), "08:06:00"), "k2");
  look_again();
  ASSERT_EQ(messages().size(), 1U);
  EXPECT_EQ(messages()[0].state, DeliveryState::superseded);
  EXPECT_TRUE(journal().last_round()->cancelled_at);
  w_.know_dossier(stated_at(addressed(completed_json(by_post)), "08:07:00"), "k3");
  look_again();
  ASSERT_EQ(messages().size(), 2U);
  EXPECT_EQ(messages()[1].state, DeliveryState::waiting);
  EXPECT_EQ(journal().last_round()->placed.round, 2);
  EXPECT_EQ(journal().last_round()->placed.item, item(550'124)) << "fresh ones first";
  EXPECT_EQ(items_.take(collection, w_.clock.now())->item, item(550'125));
  EXPECT_EQ(items_.take(domain::OrderNumber::collect(dossier_code, "2").value(), w_.clock.now())->item, item(550'123))
      << "the first was released";
}

TEST_P(LateFactsTest, AnotherAddressBeforeTheOrderLeftIsTheOneThatIsSent) {
  w_.know_dossier(addressed(completed_json(by_post)));
  work();
  w_.know_dossier(stated_at(addressed(completed_json(by_post), "Tổ 9, phường Gia Sàng"), "08:06:00"), "k2");
  look_again();
  ASSERT_EQ(messages().size(), 2U);
  EXPECT_EQ(messages()[0].state, DeliveryState::superseded);
  EXPECT_EQ(messages()[1].state, DeliveryState::waiting);
  EXPECT_NE(messages()[1].payload.find("Tổ 9, phường Gia Sàng"), std::string::npos);
}

TEST_P(LateFactsTest, AnAddressThatWasPutRightAfterARefusalIsOrderedAnew) {
  w_.know_dossier(addressed(completed_json(by_post), "?"));
  work();
  settle(DeliveryState::refused);
  look_again();
  EXPECT_EQ(messages().size(), 1U) << "the same again would be refused again";
  w_.know_dossier(stated_at(addressed(completed_json(by_post)), "08:06:00"), "k2");
  look_again();
  ASSERT_EQ(messages().size(), 2U);
  EXPECT_EQ(messages()[0].state, DeliveryState::superseded);
  EXPECT_EQ(messages()[1].state, DeliveryState::waiting);
}

TEST_P(LateFactsTest, AnotherMethodAfterTheOrderLeftTakesItBack) {
  w_.know_dossier(addressed(completed_json(by_post)));
  work();
  settle(DeliveryState::delivered);
  w_.know_dossier(stated_at(addressed(completed_json(at_the_counter)), "08:06:00"), "k2");
  look_again();
  ASSERT_EQ(messages().size(), 2U);
  EXPECT_EQ(messages()[1].kind, "cancel");
  EXPECT_TRUE(alarms_of(w_).empty());
  settle(DeliveryState::refused);
  work();
  EXPECT_FALSE(journal().last_round()->cancelled_at);
  EXPECT_EQ(alarms_of(w_), std::vector{PostalAlarm::Kind::cancel_refused});
}

TEST_P(LateFactsTest, WhatIsCarriedAlthoughThePostTookItBackIsAnAlarm) {
  w_.know_dossier(addressed(completed_json(by_post)));
  work();
  settle(DeliveryState::delivered);
  w_.know_dossier(stated_at(addressed(completed_json(at_the_counter)), "08:06:00"), "k2");
  look_again();
  settle(DeliveryState::delivered);
  work();
  ASSERT_TRUE(journal().last_round()->cancelled_at);
  EXPECT_TRUE(alarms_of(w_).empty());
  ASSERT_TRUE(
      run(w_.io, w_.desk.take_in(vnpost, lines({heard("09:30:00", PostalMovement::posted)}), std::nullopt, soon())));
  EXPECT_EQ(alarms_of(w_), std::vector{PostalAlarm::Kind::not_wanted});
}

TEST_P(LateFactsTest, WhatTheCarrierHasIsForAPerson) {
  w_.know_dossier(addressed(completed_json(by_post)));
  work();
  settle(DeliveryState::delivered);
  ASSERT_TRUE(
      run(w_.io, w_.desk.take_in(vnpost, lines({heard("08:50:00", PostalMovement::posted)}), std::nullopt, soon())));
  EXPECT_TRUE(alarms_of(w_).empty());
  w_.know_dossier(stated_at(addressed(completed_json(at_the_counter)), "08:06:00"), "k2");
  look_again();
  EXPECT_EQ(messages().size(), 1U) << "nothing can be taken back";
  EXPECT_EQ(alarms_of(w_), std::vector{PostalAlarm::Kind::not_wanted});
}

INSTANTIATE_TEST_SUITE_P(Stores, LateFactsTest, ::testing::Values(Engine::memory, Engine::sqlite), name_of);

}  // namespace
}  // namespace lienthong::sync
