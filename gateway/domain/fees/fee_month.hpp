#pragma once

#include "base/result.hpp"
#include "domain/fees/fee_alarm.hpp"
#include "domain/fees/fee_schedule.hpp"
#include "domain/fees/transfer_order.hpp"
#include "domain/status.hpp"
#include "domain/working_calendar.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

// One month of fees, seen three ways: by the dossiers, by the platform and the counter, by the bank (rules 4.5).

namespace lienthong::domain {

enum class PaidBy : std::uint8_t { platform, counter };

/// One fee of one dossier, with what each side says of it. Amounts in đồng; 0 where a side says nothing.
struct FeeOfMonth {
  DossierCode dossier;
  UnitCode unit;
  FeeKind kind = FeeKind::fee;
  std::int64_t due = 0;
  std::int64_t paid = 0;
  PaidBy paid_by = PaidBy::platform;
  std::int64_t booked = 0;
  int payments = 0;                  ///< how many times it was paid
  Status status = Status::accepted;  ///< of the dossier
};

/// What is wrong with one fee; none when the three sides agree.
enum class FeeDifference : std::uint8_t {
  not_booked,      ///< paid on the platform, not at the bank: late settlement
  not_paid,        ///< at the bank, nowhere else
  amount_differs,  ///< paid or booked is not what is due
  paid_twice,
  refund_due,  ///< paid for a dossier that was withdrawn, refused or stopped
  overdue      ///< unpaid although the dossier is finished
};
/// "not_booked"
[[nodiscard]] std::string_view name(FeeDifference difference);
[[nodiscard]] std::vector<FeeDifference> differences(const FeeOfMonth& fee);

/// What a Unit, and the State with it, has in a month.
struct UnitMonth {
  std::int64_t due = 0;
  std::int64_t paid_on_platform = 0;
  std::int64_t paid_at_counter = 0;
  std::int64_t booked = 0;
  std::int64_t transferred = 0;
  std::map<FeeDifference, int> differences;
  friend bool operator==(const UnitMonth&, const UnitMonth&) = default;
};
using UnitAndKind = std::pair<UnitCode, FeeKind>;
/// By Unit and kind. What is transferred is what the batch's orders were booked with.
[[nodiscard]] std::map<UnitAndKind, UnitMonth> three_way_view(std::span<const FeeOfMonth> fees,
                                                              const TransferBatch& batch,
                                                              const TransferMatching& transfers);

/// What is known of the month's duties. An instant that is missing has not come yet.
struct MonthFacts {
  std::chrono::year_month month{};
  std::int64_t to_transfer = 0;           ///< collected and not yet transferred, đồng
  std::vector<BookedTransfer> transfers;  ///< booked debits to the Treasury and the Units
  std::optional<base::Instant> documents_received_at;
  std::map<UnitCode, std::optional<base::Instant>> agreed_at;  ///< of every Unit that has fees in the month
};

/// The clauses leave the day of agreement to the Centre; the 10th is the regulation's.
struct MonthLimits {
  unsigned agree_by = 15;  ///< day of the following month, until its end
};

/// The month's alarms as they stand at `now` (rules 1.5): on the last working day the transfer, before the 10th the
/// bank's documents, by the day set each Unit's agreement. Fails where the calendar has no table.
[[nodiscard]] base::Result<std::vector<FeeAlarm>> check_month(const MonthFacts& facts, const WorkingCalendar& calendar,
                                                              base::Instant now, const MonthLimits& limits = {});

/// When the bank's documents of `month` are late, and when that is warned of: midnight before the 10th of the following
/// month, and midnight before the last working day that is not after the 9th.
struct DocumentsDue {
  base::Instant warn_at{};
  base::Instant late_at{};
};
[[nodiscard]] base::Result<DocumentsDue> documents_due(std::chrono::year_month month, const WorkingCalendar& calendar);

}  // namespace lienthong::domain
