#include "domain/money/statement_check.hpp"
#include "unit/domain_money/statement_builder.hpp"

#include <gtest/gtest.h>

namespace lienthong::domain {
namespace {

using testing::balance;
using testing::check;
using testing::entry;
using testing::header;

StatementHeader page(std::uint64_t number, bool last) {
  auto out = header("0", "0");
  out.balances.clear();
  out.page = number;
  out.last_page = last;
  return out;
}

struct TwoPages {
  StatementHeader first = page(1, false);
  StatementHeader second = page(2, true);

  TwoPages() {
    first.balances = {balance(BalanceKind::opening_booked, "100"), balance(BalanceKind::interim_booked, "105")};
    second.balances = {balance(BalanceKind::interim_booked, "105"), balance(BalanceKind::closing_booked, "112")};
  }

  [[nodiscard]] StatementFindings findings() const {
    StatementCheck check;
    check.header(first);
    check.entry(entry(1, "5", Flow::credit));
    check.end({});
    check.header(second);
    check.entry(entry(2, "7", Flow::credit));
    check.end({});
    return check.finish();
  }
};

TEST(StatementPages, AreOneStatement) {
  TwoPages pages;
  EXPECT_TRUE(pages.findings().accepted());
  pages.second.balances[1] = balance(BalanceKind::closing_booked, "113");
  EXPECT_EQ(pages.findings().problems[0].rule, StatementRule::balance_sum);
}

TEST(StatementPages, FollowEachOther) {
  TwoPages pages;
  pages.second.balances[0] = balance(BalanceKind::interim_booked, "106");
  EXPECT_EQ(pages.findings().problems[0].rule, StatementRule::page_balance);
  TwoPages skipped;
  skipped.second.page = 3;
  EXPECT_EQ(skipped.findings().problems[0].rule, StatementRule::page_foreign);
  TwoPages other;
  other.second.account = "445566";
  EXPECT_EQ(other.findings().problems[0].rule, StatementRule::page_foreign);
}

TEST(StatementPages, StateTotalsOfThePageOrOfTheWhole) {
  TwoPages pages;
  pages.second.totals.all.count = 1;
  EXPECT_TRUE(pages.findings().accepted());
  pages.second.totals.all.count = 2;
  EXPECT_TRUE(pages.findings().accepted());
  pages.second.totals.all.count = 3;
  EXPECT_EQ(pages.findings().problems[0].rule, StatementRule::total_count);
}

TEST(StatementPages, AreAllThere) {
  EXPECT_EQ(check(page(2, true), {}).problems[0].rule, StatementRule::page_missing);
  EXPECT_EQ(check(page(1, false), {}).problems[0].rule, StatementRule::page_missing);
}

TEST(StatementPages, MayBeKnownToBeTheLastOnlyAtTheirEnd) {
  StatementCheck check;
  auto only = page(1, true);
  only.last_page.reset();
  only.balances = {balance(BalanceKind::opening_booked, "1")};
  check.header(only);
  EXPECT_FALSE(check.continues(page(2, true)));
  StatementTrailer trailer;
  trailer.last_page = false;
  check.end(trailer);
  EXPECT_TRUE(check.continues(page(2, true)));
  trailer.last_page = true;
  trailer.balances = {balance(BalanceKind::closing_booked, "1")};
  check.end(trailer);
  EXPECT_TRUE(check.finish().accepted());
  EXPECT_EQ(check.whole().balances.size(), 2U);
}

}  // namespace
}  // namespace lienthong::domain
