#pragma once

#include "domain/money/statement.hpp"
#include "domain/money/statement_problem.hpp"

#include <vector>

namespace lienthong::domain {

/// Whether `next` follows `previous` (rules.md 4.3 #2): it begins with the balance at which the other ended, and its
/// number is one higher. A copy or duplicate may repeat a number when it states the same balances. Both as whole
/// statements, with all their balances.
[[nodiscard]] std::vector<StatementProblem> continuity_problems(const StatementHeader& previous,
                                                                const StatementHeader& next);

}  // namespace lienthong::domain
