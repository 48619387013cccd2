#include "domain/money/statement_file_check.hpp"

#include "unit/domain_money/statement_builder.hpp"

#include <gtest/gtest.h>

namespace lienthong::domain {
namespace {

using testing::balance;
using testing::entry;
using testing::header;

TEST(StatementFileCheck, TellsOfEachWholeStatement) {
  std::vector<CheckedStatement> told;
  StatementFileCheck file({}, [&](CheckedStatement statement) { told.push_back(std::move(statement)); });
  auto first = header("0", "0");
  first.balances = {balance(BalanceKind::opening_booked, "0")};
  first.page = 1;
  first.last_page = false;
  file.header(first);
  file.entry(entry(1, "5", Flow::credit));
  file.end({});
  auto second = first;
  second.balances = {balance(BalanceKind::closing_booked, "12")};
  second.page = 2;
  second.last_page = true;
  file.header(second);
  file.entry(entry(2, "7", Flow::credit));
  file.end({});
  EXPECT_TRUE(told.empty());
  file.header(header("12", "13"));
  ASSERT_EQ(told.size(), 1U);
  EXPECT_TRUE(told[0].findings.accepted());
  EXPECT_EQ(told[0].entries, 2U);
  EXPECT_EQ(told[0].header.balances.size(), 2U);
  file.end({});
  file.finish();
  file.finish();
  ASSERT_EQ(told.size(), 2U);
  EXPECT_EQ(told[1].findings.problems[0].rule, StatementRule::balance_sum);
  EXPECT_EQ(told[1].entries, 0U);
}

}  // namespace
}  // namespace lienthong::domain
