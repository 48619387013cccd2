#pragma once

#include "base/result.hpp"
#include "domain/fees/fee_schedule.hpp"
#include "domain/money/statement.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// The month-end transfer of what the Centre collected, to the State Treasury and to the Units (regulation 4.5.c), as
// values from which a pain.001 is written (rules 4.4), and their way back out of the statement.

namespace lienthong::domain {

/// A part of a collection that is to be transferred: who owns it, and on which account.
struct CollectedPart {
  DossierCode dossier;
  FeeDue due;
};

/// One credit transfer.
struct TransferOrder {
  std::string end_to_end_id;  ///< at most 35 characters, unique for all time
  std::int64_t amount = 0;    ///< đồng
  UnitCode unit;              ///< whose collections these are
  FeeKind kind = FeeKind::fee;
  std::string creditor_name;
  std::string creditor_account;
  std::string creditor_bank;
  std::string remittance;  ///< letters without marks, at most 140 characters
  std::vector<DossierCode> dossiers;
  friend bool operator==(const TransferOrder&, const TransferOrder&) = default;
};

struct TransferBatch {
  std::string message_id;  ///< at most 35 characters
  std::chrono::year_month month{};
  Day execution_day{};  ///< the last working day of the month
  std::int64_t control_sum = 0;
  std::vector<TransferOrder> orders;
  friend bool operator==(const TransferBatch&, const TransferBatch&) = default;
};

/// One order for each Unit, kind and account, in this order. `series` (letters and digits, at most 12) tells the Centre
/// and the attempt apart: a second batch for what came late has another one. `invalid` "fees.series", "fees.part" (an
/// amount that is not positive), or `not_found` "fees.account".
[[nodiscard]] base::Result<TransferBatch> transfer_orders(std::chrono::year_month month, Day execution_day,
                                                          std::string_view series, std::span<const CollectedPart> parts,
                                                          const FeeSchedule& schedule);

/// A debit of the Centre's account, as booked.
struct BookedTransfer {
  std::string end_to_end_id;
  std::int64_t amount = 0;
  Day booked_on{};
  friend bool operator==(const BookedTransfer&, const BookedTransfer&) = default;
};
/// Each payment inside the booked debits that has an EndToEndId; not what was returned or reversed.
[[nodiscard]] std::vector<BookedTransfer> booked_transfers(std::span<const Entry> entries);

enum class TransferState : std::uint8_t {
  executed,
  not_booked,
  other_amount,  ///< booked under its id, not with its sum
  booked_twice
};
/// "other_amount"
[[nodiscard]] std::string_view name(TransferState state);

struct TransferMatch {
  std::string end_to_end_id;
  TransferState state = TransferState::not_booked;
  std::int64_t ordered = 0;
  std::int64_t booked = 0;
  std::vector<Day> booked_on;
  friend bool operator==(const TransferMatch&, const TransferMatch&) = default;
};
struct TransferMatching {
  std::vector<TransferMatch> orders;    ///< in the order of the batch
  std::vector<BookedTransfer> foreign;  ///< debits that nobody ordered here
  friend bool operator==(const TransferMatching&, const TransferMatching&) = default;
};
[[nodiscard]] TransferMatching match_transfers(const TransferBatch& batch, std::span<const BookedTransfer> booked);

}  // namespace lienthong::domain
