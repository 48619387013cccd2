#pragma once

#include "base/result.hpp"
#include "domain/fees.hpp"
#include "domain/working_calendar.hpp"
#include "sync/fees/fee_books.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace lienthong::sync {

/// A movement that the month's matching names. Holds no personal data.
struct SeenMovement {
  domain::MovementId id;
  std::string reference;  ///< the bank's number of it (AcctSvcrRef, else NtryRef); may be empty
  domain::Day booked_on{};
  domain::Flow flow = domain::Flow::credit;
  domain::Amount amount;  ///< unsigned
};

/// One month of fees, worked out from the books.
struct FeeMonthView {
  domain::MonthFacts facts;
  std::optional<base::Instant> statements_until;  ///< end of the last statement that counts
  std::vector<domain::FeeOfMonth> fees;
  std::vector<domain::TransferBatch> batches;     ///< as drafted; before anything was drafted the one that would be
  std::vector<SeenMovement> movements;            ///< those that `matching` names
  std::map<std::string, std::string> statements;  ///< name → the bank's own id, where it gives one
  std::vector<KnownFee> claims;                   ///< those that `matching` names; payers and references left out
  domain::Matching matching;                      ///< of the movements booked in the month and the fees of the month
  std::vector<FollowedDecision> open_decisions;   ///< about movements booked in the month; a person must decide again
  std::vector<domain::FeeAlarm> alarms;
  std::map<domain::UnitCode, AgreedSums> sums;
};

struct MonthSettings {
  const domain::WorkingCalendar* calendar = nullptr;
  const domain::FeeSchedule* schedule = nullptr;
  domain::MonthLimits limits;
  domain::MatchRules rules;
  base::Instant now{};
};

/// A fee belongs to the month in which it was paid, else booked, else asked: to exactly one. Booked is what a certain
/// match or a person gives to it. To be transferred is what was booked behind the last working day of the month before
/// and up to that of this month, at most what is due, of dossiers that were not withdrawn, refused or stopped.
/// Pure. `not_found` of the calendar where it has no table, or "fees.account" of the schedule.
[[nodiscard]] base::Result<FeeMonthView> month_view(const FeeBooks& books, const MonthSettings& settings);

/// The transfer of the month under another series: what `month_view` would draft, to be carried out on the last working
/// day of the month, or when that is over on the next working day (a late transfer is late, and says so). Fails as
/// domain::transfer_orders.
[[nodiscard]] base::Result<domain::TransferBatch> draft_batch(const FeeBooks& books, const MonthSettings& settings,
                                                              std::string_view series);

}  // namespace lienthong::sync
