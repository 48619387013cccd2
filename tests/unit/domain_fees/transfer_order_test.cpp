#include "domain/fees/transfer_order.hpp"

#include "unit/domain_fees/transfers.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace lienthong::domain {
namespace {

using namespace testing;

std::string error_of(std::string_view series, const std::vector<CollectedPart>& parts) {
  const auto made = transfer_orders(november, day_of(2025, 11, 28), series, parts, accounts_only());
  return made ? "" : made.error().code();
}

TEST(transfer_order, the_kind_decides_between_the_treasury_and_the_unit) {
  const TransferBatch batch = november_batch();
  ASSERT_EQ(batch.orders.size(), 3U);
  EXPECT_EQ(batch.message_id, "LT202511TT1");
  EXPECT_EQ(batch.execution_day, day_of(2025, 11, 28));
  EXPECT_EQ(batch.control_sum, 72'000);
  const TransferOrder& fee = batch.orders[0];
  EXPECT_EQ(fee.kind, FeeKind::fee);
  EXPECT_EQ(fee.creditor_account, "3713000001");
  EXPECT_EQ(fee.amount, 4'000);
  EXPECT_EQ(fee.remittance, "CHUYEN PHI THANG 11/2025 DON VI H55.12 LT202511TT1N0001");
  const TransferOrder& charge = batch.orders[1];
  EXPECT_EQ(charge.kind, FeeKind::charge);
  EXPECT_EQ(charge.creditor_account, "7111");
  EXPECT_EQ(charge.creditor_bank, "KBNN-TN");
  EXPECT_EQ(charge.amount, 18'000);
  EXPECT_EQ(charge.dossiers, (std::vector{DossierCode("H55.12-251103-0001"), DossierCode("H55.12-251104-0002")}));
  EXPECT_EQ(charge.end_to_end_id, "LT202511TT1N0002");
  EXPECT_EQ(charge.remittance, "NOP LE PHI THANG 11/2025 DON VI H55.12 C622 TM2716 LT202511TT1N0002");
  EXPECT_EQ(batch.orders[2].unit, UnitCode("H55.20"));
}

TEST(transfer_order, what_cannot_be_ordered_is_refused) {
  EXPECT_EQ(error_of("", collected()), "fees.series");
  EXPECT_EQ(error_of("TT-1", collected()), "fees.series");
  EXPECT_EQ(error_of("ABCDEFGHIJKLM", collected()), "fees.series");
  EXPECT_EQ(error_of("TT1", {part("H55.12-251103-0001", "H55.12", FeeKind::fee, 0)}), "fees.part");
  auto lost = collected();
  lost.front().due.account = "nowhere";
  EXPECT_EQ(error_of("TT1", lost), "fees.account");
  EXPECT_EQ(error_of("TT1", {}), "");
}

RC_GTEST_PROP(TransferOrderProperty, every_dong_is_ordered_once_in_any_order_of_the_parts, ()) {
  std::vector<CollectedPart> parts;
  std::int64_t sum = 0;
  for (int i = *rc::gen::inRange(0, 20); i > 0; --i) {
    parts.push_back(
        part("H55.12-251103-" + std::to_string(1'000 + i), *rc::gen::element<std::string>("H55.12", "H55.20"),
             *rc::gen::element(FeeKind::fee, FeeKind::charge), *rc::gen::inRange<std::int64_t>(1, 1'000'000)));
    sum += parts.back().due.amount;
  }
  const auto batch = transfer_orders(november, day_of(2025, 11, 28), "TT1", parts, accounts_only()).value();
  std::int64_t ordered = 0;
  std::set<std::string> ids;
  for (const TransferOrder& order : batch.orders) {
    ordered += order.amount;
    RC_ASSERT(ids.insert(order.end_to_end_id).second && order.end_to_end_id.size() <= 35U);
  }
  RC_ASSERT(ordered == sum && batch.control_sum == sum);
  std::reverse(parts.begin(), parts.end());
  RC_ASSERT(transfer_orders(november, day_of(2025, 11, 28), "TT1", parts, accounts_only()).value() == batch);
}

TEST(transfer_matching, orders_come_back_by_their_id) {
  const TransferBatch batch = november_batch();
  const Day last = day_of(2025, 11, 28);
  const std::vector<Entry> entries{debit("LT202511TT1N0001", 4'000, last), debit("LT202511TT1N0002", 17'000, last),
                                   debit("RENT", 500, last)};
  const auto found = match_transfers(batch, booked_transfers(entries));
  ASSERT_EQ(found.orders.size(), 3U);
  EXPECT_EQ(found.orders[0].state, TransferState::executed);
  EXPECT_EQ(found.orders[1].state, TransferState::other_amount);
  EXPECT_EQ(found.orders[1].booked, 17'000);
  EXPECT_EQ(found.orders[2].state, TransferState::not_booked);
  ASSERT_EQ(found.foreign.size(), 1U);
  EXPECT_EQ(found.foreign.front().end_to_end_id, "RENT");
}

TEST(transfer_matching, an_order_booked_twice_is_named) {
  const Day last = day_of(2025, 11, 28);
  const std::vector<Entry> entries{debit("LT202511TT1N0001", 4'000, last), debit("LT202511TT1N0001", 4'000, last)};
  EXPECT_EQ(match_transfers(november_batch(), booked_transfers(entries)).orders[0].state, TransferState::booked_twice);
  EXPECT_EQ(name(TransferState::booked_twice), "booked_twice");
}

TEST(transfer_matching, only_booked_debits_that_stayed_count) {
  const Day last = day_of(2025, 11, 28);
  std::vector<Entry> entries(5, debit("LT202511TT1N0001", 4'000, last));
  entries[0].flow = Flow::credit;
  entries[1].status = BookingStatus::pending;
  entries[2].reversal = true;
  entries[3].details.front().end_to_end_id.clear();
  entries[4].booked_on.reset();
  EXPECT_TRUE(booked_transfers(entries).empty());
}

TEST(transfer_matching, a_batch_booked_as_one_debit_is_read_order_by_order) {
  Entry one = debit("LT202511TT1N0001", 22'000, day_of(2025, 11, 28));
  one.details.push_back(one.details.front());
  one.details[1].end_to_end_id = "LT202511TT1N0002";
  one.details[0].amount = Amount{4'000, 0, vnd()};
  one.details[1].amount = Amount{18'000, 0, vnd()};
  const auto found = match_transfers(november_batch(), booked_transfers(std::vector{one}));
  EXPECT_EQ(found.orders[0].state, TransferState::executed);
  EXPECT_EQ(found.orders[1].state, TransferState::executed);
  one.details[0].amount.reset();
  EXPECT_EQ(booked_transfers(std::vector{one}).size(), 1U) << "a part without an amount says nothing of its order";
}

}  // namespace
}  // namespace lienthong::domain
