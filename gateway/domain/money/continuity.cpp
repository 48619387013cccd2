#include "domain/money/continuity.hpp"

#include "domain/money/balance_check.hpp"

#include <utility>

namespace lienthong::domain {
namespace {

StatementProblem problem(StatementRule rule, std::string expected, std::string found) {
  return {rule, 0, 0, std::move(expected), std::move(found), StatementHint::none};
}

bool same(const std::optional<Balance>& left, const std::optional<Balance>& right) {
  if (!left || !right) return left.has_value() == right.has_value();
  return left->amount.currency == right->amount.currency && signed_sum(*left) == signed_sum(*right);
}

bool repeats(const StatementHeader& previous, const StatementHeader& next) {
  return next.copy != CopyFlag::original && previous.sequence == next.sequence &&
         same(opening_of(previous.balances), opening_of(next.balances)) &&
         same(closing_of(previous.balances), closing_of(next.balances));
}

}  // namespace

std::vector<StatementProblem> continuity_problems(const StatementHeader& previous, const StatementHeader& next) {
  const bool same_currency = !previous.currency || !next.currency || previous.currency == next.currency;
  if (previous.account != next.account || !same_currency) return {problem(StatementRule::chain_account, {}, {})};
  if (repeats(previous, next)) return {};
  std::vector<StatementProblem> out;
  if (previous.sequence && next.sequence) {
    const auto expected = *previous.sequence + 1;
    if (*next.sequence < expected) {
      return {problem(StatementRule::sequence_repeated, std::to_string(expected), std::to_string(*next.sequence))};
    }
    if (*next.sequence > expected) {
      out.push_back(problem(StatementRule::sequence_gap, std::to_string(expected), std::to_string(*next.sequence)));
    }
  }
  const auto ended = closing_of(previous.balances);
  const auto begins = opening_of(next.balances);
  if (ended && begins && !same(ended, begins)) {
    out.push_back(problem(StatementRule::chain_balance, signed_sum(*ended).text(), signed_sum(*begins).text()));
  }
  return out;
}

}  // namespace lienthong::domain
