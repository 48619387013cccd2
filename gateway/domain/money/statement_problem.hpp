#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace lienthong::domain {

/// What a statement can break (rules.md 4.3).
enum class StatementRule : std::uint8_t {
  account_currency,      ///< the account is not held in the currency that is expected of it
  balance_currency,      ///< a balance in another currency than the account
  entry_currency,        ///< an entry in another currency than the account
  decimals,              ///< a fraction of a đồng
  opening_missing,       ///< nothing says where the account stood before
  closing_missing,       ///< nothing says where the account stands after
  balance_contradicted,  ///< two balances of one kind and day that differ
  too_many_balances,
  balance_sum,  ///< opening + credits - debits is not the closing balance
  total_count,
  total_sum,
  credit_count,
  credit_sum,
  debit_count,
  debit_sum,
  net_sum,
  batch_count,
  batch_sum,
  duplicate_reference,  ///< the same movement sent twice
  outside_period,       ///< booked on a day that the statement does not cover
  page_missing,
  page_foreign,  ///< a page that belongs to another account or statement
  page_balance,  ///< a page does not begin where the one before ended
  too_many_entries,
  chain_account,  ///< the statement before is of another account
  chain_balance,  ///< does not begin where the one before ended
  sequence_gap,   ///< at least one statement between the two is missing
  sequence_repeated,
};
/// "statement.balance_sum"
[[nodiscard]] std::string_view name(StatementRule rule);
/// One constant English sentence.
[[nodiscard]] std::string_view text(StatementRule rule);

/// Why a wrong sum may be wrong; said beside it.
enum class StatementHint : std::uint8_t {
  none,
  signs_reversed,      ///< it balances only with the signs of the entries reversed
  reversals_reversed,  ///< … with the signs of the reversal entries reversed
  unbooked_counted,    ///< … when entries that are not booked count
  unbooked_left_out,   ///< a total that leaves out the entries that are not booked
};
[[nodiscard]] std::string_view text(StatementHint hint);

/// One thing wrong. `expected` and `found` are sums, counts, currencies, days or numbers of entries: never a name, a
/// reference or the amount of one payment, so all of it is safe to log.
struct StatementProblem {
  StatementRule rule = StatementRule::balance_sum;
  std::size_t entry = 0;  ///< from 1; 0: the statement as a whole
  std::size_t line = 0;   ///< in the file; 0: unknown
  std::string expected;
  std::string found;
  StatementHint hint = StatementHint::none;
  friend bool operator==(const StatementProblem&, const StatementProblem&) = default;
};

/// "entry 3, line 40: statement.duplicate_reference: … (expected …, found …)"
[[nodiscard]] std::string describe(const StatementProblem& problem);

}  // namespace lienthong::domain
