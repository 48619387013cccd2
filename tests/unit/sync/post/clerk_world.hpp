#pragma once

#include "carrier_world.hpp"
#include "sync/post/dossier_rounds.hpp"
#include "sync/post/postal_clerk.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace lienthong::sync::testing {

using domain::DeliveryState;
using lienthong::testing::run;
using lienthong::testing::soon;

inline const PostalCentre centre{"TNN_HCC01", "Trung tâm PVHCC", "02083111222", "1 Hoàng Văn Thụ",
                                 "H55",       "Thái Nguyên"};

/// A completed dossier of a citizen with an address.
inline std::string addressed(std::string document, std::string_view address = "Tổ 7, phường Quang Trung") {
  const std::string phone = R"("phone":"0912000111")";
  document.insert(document.find(phone) + phone.size(), R"(,"address":")" + std::string(address) + '"');
  return document;
}

/// A dossier that nobody has received yet; `more`: members to add.
inline std::string registered_json(std::string_view more) {
  std::string out = addressed(document_json(own_procedure));
  out.erase(out.find(R"("received_at")"), std::string(R"("received_at":"2026-06-15T08:00:00.000+07:00",)").size());
  out.insert(out.size() - 1, std::string(more) + R"(,"submitted_at":"2026-06-15T07:00:00.000+07:00")");
  return out;
}

/// A clerk of a post that takes orders with an item number elsewhere, over a store of either engine.
class ClerkTest : public ::testing::TestWithParam<Engine> {
 protected:
  ClerkTest() { EXPECT_TRUE(run(w_.io, items_.open())); }
  void work() {
    const auto done = run(w_.io, clerk_.work());
    ASSERT_TRUE(done) << done.error().describe();
  }
  /// One walk over all dossiers.
  void look_again() {
    const auto dossiers = run(w_.io, rounds_.next_page());
    ASSERT_TRUE(dossiers) << dossiers.error().describe();
    const auto done = run(w_.io, clerk_.look_again(*dossiers));
    ASSERT_TRUE(done) << done.error().describe();
    w_.clock.advance(std::chrono::seconds{6});
  }
  void register_dossier() {
    auto given = message(step_json("registered", "07:00:00"), peer::Canonical::step, "registered");
    ASSERT_TRUE(run(w_.io, w_.intake.accept_facts(
                               facts_of(province, "step", given->incoming, "{}", w_.clock.now()).value(), soon())));
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
    order.kind = "order_with_item";
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
  DossierRounds rounds_{*w_.store, w_.clock};
  ItemJournal items_{*w_.store,
                     {{"EH", "VN", 550'123, 550'125, std::chrono::year{2025} / 7 / 1, std::nullopt}},
                     std::chrono::months{12}};
  PostalClerk clerk_{{*w_.store, w_.clock, w_.book, items_, vnpost, "order_with_item", centre,
                      [this](const domain::SystemId& peer) { woken_.push_back(peer); }}};
};

}  // namespace lienthong::sync::testing
