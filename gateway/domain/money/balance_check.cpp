#include "domain/money/balance_check.hpp"

#include <algorithm>

namespace lienthong::domain {
namespace {

enum class Pick { earliest, latest };

std::optional<Balance> pick(const std::vector<Balance>& balances, BalanceKind kind, Pick which) {
  std::optional<Balance> out;
  for (const auto& balance : balances) {
    if (balance.kind != kind) continue;
    const bool better = !out || (which == Pick::earliest ? balance.day < out->day : balance.day >= out->day);
    if (better) out = balance;
  }
  return out;
}

bool must_agree(const Balance& left, const Balance& right) {
  const bool judged = left.kind == BalanceKind::opening_booked || left.kind == BalanceKind::closing_booked ||
                      left.kind == BalanceKind::previous_closing;
  return judged && left.kind == right.kind && left.day == right.day && left.amount.currency == right.amount.currency;
}

StatementHint why_wrong(const ExactSum& opening, const ExactSum& closing, const StatementTally& tally) {
  const auto moved = closing - opening;
  if (moved == -tally.booked.net()) return StatementHint::signs_reversed;
  const auto reversals = tally.booked_reversals.net();
  if (moved == tally.booked.net() - reversals - reversals) return StatementHint::reversals_reversed;
  return moved == tally.all.net() ? StatementHint::unbooked_counted : StatementHint::none;
}

StatementProblem missing(StatementRule rule) {
  StatementProblem out;
  out.rule = rule;
  return out;
}

}  // namespace

ExactSum signed_sum(const Balance& balance) {
  const ExactSum sum(balance.amount);
  return balance.flow == Flow::credit ? sum : -sum;
}

std::optional<Balance> opening_of(const std::vector<Balance>& balances) {
  const auto opening = pick(balances, BalanceKind::opening_booked, Pick::earliest);
  return opening ? opening : pick(balances, BalanceKind::previous_closing, Pick::earliest);
}

std::optional<Balance> closing_of(const std::vector<Balance>& balances) {
  return pick(balances, BalanceKind::closing_booked, Pick::latest);
}

std::vector<StatementProblem> balance_problems(const StatementHeader& header, const StatementTally& tally) {
  const auto opening = opening_of(header.balances);
  const auto closing = closing_of(header.balances);
  std::vector<StatementProblem> out;
  if (!opening || !closing) {
    if (header.kind != StatementKind::statement) return out;
    if (!opening) out.push_back(missing(StatementRule::opening_missing));
    if (!closing) out.push_back(missing(StatementRule::closing_missing));
    return out;
  }
  const auto from = signed_sum(*opening);
  const auto to = signed_sum(*closing);
  const auto counted = from + tally.booked.net();
  if (counted == to) return out;
  StatementProblem wrong;
  wrong.rule = StatementRule::balance_sum;
  wrong.expected =
      from.text() + " + " + tally.booked.credits.text() + " - " + tally.booked.debits.text() + " = " + counted.text();
  wrong.found = to.text();
  wrong.hint = why_wrong(from, to, tally);
  out.push_back(std::move(wrong));
  return out;
}

std::vector<StatementProblem> contradictions(const std::vector<Balance>& balances) {
  std::vector<StatementProblem> out;
  for (auto one = balances.begin(); one != balances.end(); ++one) {
    const auto first = std::find_if(balances.begin(), one, [&](const Balance& b) { return must_agree(b, *one); });
    if (first == one || signed_sum(*first) == signed_sum(*one)) continue;
    StatementProblem wrong;
    wrong.rule = StatementRule::balance_contradicted;
    wrong.expected = signed_sum(*first).text();
    wrong.found = signed_sum(*one).text();
    out.push_back(std::move(wrong));
  }
  return out;
}

}  // namespace lienthong::domain
