#include "domain/money/statement_problem.hpp"

#include <array>

namespace lienthong::domain {
namespace {

struct RuleText {
  std::string_view name;
  std::string_view text;
};

/// In the order of StatementRule.
constexpr std::array<RuleText, 28> rules{{
    {"statement.account_currency", "the account is held in another currency"},
    {"statement.balance_currency", "a balance is in another currency than the account"},
    {"statement.entry_currency", "the entry is in another currency than the account"},
    {"statement.decimals", "an amount in VND has a fraction"},
    {"statement.opening_missing", "there is no opening balance"},
    {"statement.closing_missing", "there is no closing balance"},
    {"statement.balance_contradicted", "two balances of one kind and day differ"},
    {"statement.too_many_balances", "more balances than one statement may have"},
    {"statement.balance_sum", "opening balance + credits - debits is not the closing balance"},
    {"statement.total_count", "the stated number of entries is wrong"},
    {"statement.total_sum", "the stated sum of entries is wrong"},
    {"statement.credit_count", "the stated number of credits is wrong"},
    {"statement.credit_sum", "the stated sum of credits is wrong"},
    {"statement.debit_count", "the stated number of debits is wrong"},
    {"statement.debit_sum", "the stated sum of debits is wrong"},
    {"statement.net_sum", "the stated net sum is wrong"},
    {"statement.batch_count", "the batch states another number of payments than it holds"},
    {"statement.batch_sum", "the batch states another sum than its payments have"},
    {"statement.duplicate_reference", "the same reference came before: one movement sent twice"},
    {"statement.outside_period", "booked on a day outside the period of the statement"},
    {"statement.page_missing", "not every page is there"},
    {"statement.page_foreign", "the page belongs to another account or statement"},
    {"statement.page_balance", "the page does not begin where the one before ended"},
    {"statement.too_many_entries", "more entries than one statement may have"},
    {"statement.chain_account", "the statement before is of another account or currency"},
    {"statement.chain_balance", "the statement does not begin where the one before ended"},
    {"statement.sequence_gap", "a statement before this one is missing"},
    {"statement.sequence_repeated", "a statement with this or a later number came before"},
}};
static_assert(rules.size() == static_cast<std::size_t>(StatementRule::sequence_repeated) + 1);

constexpr std::array<std::string_view, 5> hints{
    "",
    "it balances only with the signs of the entries reversed",
    "it balances only with the signs of the reversal entries reversed",
    "it balances only when entries that are not booked count",
    "it is right for the booked entries alone",
};
static_assert(hints.size() == static_cast<std::size_t>(StatementHint::unbooked_left_out) + 1);

void say_place(const StatementProblem& problem, std::string& out) {
  if (problem.entry != 0) out += "entry " + std::to_string(problem.entry);
  if (problem.line != 0) out += (out.empty() ? "line " : ", line ") + std::to_string(problem.line);
  if (!out.empty()) out += ": ";
}

}  // namespace

std::string_view name(StatementRule rule) { return rules.at(static_cast<std::size_t>(rule)).name; }
std::string_view text(StatementRule rule) { return rules.at(static_cast<std::size_t>(rule)).text; }
std::string_view text(StatementHint hint) { return hints.at(static_cast<std::size_t>(hint)); }

std::string describe(const StatementProblem& problem) {
  std::string out;
  say_place(problem, out);
  out.append(name(problem.rule)).append(": ").append(text(problem.rule));
  if (!problem.expected.empty() || !problem.found.empty()) {
    out += " (expected " + problem.expected + ", found " + problem.found + ")";
  }
  if (problem.hint != StatementHint::none) out.append("; ").append(text(problem.hint));
  return out;
}

}  // namespace lienthong::domain
