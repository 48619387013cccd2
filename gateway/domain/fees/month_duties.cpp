#include "domain/fees/fee_month.hpp"

#include <algorithm>

namespace lienthong::domain {
namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::year_month;
using std::chrono::year_month_day;

/// The bank's documents are there before this day begins (regulation 4.5.c).
constexpr std::chrono::day documents_late{10};

/// Midnight in Viet Nam at which `day` begins.
base::Instant start_of(sys_days day) { return base::Instant{day} - base::vietnam_offset; }

FeeAlarm alarm(FeeAlarmKind kind, Severity severity, base::Instant since) {
  FeeAlarm out;
  out.kind = kind;
  out.severity = severity;
  out.since = since;
  return out;
}

std::int64_t sum_of(const std::vector<BookedTransfer>& transfers) {
  std::int64_t sum = 0;
  for (const BookedTransfer& one : transfers) sum += one.amount;
  return sum;
}

/// By the end of the last working day; a debit on another day is named, and the sum is judged once the day is over.
void check_transfer(const MonthFacts& facts, sys_days last, base::Instant now, std::vector<FeeAlarm>& out) {
  const base::Instant over = start_of(last + days{1});
  std::int64_t on_other_days = 0;
  std::optional<Day> other_day;
  for (const BookedTransfer& one : facts.transfers) {
    if (one.booked_on == last) continue;
    on_other_days += one.amount;
    other_day = std::min(other_day.value_or(one.booked_on), one.booked_on);
  }
  if (other_day && start_of(*other_day) <= now) {
    out.push_back(alarm(FeeAlarmKind::month_end_transfer_wrong_day, Severity::breach, start_of(*other_day)));
    out.back().found = on_other_days;
  }
  if (now < over) {
    const bool warned = facts.transfers.empty() && facts.to_transfer > 0 && now >= start_of(last);
    if (warned) out.push_back(alarm(FeeAlarmKind::month_end_transfer_missing, Severity::warning, start_of(last)));
    if (warned) out.back().expected = facts.to_transfer;
    return;
  }
  const std::int64_t transferred = sum_of(facts.transfers);
  if (transferred == facts.to_transfer) return;
  const auto kind =
      facts.transfers.empty() ? FeeAlarmKind::month_end_transfer_missing : FeeAlarmKind::month_end_sum_mismatch;
  out.push_back(alarm(kind, Severity::breach, over));
  out.back().expected = facts.to_transfer;
  out.back().found = transferred;
}

void check_documents(const MonthFacts& facts, const DocumentsDue& due, base::Instant now, std::vector<FeeAlarm>& out) {
  const bool in_time = facts.documents_received_at && *facts.documents_received_at < due.late_at;
  if (in_time || now < due.warn_at) return;
  if (now >= due.late_at) {
    out.push_back(alarm(FeeAlarmKind::bank_documents_late, Severity::breach, due.late_at));
  } else if (!facts.documents_received_at) {
    out.push_back(alarm(FeeAlarmKind::bank_documents_late, Severity::warning, due.warn_at));
  }
}

void check_agreements(const MonthFacts& facts, base::Instant late_at, base::Instant now, std::vector<FeeAlarm>& out) {
  if (now < late_at) return;
  for (const auto& [unit, agreed_at] : facts.agreed_at) {
    if (agreed_at && *agreed_at <= now) continue;
    out.push_back(alarm(FeeAlarmKind::unit_reconciliation_open, Severity::breach, late_at));
    out.back().unit = unit;
  }
}

}  // namespace

base::Result<DocumentsDue> documents_due(year_month month, const WorkingCalendar& calendar) {
  const sys_days late{(month + months{1}) / documents_late};
  for (sys_days day = late - days{1};; day -= days{1}) {
    const auto working = calendar.is_working_day(year_month_day{day});
    if (!working) return base::fail(working.error());
    if (*working) return DocumentsDue{start_of(day), start_of(late)};
  }
}

base::Result<std::vector<FeeAlarm>> check_month(const MonthFacts& facts, const WorkingCalendar& calendar,
                                                base::Instant now, const MonthLimits& limits) {
  const auto last = calendar.last_working_day(facts.month);
  if (!last) return base::fail(last.error());
  const auto documents = documents_due(facts.month, calendar);
  if (!documents) return base::fail(documents.error());
  std::vector<FeeAlarm> out;
  check_transfer(facts, sys_days{*last}, now, out);
  check_documents(facts, *documents, now, out);
  const sys_days agree_day{(facts.month + months{1}) / std::chrono::day{limits.agree_by}};
  check_agreements(facts, start_of(agree_day + days{1}), now, out);
  return out;
}

}  // namespace lienthong::domain
