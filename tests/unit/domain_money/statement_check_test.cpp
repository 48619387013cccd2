#include "domain/money/statement_check.hpp"

#include "unit/domain_money/statement_builder.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace lienthong::domain {
namespace {

using testing::balance;
using testing::check;
using testing::described;
using testing::entry;
using testing::header;
using testing::Lines;
using testing::money;

TEST(StatementCheck, AcceptsWhatAddsUp) {
  EXPECT_TRUE(check(header("1000", "1300"), {entry(1, "500", Flow::credit), entry(2, "200", Flow::debit)}).accepted());
  EXPECT_TRUE(check(header("-100", "50"), {entry(1, "150.00", Flow::credit)}).accepted());
  EXPECT_TRUE(check(header("7", "7"), {}).accepted());
}

TEST(StatementCheck, ExplainsASumThatIsWrong) {
  const auto findings = check(header("1000", "1301"), {entry(1, "500", Flow::credit), entry(2, "200", Flow::debit)});
  EXPECT_EQ(described(findings), (Lines{"statement.balance_sum: opening balance + credits - debits is not the closing "
                                        "balance (expected 1000 + 500 - 200 = 1300, found 1301)"}));
}

TEST(StatementCheck, SaysWhenOnlyReversedSignsBalance) {
  const auto findings = check(header("1000", "700"), {entry(1, "500", Flow::credit), entry(2, "200", Flow::debit)});
  ASSERT_EQ(findings.problems.size(), 1U);
  EXPECT_EQ(findings.problems[0].hint, StatementHint::signs_reversed);
}

TEST(StatementCheck, CountsOnlyBookedEntriesInTheBalance) {
  auto pending = entry(2, "200", Flow::credit);
  pending.status = BookingStatus::pending;
  auto information = entry(3, "70", Flow::debit);
  information.status = BookingStatus::information;
  EXPECT_TRUE(check(header("0", "500"), {entry(1, "500", Flow::credit), pending, information}).accepted());
  const auto findings = check(header("0", "630"), {entry(1, "500", Flow::credit), pending, information});
  ASSERT_EQ(findings.problems.size(), 1U);
  EXPECT_EQ(findings.problems[0].hint, StatementHint::unbooked_counted);
}

TEST(StatementCheck, ReadsReversalsAsTheBankWritesThem) {
  auto reversal = entry(2, "500", Flow::credit);
  reversal.reversal = true;
  const std::vector<Entry> entries{entry(1, "500", Flow::credit), reversal};
  const auto findings = check(header("0", "0"), entries);
  ASSERT_EQ(findings.problems.size(), 1U);
  EXPECT_EQ(findings.problems[0].hint, StatementHint::reversals_reversed);
  StatementExpectation of_original;
  of_original.reversals = ReversalDirection::of_original;
  EXPECT_TRUE(check(header("0", "0"), entries, of_original).accepted());
  EXPECT_TRUE(check(header("0", "1000"), entries).accepted());
}

TEST(StatementCheck, DemandsBothBalancesOfAStatementOnly) {
  auto without = header("0", "0");
  without.balances.clear();
  EXPECT_EQ(described(check(without, {})), (Lines{"statement.opening_missing: there is no opening balance",
                                                  "statement.closing_missing: there is no closing balance"}));
  for (const auto kind : {StatementKind::notification, StatementKind::intraday}) {
    without.kind = kind;
    EXPECT_TRUE(check(without, {entry(1, "5", Flow::credit)}).accepted());
  }
}

TEST(StatementCheck, TakesThePreviousClosingWhereThereIsNoOpening) {
  auto with = header("0", "15");
  with.balances[0] = balance(BalanceKind::previous_closing, "10");
  EXPECT_TRUE(check(with, {entry(1, "5", Flow::credit)}).accepted());
  with.balances.push_back(balance(BalanceKind::opening_booked, "11"));
  EXPECT_FALSE(check(with, {entry(1, "5", Flow::credit)}).accepted());
}

TEST(StatementCheck, SpansTheDaysOfItsBalances) {
  const Day monday{std::chrono::year{2026} / 11 / 2};
  const Day tuesday{std::chrono::year{2026} / 11 / 3};
  auto two_days = header("0", "0");
  two_days.balances = {
      balance(BalanceKind::opening_booked, "10", tuesday), balance(BalanceKind::closing_booked, "12", tuesday),
      balance(BalanceKind::opening_booked, "5", monday), balance(BalanceKind::closing_booked, "10", monday)};
  EXPECT_TRUE(check(two_days, {entry(1, "7", Flow::credit)}).accepted());
  two_days.balances.push_back(balance(BalanceKind::closing_booked, "13", tuesday));
  EXPECT_EQ(check(two_days, {entry(1, "8", Flow::credit)}).problems[0].rule, StatementRule::balance_contradicted);
}

TEST(StatementCheck, NamesEachForeignCurrency) {
  auto foreign = entry(2, "5", Flow::credit);
  foreign.amount = money("5", "USD");
  const auto findings = check(header("0", "10"), {entry(1, "5", Flow::credit), foreign});
  EXPECT_EQ(described(findings), (Lines{"entry 2, line 20: statement.entry_currency: the entry is in another currency "
                                        "than the account (expected VND, found USD)"}));
  auto other = header("0", "0");
  other.balances[1].amount = money("0", "EUR");
  EXPECT_EQ(check(other, {}).problems[0].rule, StatementRule::balance_currency);
}

TEST(StatementCheck, HoldsTheAccountToTheCurrencyThatIsExpected) {
  StatementExpectation dong;
  dong.currency = vnd();
  EXPECT_TRUE(check(header("0", "0"), {}, dong).accepted());
  auto euro = header("0", "0");
  euro.currency = Currency::from_code("EUR");
  euro.balances.clear();
  EXPECT_EQ(check(euro, {}, dong).problems[0].rule, StatementRule::account_currency);
  euro.currency.reset();
  euro.kind = StatementKind::notification;
  auto first = entry(1, "5", Flow::credit);
  first.amount = money("5", "EUR");
  EXPECT_EQ(check(euro, {first}, dong).problems[0].rule, StatementRule::account_currency);
}

TEST(StatementCheck, RefusesAFractionOfADong) {
  EXPECT_TRUE(check(header("0", "5.00"), {entry(1, "5.00000", Flow::credit)}).accepted());
  const auto findings = check(header("0", "5"), {entry(1, "5.00001", Flow::credit)});
  EXPECT_EQ(findings.problems[0].rule, StatementRule::decimals);
  EXPECT_EQ(findings.problems[0].entry, 1U);
  auto with_detail = entry(1, "5", Flow::credit);
  with_detail.details.resize(1);
  with_detail.details[0].amount = money("5.5");
  EXPECT_EQ(check(header("0", "5"), {with_detail}).problems[0].rule, StatementRule::decimals);
  EXPECT_EQ(check(header("0.5", "0.5"), {}).problems[0].rule, StatementRule::decimals);
}

TEST(StatementCheck, FindsAMovementThatWasSentTwice) {
  auto one = entry(1, "5", Flow::credit);
  one.servicer_reference = "FT1";
  auto other = entry(2, "6", Flow::credit);
  other.servicer_reference = "FT2";
  auto again = entry(3, "5", Flow::credit);
  again.servicer_reference = "FT1";
  EXPECT_EQ(described(check(header("0", "16"), {one, other, again})),
            (Lines{"entry 3, line 30: statement.duplicate_reference: the same reference came before: one movement sent "
                   "twice (expected once, found at entry 1 before)"}));
  again.reversal = true;
  again.flow = Flow::debit;
  EXPECT_TRUE(check(header("0", "6"), {one, other, again}).accepted());
}

TEST(StatementCheck, NamesWhatIsBookedOutsideThePeriod) {
  auto november = header("0", "10");
  november.from = *base::from_rfc3339("2026-11-01T00:00:00+07:00");
  november.to = *base::from_rfc3339("2026-11-30T23:59:59+07:00");
  auto first = entry(1, "5", Flow::credit);
  first.booked_on = Day{std::chrono::year{2026} / 11 / 1};
  auto last = entry(2, "5", Flow::credit);
  last.booked_on = Day{std::chrono::year{2026} / 11 / 30};
  EXPECT_TRUE(check(november, {first, last}).accepted());
  last.booked_on = Day{std::chrono::year{2026} / 12 / 1};
  EXPECT_EQ(described(check(november, {first, last})),
            (Lines{"entry 2, line 20: statement.outside_period: booked on a day outside the period of the statement "
                   "(expected 2026-11-01 to 2026-11-30, found 2026-12-01)"}));
  first.booked_on = Day{std::chrono::year{2026} / 10 / 31};
  first.status = BookingStatus::pending;
  november.balances[1] = balance(BalanceKind::closing_booked, "0");
  EXPECT_TRUE(check(november, {first}).accepted());
}

TEST(StatementCheck, BoundsEntriesBalancesAndProblems) {
  StatementExpectation small;
  small.most_entries = 2;
  small.most_balances = 2;
  std::vector<Entry> entries;
  for (std::size_t i = 1; i <= 4; ++i) entries.push_back(entry(i, "0", Flow::credit));
  EXPECT_EQ(described(check(header("0", "0"), entries, small)),
            (Lines{"entry 3, line 30: statement.too_many_entries: more entries than one statement may have"}));
  auto three = header("0", "0");
  three.balances.push_back(balance(BalanceKind::expected, "1"));
  EXPECT_EQ(check(three, {}, small).problems[0].rule, StatementRule::too_many_balances);

  std::vector<Entry> broken;
  for (std::size_t i = 1; i <= most_statement_problems + 5; ++i) broken.push_back(entry(i, "0.5", Flow::credit));
  const auto findings = check(header("0", "502.5"), broken);
  EXPECT_EQ(findings.problems.size(), most_statement_problems);
  EXPECT_EQ(findings.unlisted, 6U);  // five entries and the closing balance
}

TEST(StatementCheck, BalancesExactlyWhenTheSumsDo) {
  rc::check([](const std::vector<std::pair<bool, std::uint32_t>>& drawn, std::int16_t opening, bool honest) {
    std::vector<Entry> entries;
    std::int64_t sum = opening;
    for (const auto& [credit, amount] : drawn) {
      entries.push_back(entry(entries.size() + 1, std::to_string(amount), credit ? Flow::credit : Flow::debit));
      sum += credit ? std::int64_t{amount} : -std::int64_t{amount};
    }
    const auto closing = honest ? sum : sum + 1;
    RC_ASSERT(check(header(std::to_string(opening), std::to_string(closing)), entries).accepted() == honest);
  });
}

}  // namespace
}  // namespace lienthong::domain
