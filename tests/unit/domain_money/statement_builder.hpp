#pragma once

#include "domain/money/statement_check.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lienthong::domain::testing {

inline Amount money(std::string_view decimal, std::string_view currency = "VND") {
  return *Amount::read(decimal, *Currency::from_code(currency));
}

inline Balance balance(BalanceKind kind, std::string_view decimal, std::optional<Day> day = std::nullopt) {
  const bool debit = decimal.starts_with('-');
  return {kind, money(debit ? decimal.substr(1) : decimal), debit ? Flow::debit : Flow::credit, day};
}

inline StatementHeader header(std::string_view opening, std::string_view closing) {
  StatementHeader out;
  out.statement_id = "S1";
  out.account = "112233";
  out.currency = vnd();
  out.balances = {balance(BalanceKind::opening_booked, opening), balance(BalanceKind::closing_booked, closing)};
  return out;
}

inline Entry entry(std::size_t number, std::string_view decimal, Flow flow) {
  Entry out;
  out.number = number;
  out.line = number * 10;
  out.amount = money(decimal);
  out.flow = flow;
  return out;
}

inline StatementFindings check(const StatementHeader& header, const std::vector<Entry>& entries,
                               const StatementExpectation& expectation = {}) {
  StatementCheck check(expectation);
  check.header(header);
  for (const auto& entry : entries) check.entry(entry);
  check.end({});
  return check.finish();
}

inline std::vector<std::string> described(const StatementFindings& findings) {
  std::vector<std::string> out;
  for (const auto& problem : findings.problems) out.push_back(describe(problem));
  return out;
}

using Lines = std::vector<std::string>;

}  // namespace lienthong::domain::testing
