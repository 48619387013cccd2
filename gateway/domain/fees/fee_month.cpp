#include "domain/fees/fee_month.hpp"

#include <algorithm>
#include <stdexcept>

namespace lienthong::domain {
namespace {

bool ended_without_result(Status status) {
  return status == Status::withdrawn || status == Status::not_accepted || status == Status::stopped;
}

bool is_finished(Status status) { return status == Status::completed || status == Status::returned; }

}  // namespace

std::string_view name(FeeDifference difference) {
  switch (difference) {
    case FeeDifference::not_booked:
      return "not_booked";
    case FeeDifference::not_paid:
      return "not_paid";
    case FeeDifference::amount_differs:
      return "amount_differs";
    case FeeDifference::paid_twice:
      return "paid_twice";
    case FeeDifference::refund_due:
      return "refund_due";
    case FeeDifference::overdue:
      return "overdue";
  }
  throw std::logic_error("no such difference");
}

std::vector<FeeDifference> differences(const FeeOfMonth& fee) {
  std::vector<FeeDifference> out;
  const std::int64_t most = std::max(fee.paid, fee.booked);
  if (fee.paid > 0 && fee.booked == 0) out.push_back(FeeDifference::not_booked);
  if (fee.paid == 0 && fee.booked > 0) out.push_back(FeeDifference::not_paid);
  const bool both_differ = fee.paid > 0 && fee.booked > 0 && fee.paid != fee.booked;
  const bool twice = fee.payments > 1 && most > fee.due;
  if (twice) {
    out.push_back(FeeDifference::paid_twice);
  } else if (both_differ || (most > 0 && most != fee.due)) {
    out.push_back(FeeDifference::amount_differs);
  }
  if (most > 0 && ended_without_result(fee.status)) out.push_back(FeeDifference::refund_due);
  if (most == 0 && fee.due > 0 && is_finished(fee.status)) out.push_back(FeeDifference::overdue);
  return out;
}

std::map<UnitAndKind, UnitMonth> three_way_view(std::span<const FeeOfMonth> fees, const TransferBatch& batch,
                                                const TransferMatching& transfers) {
  std::map<UnitAndKind, UnitMonth> out;
  for (const FeeOfMonth& fee : fees) {
    UnitMonth& row = out[{fee.unit, fee.kind}];
    row.due += fee.due;
    (fee.paid_by == PaidBy::platform ? row.paid_on_platform : row.paid_at_counter) += fee.paid;
    row.booked += fee.booked;
    for (const FeeDifference one : differences(fee)) ++row.differences[one];
  }
  for (const TransferMatch& match : transfers.orders) {
    const auto order = std::ranges::find(batch.orders, match.end_to_end_id, &TransferOrder::end_to_end_id);
    if (order != batch.orders.end()) out[{order->unit, order->kind}].transferred += match.booked;
  }
  return out;
}

}  // namespace lienthong::domain
