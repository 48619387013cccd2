#include "domain/fees/transfer_order.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <tuple>

namespace lienthong::domain {
namespace {

using base::ErrorKind;

constexpr std::size_t longest_series = 12;

std::string two(unsigned value) { return (value < 10 ? "0" : "") + std::to_string(value); }

std::string month_text(std::chrono::year_month month) {
  return std::to_string(static_cast<int>(month.year())) + two(static_cast<unsigned>(month.month()));
}

bool is_series(std::string_view text) {
  const bool sized = !text.empty() && text.size() <= longest_series;
  return sized && std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); });
}

std::string numbered(std::size_t number) {
  const std::string digits = std::to_string(number);
  return std::string(digits.size() < 4 ? 4 - digits.size() : 0, '0') + digits;
}

std::string purpose(const TransferOrder& order, std::chrono::year_month month, const std::string& coding) {
  const std::string month_of_year =
      two(static_cast<unsigned>(month.month())) + "/" + std::to_string(static_cast<int>(month.year()));
  return std::string(order.kind == FeeKind::fee ? "CHUYEN PHI" : "NOP LE PHI") + " THANG " + month_of_year +
         " DON VI " + order.unit.value() + (coding.empty() ? "" : " " + coding) + " " + order.end_to_end_id;
}

using Key = std::tuple<UnitCode, FeeKind, std::string>;

}  // namespace

base::Result<TransferBatch> transfer_orders(std::chrono::year_month month, Day execution_day, std::string_view series,
                                            std::span<const CollectedPart> parts, const FeeSchedule& schedule) {
  if (!is_series(series))
    return base::fail(ErrorKind::invalid, "fees.series", "a series has 1 to 12 capital letters and digits");
  std::map<Key, TransferOrder> by_key;
  TransferBatch out{"LT" + month_text(month) + std::string(series), month, execution_day, 0, {}};
  for (const CollectedPart& part : parts) {
    const BeneficiaryAccount* account = schedule.account(part.due.account);
    if (account == nullptr) return base::fail(ErrorKind::not_found, "fees.account", "no such beneficiary account");
    if (part.due.amount <= 0) return base::fail(ErrorKind::invalid, "fees.part", "a part is not above zero");
    TransferOrder& order = by_key[{part.due.unit, part.due.kind, part.due.account}];
    order.unit = part.due.unit;
    order.kind = part.due.kind;
    order.creditor_name = account->holder_name;
    order.creditor_account = account->number;
    order.creditor_bank = account->bank;
    order.amount += part.due.amount;
    order.dossiers.push_back(part.dossier);
    out.control_sum += part.due.amount;
  }
  for (auto& [key, order] : by_key) {
    order.end_to_end_id = out.message_id + "N" + numbered(out.orders.size() + 1);
    order.remittance = purpose(order, month, schedule.account(std::get<2>(key))->budget_coding);
    std::ranges::sort(order.dossiers);
    const auto repeated = std::ranges::unique(order.dossiers);
    order.dossiers.erase(repeated.begin(), repeated.end());
    out.orders.push_back(std::move(order));
  }
  return out;
}

std::vector<BookedTransfer> booked_transfers(std::span<const Entry> entries) {
  std::vector<BookedTransfer> out;
  for (const Entry& entry : entries) {
    const auto whole = entry.amount.dong();
    const bool counts = entry.flow == Flow::debit && entry.status == BookingStatus::booked && !entry.reversal;
    if (!counts || !whole || !entry.booked_on) continue;
    for (const EntryDetail& detail : entry.details) {
      if (detail.end_to_end_id.empty()) continue;
      const auto part = detail.amount ? detail.amount->dong() : std::nullopt;
      if (part || entry.details.size() == 1)
        out.push_back({detail.end_to_end_id, part.value_or(*whole), *entry.booked_on});
    }
  }
  return out;
}

std::string_view name(TransferState state) {
  switch (state) {
    case TransferState::executed:
      return "executed";
    case TransferState::not_booked:
      return "not_booked";
    case TransferState::other_amount:
      return "other_amount";
    case TransferState::booked_twice:
      return "booked_twice";
  }
  throw std::logic_error("no such state of a transfer");
}

TransferMatching match_transfers(const TransferBatch& batch, std::span<const BookedTransfer> booked) {
  TransferMatching out;
  std::map<std::string_view, std::size_t> places;
  for (const TransferOrder& order : batch.orders) {
    places.emplace(order.end_to_end_id, out.orders.size());
    out.orders.push_back({order.end_to_end_id, TransferState::not_booked, order.amount, 0, {}});
  }
  for (const BookedTransfer& one : booked) {
    const auto place = places.find(one.end_to_end_id);
    if (place == places.end()) {
      out.foreign.push_back(one);
      continue;
    }
    TransferMatch& match = out.orders[place->second];
    match.booked += one.amount;
    match.booked_on.push_back(one.booked_on);
  }
  for (TransferMatch& match : out.orders) {
    std::ranges::sort(match.booked_on);
    if (match.booked_on.size() > 1) {
      match.state = TransferState::booked_twice;
    } else if (match.booked_on.size() == 1) {
      match.state = match.booked == match.ordered ? TransferState::executed : TransferState::other_amount;
    }
  }
  return out;
}

}  // namespace lienthong::domain
