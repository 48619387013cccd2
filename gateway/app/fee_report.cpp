#include "app/fee_report.hpp"

#include "app/sheet_text.hpp"
#include "console/month/month_sheets.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <stdexcept>
#include <variant>

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

console::DecisionDoubt doubt_of(sync::FollowOutcome outcome) {
  switch (outcome) {
    case sync::FollowOutcome::ambiguous:
      return console::DecisionDoubt::several_fit;
    case sync::FollowOutcome::amount_changed:
      return console::DecisionDoubt::amount_changed;
    case sync::FollowOutcome::gone:
      return console::DecisionDoubt::movement_gone;
    case sync::FollowOutcome::followed:
    case sync::FollowOutcome::decided_anew:
      break;
  }
  throw std::logic_error("the decision needs nobody");
}

console::OpenDecision open_decision(const sync::FollowedDecision& one) {
  console::OpenDecision out{one.from, doubt_of(one.outcome), one.booked_on, one.amount, {}, one.candidates};
  if (one.decision.settled) out.claims = one.decision.settled->claims;
  for (const std::string& claim : one.decision.rejected) out.claims.push_back(claim);
  return out;
}

constexpr std::size_t most_rows_side_by_side = 6;
constexpr std::size_t names_of_a_row = 3;  ///< unit, its name, kind

std::string text_of(const console::Cell& cell) {
  const auto* const text = std::get_if<std::string>(&cell);
  return text == nullptr ? std::string() : *text;
}

/// Of amounts or of counts; of anything else nothing.
console::Cell sum_of(const std::vector<std::vector<console::Cell>>& rows, std::size_t column) {
  console::Dong dong;
  console::Count count;
  for (const auto& row : rows) {
    if (const auto* const amount = std::get_if<console::Dong>(&row[column])) dong.value += amount->value;
    if (const auto* const number = std::get_if<console::Count>(&row[column])) count.value += number->value;
  }
  const console::Cell& first = rows.front()[column];
  if (std::holds_alternative<console::Dong>(first)) return dong;
  return std::holds_alternative<console::Count>(first) ? console::Cell(count) : console::Cell();
}

/// Few rows of many columns fit a terminal better when they stand side by side.
console::Sheet narrow_enough(console::Sheet sheet) {
  if (sheet.rows.empty() || sheet.rows.size() > most_rows_side_by_side) return sheet;
  console::Sheet out{sheet.name, sheet.title, sheet.note, {{"", 10, console::ColumnTotal::none}}, {}};
  for (const auto& row : sheet.rows)
    out.columns.push_back({text_of(row[0]) + " " + text_of(row[2]), 10, console::ColumnTotal::none});
  out.columns.push_back({"Cộng", 10, console::ColumnTotal::none});
  for (std::size_t column = names_of_a_row; column < sheet.columns.size(); ++column) {
    auto& line = out.rows.emplace_back();
    line.emplace_back(sheet.columns[column].title);
    for (const auto& row : sheet.rows) line.push_back(row[column]);
    line.push_back(sum_of(sheet.rows, column));
  }
  return out;
}

std::string matching_line(const MonthReport& report) {
  const auto& matches = report.matching.matches;
  const auto certain = std::ranges::count(matches, domain::Confidence::certain, &domain::Match::confidence);
  std::string out = "Đối soát: " + std::to_string(certain) + " khớp chắc chắn, ";
  out += std::to_string(std::ssize(matches) - certain) + " đề nghị khớp chờ quyết định, ";
  out += std::to_string(report.matching.findings.size()) + " bút toán không khớp khoản nào, ";
  out += std::to_string(report.matching.open_claims.size()) + " khoản chưa có tiền";
  if (!report.open_decisions.empty())
    out += ", " + std::to_string(report.open_decisions.size()) + " quyết định cũ phải xem lại";
  return out + " (xem: lienthong fees matches)\n";
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
  std::erase_if(report.open_decisions,
                [&](const console::OpenDecision& one) { return std::ranges::none_of(one.claims, is_own); });
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
  out.statements = view.statements;
  out.matching = view.matching;
  std::ranges::transform(view.open_decisions, std::back_inserter(out.open_decisions), &open_decision);
  out.alarms = view.alarms;
  if (unit) narrow(out, view, *unit);
  return out;
}

std::string month_text(const MonthReport& report) {
  return sheet_text(narrow_enough(summary_sheet(report))) + matching_line(report) + "\n" +
         sheet_text(transfers_sheet(report)) + "\n" + sheet_text(alarms_sheet(report));
}

}  // namespace lienthong::app
