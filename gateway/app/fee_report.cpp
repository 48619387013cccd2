#include "app/fee_report.hpp"

#include "app/sheet_text.hpp"
#include "console/month/month_sheets.hpp"

#include <algorithm>
#include <iterator>
#include <set>

namespace lienthong::app {
namespace {

using console::MonthReport;

std::map<domain::UnitCode, std::string> unit_names(const domain::FeeSchedule& schedule) {
  std::map<domain::UnitCode, std::string> out;
  for (const domain::FeeRate& rate : schedule.rates()) {
    const auto* account = schedule.account(rate.account);
    if (account != nullptr && account->unit == rate.unit) out.emplace(rate.unit, account->holder_name);
  }
  return out;
}

/// Leaves what concerns one Unit.
void narrow(MonthReport& report, const sync::FeeMonthView& view, const domain::UnitCode& unit) {
  std::erase_if(report.fees, [&](const domain::FeeOfMonth& fee) { return fee.unit != unit; });
  std::erase_if(report.alarms, [&](const domain::FeeAlarm& alarm) { return alarm.unit && *alarm.unit != unit; });
  std::set<std::string> own;
  for (const sync::KnownFee& claim : view.claims) {
    if (claim.unit == unit) own.insert(claim.id);
  }
  const auto is_own = [&](const std::string& claim) { return own.contains(claim); };
  domain::Matching& matching = report.matching;
  std::erase_if(matching.matches, [&](const domain::Match& one) { return std::ranges::none_of(one.claims, is_own); });
  std::erase_if(matching.findings, [&](const domain::Finding& one) { return !is_own(one.claim); });
  std::erase_if(matching.open_claims, [&](const std::string& claim) { return !is_own(claim); });
}

}  // namespace

MonthReport month_report(const sync::FeeMonthView& view, const domain::FeeSchedule& schedule, base::Instant made_at,
                         const std::optional<domain::UnitCode>& unit) {
  MonthReport out;
  out.facts = view.facts;
  out.made_at = made_at;
  out.statements_until = view.statements_until;
  out.units = unit_names(schedule);
  out.fees = view.fees;
  out.batches = view.batches;
  for (const sync::SeenMovement& one : view.movements)
    out.movements.push_back({one.id, one.reference, one.booked_on, one.flow, one.amount});
  for (const sync::KnownFee& claim : view.claims) out.claims.push_back({claim.id, claim.dossier, claim.asked});
  out.matching = view.matching;
  out.alarms = view.alarms;
  if (unit) narrow(out, view, *unit);
  return out;
}

std::string month_text(const MonthReport& report) {
  return sheet_text(summary_sheet(report)) + "\n" + sheet_text(transfers_sheet(report)) + "\n" +
         sheet_text(alarms_sheet(report));
}

}  // namespace lienthong::app
