#pragma once

#include "base/instant.hpp"
#include "domain/fees/fee_rate.hpp"
#include "domain/ids.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace lienthong::domain {

/// What the regulation's clauses on fees (4.5, 9.2) and the platform's contract can be broken by.
enum class FeeAlarmKind : std::uint8_t {
  fee_amount_mismatch,           ///< collected is not what the schedule says for that day
  month_end_transfer_missing,    ///< no booked debit by the end of the last working day
  month_end_transfer_wrong_day,  ///< booked, on another day
  month_end_sum_mismatch,        ///< transferred is not collected and not yet transferred
  bank_documents_late,           ///< not there before the 10th
  unit_reconciliation_open,      ///< a Unit has not agreed the month by the day set
};
/// "MONTH_END_TRANSFER_MISSING"
[[nodiscard]] std::string_view name(FeeAlarmKind kind);

enum class Severity : std::uint8_t { warning, breach };

struct FeeAlarm {
  FeeAlarmKind kind = FeeAlarmKind::fee_amount_mismatch;
  Severity severity = Severity::breach;
  base::Instant since{};  ///< when the limit passed, or the warning began
  std::optional<UnitCode> unit;
  std::optional<DossierCode> dossier;
  std::int64_t expected = 0;  ///< đồng, where the rule is about an amount
  std::int64_t found = 0;
  friend bool operator==(const FeeAlarm&, const FeeAlarm&) = default;
};

}  // namespace lienthong::domain
