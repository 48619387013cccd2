#include "domain/money/totals_check.hpp"

#include "unit/domain_money/statement_builder.hpp"

#include <gtest/gtest.h>

namespace lienthong::domain {
namespace {

using testing::entry;
using testing::money;

/// Two credits of 10 and 5, of which the second is pending, and a debit of 4.
StatementTally tally() {
  StatementTally out;
  out.all.add(money("10"), Flow::credit);
  out.booked.add(money("10"), Flow::credit);
  out.all.add(money("5"), Flow::credit);
  out.all.add(money("4"), Flow::debit);
  out.booked.add(money("4"), Flow::debit);
  return out;
}

StatedTotals right() {
  StatedTotals out;
  out.all = {3, "19.00"};
  out.credits = {2, "15"};
  out.debits = {1, "4"};
  out.net = "11";
  out.net_flow = Flow::credit;
  return out;
}

std::vector<StatementRule> rules(const StatedTotals& stated) {
  std::vector<StatementRule> out;
  for (const auto& problem : total_problems(stated, tally())) out.push_back(problem.rule);
  return out;
}

TEST(Totals, AreHeldToEveryPartThatIsStated) {
  using Rule = StatementRule;
  EXPECT_TRUE(rules({}).empty());
  EXPECT_TRUE(rules(right()).empty());
  auto wrong = right();
  wrong.all = {4, "20"};
  wrong.credits = {1, "14.99999"};
  wrong.debits = {2, "-4"};
  wrong.net = "12";
  EXPECT_EQ(rules(wrong), (std::vector{Rule::total_count, Rule::total_sum, Rule::credit_count, Rule::credit_sum,
                                       Rule::debit_count, Rule::debit_sum, Rule::net_sum}));
}

TEST(Totals, StateTheNetSumWithItsDirection) {
  auto stated = right();
  stated.net_flow = Flow::debit;
  EXPECT_EQ(rules(stated), std::vector{StatementRule::net_sum});
  stated.net = "-11";
  EXPECT_TRUE(rules(stated).empty());
  stated.net_flow.reset();
  EXPECT_TRUE(rules(stated).empty());
  stated.net = "0.000001";
  EXPECT_EQ(rules(stated), std::vector{StatementRule::net_sum});
}

TEST(Totals, SayWhenTheyLeaveOutWhatIsNotBooked) {
  StatedTotals booked;
  booked.all = {2, "14"};
  for (const auto& problem : total_problems(booked, tally())) {
    EXPECT_EQ(problem.hint, StatementHint::unbooked_left_out);
  }
  EXPECT_EQ(total_problems(booked, tally()).size(), 2U);
}

TEST(Batch, IsHeldToThePaymentsItItemises) {
  auto batch = entry(1, "30", Flow::credit);
  batch.batch = Batch{2, money("30")};
  EXPECT_TRUE(batch_problems(batch).empty());  // not itemised
  batch.details.resize(2);
  batch.details[0].amount = money("10");
  batch.details[1].amount = money("20");
  EXPECT_TRUE(batch_problems(batch).empty());
  batch.details[1].flow = Flow::debit;
  ASSERT_EQ(batch_problems(batch).size(), 1U);
  EXPECT_EQ(batch_problems(batch)[0].expected, "-10");
  batch.details[1].amount = money("20", "USD");
  EXPECT_TRUE(batch_problems(batch).empty());
  batch.details.pop_back();
  const auto problems = batch_problems(batch);
  ASSERT_EQ(problems.size(), 2U);
  EXPECT_EQ(problems[0].rule, StatementRule::batch_count);
  EXPECT_EQ(problems[1].rule, StatementRule::batch_sum);
  batch.batch.reset();
  EXPECT_TRUE(batch_problems(batch).empty());
}

}  // namespace
}  // namespace lienthong::domain
