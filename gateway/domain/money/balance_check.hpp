#pragma once

#include "domain/money/statement_problem.hpp"
#include "domain/money/statement_tally.hpp"

#include <optional>
#include <vector>

namespace lienthong::domain {

/// Signed: a debit balance is below zero.
[[nodiscard]] ExactSum signed_sum(const Balance& balance);

/// Where the account stood before the first entry: OPBD, else PRCD; of several the earliest.
[[nodiscard]] std::optional<Balance> opening_of(const std::vector<Balance>& balances);
/// Where it stands after the last entry: CLBD; of several the latest.
[[nodiscard]] std::optional<Balance> closing_of(const std::vector<Balance>& balances);

/// Opening + credits - debits of the booked entries = closing. Of a camt.053 both balances are demanded.
[[nodiscard]] std::vector<StatementProblem> balance_problems(const StatementHeader& header,
                                                             const StatementTally& tally);

/// Balances of one kind and day that differ.
[[nodiscard]] std::vector<StatementProblem> contradictions(const std::vector<Balance>& balances);

}  // namespace lienthong::domain
