#include "sync/post/postal_clerk.hpp"

#include "carrier_world.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace lienthong::sync {
namespace {

using namespace testing;
using domain::DeliveryState;
using domain::PostalMovement;
using lienthong::testing::run;
using lienthong::testing::soon;

const PostalCentre centre{"TNN_HCC01", "Trung tâm PVHCC", "02083111222", "1 Hoàng Văn Thụ", "H55", "Thái Nguyên"};

/// A completed dossier of a citizen with an address.
std::string addressed(std::string document, std::string_view address = "Tổ 7, phường Quang Trung") {
  const std::string phone = R"("phone":"0912000111")";
  document.insert(document.find(phone) + phone.size(), R"(,"address":")" + std::string(address) + '"');
  return document;
}

class PostalClerkTest : public ::testing::TestWithParam<Engine> {
 protected:
  PostalClerkTest() { EXPECT_TRUE(run(w_.io, items_.open())); }
  void work() {
    const auto done = run(w_.io, clerk_.work());
    ASSERT_TRUE(done) << done.error().describe();
  }
  storage::DossierRecord record() {
    return w_.stored<storage::DossierRecord>([&](auto done) { w_.store->load(dossier_code, std::move(done)); });
  }
  std::vector<domain::Delivery> messages() {
    std::vector<domain::Delivery> out = record().deliveries;
    std::erase_if(out, [](const domain::Delivery& delivery) { return delivery.peer != vnpost; });
    return out;
  }
  PostalRecord journal(const domain::OrderNumber& number = delivery) {
    std::vector<storage::JournalRow> rows = w_.stored<std::vector<storage::JournalRow>>(
        [&](auto done) { w_.store->load_journal(storage::Journal::postal_order, number.text(), std::move(done)); });
    return fold_record(number, rows).value();
  }
  /// What the dispatcher does with the head of the post's lane.
  void settle(DeliveryState state) {
    const auto leases = w_.stored<std::vector<storage::Lease>>([&](auto done) {
      w_.store->lease({vnpost, w_.clock.now(), w_.clock.now() + std::chrono::minutes{1}, 1, 1}, std::move(done));
    });
    ASSERT_EQ(leases.size(), 1U);
    storage::Settlement settlement;
    settlement.token = leases[0].token;
    settlement.items.push_back({leases[0].deliveries[0].id, state, w_.clock.now(), "test", 1});
    ASSERT_TRUE(
        run(w_.io, runtime::await_callback<void>([&](auto done) { w_.store->settle(settlement, std::move(done)); })));
  }
  void withdraw() {
    auto given = message(step_json("withdrawn", "08:40:00"), peer::Canonical::step, "withdrawn");
    ASSERT_TRUE(run(w_.io, w_.intake.accept_facts(
                               facts_of(province, "step", given->incoming, "{}", w_.clock.now()).value(), soon())));
  }
  /// A result that is to go by post and can still be withdrawn: the order was made at a counter of ours.
  void order_before_withdrawal() {
    w_.know_dossier(addressed(document_json(own_procedure)));
    const auto drawn = items_.take(delivery, at("08:30:00")).value();
    storage::UnitOfWork made;
    made.dossier = dossier_code;
    made.expected_version = record().version;
    made.journal = {to_entry(delivery, OrderPlaced{1, drawn.item, at("08:30:00")}), drawn.entry};
    domain::Delivery order;
    order.peer = vnpost;
    order.kind = "order";
    order.subject = delivery.text() + "#1";
    order.key = domain::derive_idempotency_key(order);
    order.payload = "{}";
    order.lane_seq = 1;
    order.created_at = order.due_at = w_.clock.now();
    made.create = {order};
    const auto entries = made.journal;
    items_.written(entries, w_.stored<storage::CommitReceipt>(
                                [&](auto done) { w_.store->commit(std::move(made), std::move(done)); }));
  }

  PostWorld w_{GetParam()};
  std::vector<domain::SystemId> woken_;
  ItemJournal items_{*w_.store,
                     {{"EH", "VN", 550'123, 550'125, std::chrono::year{2025} / 7 / 1, std::nullopt}},
                     std::chrono::months{12}};
  PostalClerk clerk_{{*w_.store, w_.clock, w_.book, items_, vnpost, centre,
                      [this](const domain::SystemId& peer) { woken_.push_back(peer); }}};
};

TEST_P(PostalClerkTest, OrdersTheDeliveryOfACompletedResultOnce) {
  w_.know_dossier(addressed(completed_json(by_post)));
  work();
  ASSERT_EQ(messages().size(), 1U);
  EXPECT_EQ(messages()[0].kind, "order");
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

TEST_P(PostalClerkTest, NamesWhatThePostNeedsAndLooksAgain) {
  w_.know_dossier(completed_json(by_post));
  work();
  work();
  EXPECT_TRUE(messages().empty());
  ASSERT_EQ(w_.refused().size(), 1U);
  EXPECT_EQ(w_.refused()[0].reason, "post.order_data");
  EXPECT_NE(w_.refused()[0].detail.find("applicant.address"), std::string::npos);
  w_.know_dossier(addressed(completed_json(by_post)), "k2");
  w_.clock.advance(std::chrono::minutes{11});
  work();
  EXPECT_EQ(messages().size(), 1U);
}

TEST_P(PostalClerkTest, DoesNotGuessTheNumberOfAnotherProvince) {
  w_.know_dossier(addressed(completed_json(by_post), "12 Lê Lợi, phường Hồng Gai, tỉnh Quảng Ninh"));
  work();
  EXPECT_TRUE(messages().empty());
  ASSERT_EQ(w_.refused().size(), 1U);
  EXPECT_EQ(w_.refused()[0].reason, "post.province");
}

TEST_P(PostalClerkTest, KnowsItsOwnProvinceInAnAddress) {
  w_.know_dossier(addressed(completed_json(by_post), "Tổ 7, phường Quang Trung, tỉnh THÁI NGUYÊN"));
  work();
  EXPECT_EQ(messages().size(), 1U);
}

TEST_P(PostalClerkTest, CollectsADossierThatWasSubmittedByPost) {
  std::string document = addressed(document_json(own_procedure));
  document.erase(document.find(R"("received_at")"),
                 std::string(R"("received_at":"2026-06-15T08:00:00.000+07:00",)").size());
  document.insert(document.size() - 1, R"(,"channel":"post","submitted_at":"2026-06-15T07:00:00.000+07:00")");
  w_.know_dossier(document);
  auto given = message(step_json("registered", "07:00:00"), peer::Canonical::step, "registered");
  ASSERT_TRUE(run(w_.io, w_.intake.accept_facts(
                             facts_of(province, "step", given->incoming, "{}", w_.clock.now()).value(), soon())));
  work();
  ASSERT_EQ(messages().size(), 1U);
  EXPECT_NE(messages()[0].payload.find(R"("order_number":"H55.12-260615-0001__1")"), std::string::npos);
  EXPECT_NE(messages()[0].payload.find(R"("receiver":{"address":"1 Hoàng Văn Thụ")"), std::string::npos);
}

TEST_P(PostalClerkTest, LeavesTheNumberToThePostWhenNoneIsLeft) {
  for (int n = 2; n <= 5; ++n) {
    const auto other = domain::OrderNumber::read("H55.12-260615-000" + std::to_string(n)).value();
    (void)items_.take(other, w_.clock.now());
  }
  w_.know_dossier(addressed(completed_json(by_post)));
  work();
  ASSERT_EQ(messages().size(), 1U);
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
