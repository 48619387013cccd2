#include "sync/fees/statement_chain.hpp"

#include "base/digest.hpp"
#include "unit/sync_fees/camt_text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace lienthong::sync {
namespace {

using domain::BalanceKind;
using domain::Flow;
using domain::StatementRule;
using testing::day;

base::Instant at(const char* text) { return *base::from_rfc3339(text); }

/// A statement of one day: begins at `opening`, ends at `closing`.
StatementLink of_day(unsigned number, std::int64_t opening, std::int64_t closing) {
  StatementLink out;
  out.file = {"vcb", std::string(64, 'a')};
  out.header.account = "112233445566";
  out.header.statement_id = "S-" + std::to_string(number);
  out.header.sequence = number;
  out.header.from = base::Instant{day(2026, 11, number)} - base::vietnam_offset;
  out.header.to = *out.header.from + std::chrono::hours{24} - std::chrono::seconds{1};
  out.header.balances = {
      {BalanceKind::opening_booked, {opening, 0, domain::vnd()}, Flow::credit, day(2026, 11, number)},
      {BalanceKind::closing_booked, {closing, 0, domain::vnd()}, Flow::credit, day(2026, 11, number)}};
  out.digest = base::sha256_hex(std::to_string(number) + "/" + std::to_string(closing));
  return out;
}

std::vector<std::string> counting(const AccountChain& chain) {
  std::vector<std::string> out;
  for (const ChainedStatement& one : chain) {
    if (!one.replaced_by) out.push_back(one.link.digest);
  }
  return out;
}

TEST(StatementChain, FollowsTheDaysWhateverTheOrderOfArrival) {
  const AccountChain chain = chain_of({of_day(3, 30, 40), of_day(1, 10, 20), of_day(2, 20, 30)});
  ASSERT_EQ(chain.size(), 3U);
  for (unsigned i = 0; i < 3; ++i) {
    EXPECT_EQ(chain[i].link.header.sequence, i + 1);
    EXPECT_TRUE(chain[i].problems.empty());
  }
}

TEST(StatementChain, NamesWhatIsMissingAndForgetsItWhenItComes) {
  const AccountChain with_gap = chain_of({of_day(1, 10, 20), of_day(3, 30, 40)});
  ASSERT_EQ(with_gap[1].problems.size(), 2U);
  EXPECT_EQ(with_gap[1].problems[0].rule, StatementRule::sequence_gap);
  EXPECT_EQ(with_gap[1].problems[1].rule, StatementRule::chain_balance);
  const AccountChain closed = chain_of({of_day(1, 10, 20), of_day(3, 30, 40), of_day(2, 20, 30)});
  EXPECT_TRUE(std::ranges::all_of(closed, [](const auto& one) { return one.problems.empty(); }));
}

TEST(StatementChain, LetsTheCorrectedOneCountAndKeepsTheOther) {
  const AccountChain chain = chain_of({of_day(1, 10, 20), of_day(2, 20, 29), of_day(2, 20, 30), of_day(3, 30, 40)});
  ASSERT_EQ(chain.size(), 4U);
  EXPECT_EQ(chain[1].replaced_by, chain[2].link.name());
  EXPECT_EQ(chain[2].replaces, chain[1].link.name());
  EXPECT_FALSE(chain[2].copy_differs);
  EXPECT_TRUE(std::ranges::all_of(chain, [](const auto& one) { return one.problems.empty(); }));
}

TEST(StatementChain, LetsTheOneThatWasMadeLastCountWhenItCameFirst) {
  StatementLink corrected = of_day(2, 20, 30);
  corrected.header.created_at = at("2026-11-04T10:00:00+07:00");
  StatementLink first = of_day(2, 20, 29);
  first.header.created_at = at("2026-11-03T10:00:00+07:00");
  EXPECT_EQ(counting(chain_of({corrected, first})), std::vector{corrected.digest});
  EXPECT_EQ(counting(chain_of({first, corrected})), std::vector{corrected.digest});
}

TEST(StatementChain, SaysWhenACopySaysSomethingElse) {
  StatementLink copy = of_day(2, 20, 30);
  copy.header.copy = domain::CopyFlag::duplicate;
  const AccountChain chain = chain_of({of_day(2, 20, 29), copy});
  EXPECT_TRUE(chain[1].copy_differs);
}

TEST(StatementChain, IsNotFooledByABankThatGivesEveryStatementOneId) {
  StatementLink first = of_day(1, 10, 20);
  StatementLink second = of_day(2, 20, 30);
  first.header.statement_id = second.header.statement_id = "STATEMENT";
  EXPECT_EQ(counting(chain_of({first, second})).size(), 2U);
  second.header.from = first.header.from;  // twice a day, told apart by their numbers
  second.header.to = first.header.to;
  EXPECT_EQ(counting(chain_of({first, second})).size(), 2U);
}

TEST(StatementChain, KnowsACorrectionByItsDaysAndOpeningWhereNothingIsNumbered) {
  StatementLink first = of_day(1, 10, 20);
  StatementLink second = of_day(1, 10, 21);
  StatementLink afternoon = of_day(1, 20, 25);
  for (StatementLink* one : {&first, &second, &afternoon}) {
    one->header.statement_id.clear();
    one->header.sequence.reset();
  }
  EXPECT_EQ(counting(chain_of({first, second})), std::vector{second.digest});
  EXPECT_EQ(counting(chain_of({first, afternoon})).size(), 2U);
}

TEST(StatementChain, KeepsNotificationsOfOneDayApart) {
  StatementLink first = of_day(1, 10, 20);
  StatementLink second = of_day(1, 10, 21);
  second.header.statement_id = "N-2";
  for (StatementLink* one : {&first, &second}) {
    one->header.kind = domain::StatementKind::notification;
    one->header.sequence.reset();
  }
  EXPECT_EQ(counting(chain_of({first, second})).size(), 2U);
}

TEST(StatementChain, LinkComesBackFromTheJournal) {
  StatementLink link = of_day(2, 20, 30);
  link.statement = 3;
  link.entries = 17;
  link.taken_at = at("2026-11-04T10:00:00+07:00");
  const auto back = read_link(link_entry(link));
  ASSERT_TRUE(back) << back.error().describe();
  EXPECT_EQ(back->digest, link.digest);
  EXPECT_EQ(back->file, link.file);
  EXPECT_EQ(back->statement, 3U);
  EXPECT_EQ(back->entries, 17U);
  EXPECT_EQ(back->taken_at, link.taken_at);
  EXPECT_EQ(back->days(), link.days());
  EXPECT_EQ(back->name(), "vcb." + link.digest.substr(0, 16));
}

RC_GTEST_PROP(StatementChain, OfStatementsWithTheirTimeDependsOnTheSetAlone, ()) {
  std::vector<StatementLink> links;
  const int count = *rc::gen::inRange(1, 12);
  for (int i = 0; i < count; ++i) {
    links.push_back(of_day(static_cast<unsigned>(*rc::gen::inRange(1, 5)), 10, 100 + i));
    links.back().header.created_at = at("2026-11-04T10:00:00+07:00") + std::chrono::seconds{i};
  }
  auto shuffled = links;
  for (std::size_t i = shuffled.size(); i > 1; --i)
    std::swap(shuffled[i - 1], shuffled[*rc::gen::inRange<std::size_t>(0, i)]);
  RC_ASSERT(counting(chain_of(links)) == counting(chain_of(shuffled)));
}

}  // namespace
}  // namespace lienthong::sync
