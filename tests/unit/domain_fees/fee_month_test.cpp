#include "domain/fees/fee_month.hpp"

#include "unit/domain_fees/transfers.hpp"

#include <gtest/gtest.h>

#include <set>

namespace lienthong::domain {
namespace {

using namespace testing;

FeeOfMonth fee(std::int64_t due, std::int64_t paid, std::int64_t booked, int payments = 1) {
  FeeOfMonth made;
  made.dossier = DossierCode("H55.12-251103-0001");
  made.unit = UnitCode("H55.12");
  made.kind = FeeKind::charge;
  made.due = due;
  made.paid = paid;
  made.booked = booked;
  made.payments = payments;
  return made;
}

std::string said(const FeeOfMonth& one) {
  std::string out;
  for (const FeeDifference difference : differences(one)) out += std::string(name(difference)) + " ";
  return out;
}

TEST(fee_difference, the_three_sides_agree_or_say_how_not) {
  EXPECT_EQ(said(fee(8'000, 8'000, 8'000)), "");
  EXPECT_EQ(said(fee(8'000, 0, 0, 0)), "");
  EXPECT_EQ(said(fee(8'000, 8'000, 0)), "not_booked ");
  EXPECT_EQ(said(fee(8'000, 0, 8'000)), "not_paid ");
  EXPECT_EQ(said(fee(8'000, 8'000, 7'000)), "amount_differs ");
  EXPECT_EQ(said(fee(8'000, 9'000, 9'000)), "amount_differs ");
  EXPECT_EQ(said(fee(8'000, 4'000, 8'000)), "amount_differs ");
  EXPECT_EQ(said(fee(8'000, 16'000, 16'000, 2)), "paid_twice ");
  EXPECT_EQ(said(fee(8'000, 8'000, 8'000, 2)), "") << "two halves";
}

TEST(fee_difference, the_state_of_the_dossier_counts) {
  FeeOfMonth paid = fee(8'000, 8'000, 8'000);
  for (const Status ended : {Status::withdrawn, Status::not_accepted, Status::stopped}) {
    paid.status = ended;
    EXPECT_EQ(said(paid), "refund_due ");
  }
  FeeOfMonth unpaid = fee(8'000, 0, 0, 0);
  unpaid.status = Status::returned;
  EXPECT_EQ(said(unpaid), "overdue ");
  unpaid.status = Status::withdrawn;
  EXPECT_EQ(said(unpaid), "");
  unpaid.status = Status::completed;
  unpaid.due = 0;
  EXPECT_EQ(said(unpaid), "");
}

TEST(three_way_view, adds_up_by_unit_and_kind) {
  const TransferBatch batch = november_batch();
  const std::vector<Entry> entries{debit("LT202511TT1N0002", 18'000, day_of(2025, 11, 28))};
  FeeOfMonth counter = fee(10'000, 10'000, 0);
  counter.paid_by = PaidBy::counter;
  FeeOfMonth other = fee(50'000, 0, 0, 0);
  other.unit = UnitCode("H55.20");
  const auto view = three_way_view(std::vector{fee(8'000, 8'000, 8'000), counter, other}, batch,
                                   match_transfers(batch, booked_transfers(entries)));
  const UnitMonth& ward = view.at({UnitCode("H55.12"), FeeKind::charge});
  EXPECT_EQ(ward, (UnitMonth{18'000, 8'000, 10'000, 8'000, 18'000, {{FeeDifference::not_booked, 1}}}));
  EXPECT_EQ(view.at({UnitCode("H55.20"), FeeKind::charge}).due, 50'000);
  EXPECT_EQ(view.at({UnitCode("H55.12"), FeeKind::fee}).transferred, 0);
}

TEST(fee_difference, every_name_is_its_own) {
  std::set<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(FeeDifference::overdue); ++i)
    EXPECT_TRUE(names.insert(name(static_cast<FeeDifference>(i))).second);
}

}  // namespace
}  // namespace lienthong::domain
