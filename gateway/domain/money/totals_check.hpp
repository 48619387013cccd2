#pragma once

#include "domain/money/statement_problem.hpp"
#include "domain/money/statement_tally.hpp"

#include <vector>

namespace lienthong::domain {

/// Counts and sums as the bank states them against the entries of every status, by the direction that each one states.
[[nodiscard]] std::vector<StatementProblem> total_problems(const StatedTotals& stated, const StatementTally& tally);

/// What the bank states of a batch against the payments it itemises. Nothing is said of one without payments, and
/// nothing of the sum where a payment has no amount or another currency.
[[nodiscard]] std::vector<StatementProblem> batch_problems(const Entry& entry);

}  // namespace lienthong::domain
