#include "clerk_world.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace lienthong::sync {
namespace {

using namespace testing;
using domain::DeliveryState;
using domain::PostalMovement;
using lienthong::testing::run;
using lienthong::testing::soon;
using PostalClerkTest = ClerkTest;

TEST_P(PostalClerkTest, OrdersTheDeliveryOfACompletedResultOnce) {
  w_.know_dossier(addressed(completed_json(by_post)));
  work();
  ASSERT_EQ(messages().size(), 1U);
  EXPECT_EQ(messages()[0].kind, "order_with_item");
  EXPECT_EQ(messages()[0].state, DeliveryState::waiting);
  EXPECT_EQ(
      messages()[0].payload,
      R"({"contents":"Kết quả giải quyết thủ tục hành chính","customer_code":"TNN_HCC01","item_number":"EH005501233VN",)"
      R"("order_number":"H55.12-260615-0001","receiver":{"address":"Tổ 7, phường Quang Trung","name":"Trần Thị Mơ",)"
      R"("phone":"0912000111","province":"H55"},"sender":{"address":"1 Hoàng Văn Thụ","name":"Trung tâm PVHCC",)"
      R"("phone":"02083111222","province":"H55"}})");
  EXPECT_EQ(woken_, std::vector{vnpost});
  ASSERT_NE(journal().last_round(), nullptr);
  EXPECT_EQ(journal().last_round()->placed.item, item(550'123));
  w_.clock.advance(std::chrono::hours{1});
  work();
  EXPECT_EQ(messages().size(), 1U);
}

TEST_P(PostalClerkTest, ThePostUnderstandsTheOrder) {
  w_.know_dossier(addressed(completed_json(by_post)));
  work();
  codec::Arena arena;
  mapping::Notes notes;
  const auto document = codec::read_json(messages().at(0).payload, arena).value();
  const auto external = carrier("vnpost").plans.at("don-hang-ngsp").json->to_external(document, arena, notes);
  ASSERT_TRUE(external) << external.error().describe();
  EXPECT_EQ(external->find("ItemCode")->scalar(), "EH005501233VN");
  EXPECT_EQ(external->find("ReceiverProvince")->scalar(), "25");
}

TEST_P(PostalClerkTest, OrdersNothingForTheCounterOrWhatOthersHaveOrdered) {
  w_.know_dossier(addressed(completed_json("")));
  work();
  EXPECT_TRUE(messages().empty());
  w_.know_dossier(addressed(completed_json(by_post)), "k2");
  ASSERT_TRUE(
      run(w_.io, w_.desk.take_in(vnpost, lines({heard("08:10:00", PostalMovement::posted)}), std::nullopt, soon())));
  work();
  EXPECT_TRUE(messages().empty());
}

TEST_P(PostalClerkTest, ACrashBeforeItsCursorMovesOrdersNothingTwice) {
  w_.know_dossier(addressed(completed_json(by_post)));
  work();
  storage::UnitOfWork back;
  back.cursor = storage::CursorAdvance{domain::SystemId("gateway"), "post.dossiers", "0"};
  w_.commit(std::move(back));
  work();
  EXPECT_EQ(messages().size(), 1U);
}

TEST_P(PostalClerkTest, KnowsItsOwnProvinceInAnAddress) {
  w_.know_dossier(addressed(completed_json(by_post), "Tổ 7, phường Quang Trung, tỉnh THÁI NGUYÊN"));
  work();
  EXPECT_EQ(messages().size(), 1U);
}

TEST_P(PostalClerkTest, CollectsADossierThatWasSubmittedByPost) {
  w_.know_dossier(registered_json(R"(,"channel":"post")"));
  register_dossier();
  work();
  ASSERT_EQ(messages().size(), 1U);
  EXPECT_NE(messages()[0].payload.find(R"("order_number":"H55.12-260615-0001__1")"), std::string::npos);
  EXPECT_NE(messages()[0].payload.find(R"("receiver":{"address":"1 Hoàng Văn Thụ")"), std::string::npos);
}

TEST_P(PostalClerkTest, DoesNotCollectWhatSomebodyElseHasCollected) {
  ASSERT_TRUE(run(w_.io, w_.desk.take_in(vnpost, lines({heard("08:10:00", PostalMovement::posted, collection)}),
                                         std::nullopt, soon())));
  w_.know_dossier(registered_json(R"(,"channel":"post")"));
  register_dossier();
  work();
  EXPECT_TRUE(messages().empty());
}

TEST_P(PostalClerkTest, LeavesTheNumberToThePostWhenNoneIsLeft) {
  for (int n = 2; n <= 5; ++n) {
    const auto other = domain::OrderNumber::read("H55.12-260615-000" + std::to_string(n)).value();
    (void)items_.take(other, w_.clock.now());
  }
  w_.know_dossier(addressed(completed_json(by_post)));
  work();
  ASSERT_EQ(messages().size(), 1U);
  EXPECT_EQ(messages()[0].kind, "order");
  EXPECT_EQ(messages()[0].payload.find("item_number"), std::string::npos);
}

TEST_P(PostalClerkTest, TakesBackAnOrderThatNeverLeftAtOnce) {
  order_before_withdrawal();
  withdraw();
  work();
  ASSERT_EQ(messages().size(), 1U);
  EXPECT_EQ(messages()[0].state, DeliveryState::superseded);
  EXPECT_TRUE(journal().last_round()->cancelled_at);
  EXPECT_EQ(items_.take(collection, w_.clock.now())->item, item(550'124)) << "fresh ones first";
  EXPECT_EQ(items_.take(domain::OrderNumber::collect(dossier_code, "2").value(), w_.clock.now())->item, item(550'125));
  EXPECT_EQ(items_.take(domain::OrderNumber::collect(dossier_code, "3").value(), w_.clock.now())->item, item(550'123));
}

TEST_P(PostalClerkTest, AsksThePostToForgetAndReleasesTheNumberAfterItsAnswer) {
  order_before_withdrawal();
  settle(DeliveryState::delivered);
  withdraw();
  work();
  ASSERT_EQ(messages().size(), 2U);
  EXPECT_EQ(messages()[1].kind, "cancel");
  EXPECT_EQ(messages()[1].payload, R"({"customer_code":"TNN_HCC01","order_number":"H55.12-260615-0001"})");
  EXPECT_FALSE(journal().last_round()->cancelled_at);
  work();
  EXPECT_EQ(messages().size(), 2U);
  settle(DeliveryState::delivered);
  w_.clock.advance(std::chrono::seconds{10});
  work();
  EXPECT_TRUE(journal().last_round()->cancelled_at);
  ASSERT_TRUE(run(w_.io, items_.open())) << "from the store alone";
  std::vector<domain::ItemNumber> left;
  for (int n = 1; n <= 3; ++n)
    left.push_back(
        items_.take(domain::OrderNumber::collect(dossier_code, std::to_string(n)).value(), w_.clock.now())->item);
  EXPECT_EQ(left, (std::vector{item(550'124), item(550'125), item(550'123)}));
}

TEST_P(PostalClerkTest, ANumberThatTheCarrierHasDoesNotComeBack) {
  StoredPostalDesk desk{{*w_.store, w_.clock, w_.book, &items_}};
  order_before_withdrawal();
  ASSERT_TRUE(run(w_.io, desk.take_in(vnpost,
                                      lines({heard("08:35:00", PostalMovement::posted),
                                             heard("08:36:00", PostalMovement::left_outward_office)}),
                                      std::nullopt, soon())));
  EXPECT_FALSE(items_.release(item(550'123), delivery, w_.clock.now()));
  ASSERT_TRUE(run(w_.io, items_.open()));
  EXPECT_FALSE(items_.release(item(550'123), delivery, w_.clock.now())) << "after a restart too";
}

TEST_P(PostalClerkTest, DoesNotCancelWhatTheCarrierHas) {
  order_before_withdrawal();
  settle(DeliveryState::delivered);
  ASSERT_TRUE(
      run(w_.io, w_.desk.take_in(vnpost, lines({heard("08:35:00", PostalMovement::posted)}), std::nullopt, soon())));
  withdraw();
  work();
  EXPECT_EQ(messages().size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(Stores, PostalClerkTest, ::testing::Values(Engine::memory, Engine::sqlite), name_of);

}  // namespace
}  // namespace lienthong::sync
