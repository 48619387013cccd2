#include "domain/money/continuity.hpp"

#include "unit/domain_money/statement_builder.hpp"

#include <gtest/gtest.h>

namespace lienthong::domain {
namespace {

using testing::header;
using Rules = std::vector<StatementRule>;

StatementHeader numbered(std::uint64_t sequence, std::string_view opening, std::string_view closing) {
  auto out = header(opening, closing);
  out.sequence = sequence;
  return out;
}

Rules rules(const StatementHeader& previous, const StatementHeader& next) {
  Rules out;
  for (const auto& problem : continuity_problems(previous, next)) out.push_back(problem.rule);
  return out;
}

TEST(Continuity, OneStatementBeginsWhereTheOtherEnded) {
  EXPECT_EQ(rules(numbered(7, "0", "-10.00"), numbered(8, "-10", "5")), Rules{});
  EXPECT_EQ(rules(numbered(7, "0", "10"), numbered(8, "11", "5")), Rules{StatementRule::chain_balance});
  EXPECT_EQ(rules(header("0", "10"), header("10", "5")), Rules{});
}

TEST(Continuity, NumbersRiseByOne) {
  EXPECT_EQ(rules(numbered(7, "0", "10"), numbered(9, "10", "5")), Rules{StatementRule::sequence_gap});
  EXPECT_EQ(rules(numbered(7, "0", "10"), numbered(7, "10", "5")), Rules{StatementRule::sequence_repeated});
  EXPECT_EQ(rules(numbered(7, "0", "10"), numbered(6, "10", "5")), Rules{StatementRule::sequence_repeated});
}

TEST(Continuity, ACopyMayRepeatANumberWhenItSaysTheSame) {
  auto copy = numbered(7, "0", "10");
  copy.copy = CopyFlag::copy;
  EXPECT_EQ(rules(numbered(7, "0", "10"), copy), Rules{});
  copy.balances[1].amount.units = 11;
  EXPECT_EQ(rules(numbered(7, "0", "10"), copy), Rules{StatementRule::sequence_repeated});
}

TEST(Continuity, IsWithinOneAccountAndCurrency) {
  auto other = numbered(8, "10", "5");
  other.account = "x";
  EXPECT_EQ(rules(numbered(7, "0", "10"), other), Rules{StatementRule::chain_account});
  auto foreign = numbered(8, "10", "5");
  foreign.currency = Currency::from_code("USD");
  EXPECT_EQ(rules(numbered(7, "0", "10"), foreign), Rules{StatementRule::chain_account});
}

}  // namespace
}  // namespace lienthong::domain
