#include "sync/fees/matching_desk.hpp"

#include "unit/sync_fees/camt_text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace lienthong::sync {
namespace {

using domain::Confidence;
using domain::ExpectedPayment;
using domain::Matching;
using domain::MovementId;
using domain::StatementEntry;
using testing::credit;
using testing::day;

const domain::Day third = day(2026, 11, 3);

StatementEntry entry(std::size_t number, std::int64_t amount, const std::string& text) {
  StatementEntry out{"vcb.0011223344556677", credit(amount, third, "FT-" + std::to_string(number), text)};
  out.entry.number = number;
  return out;
}

MovementId movement(std::size_t number, std::size_t detail = 0) { return {"vcb.0011223344556677", number, detail}; }

ExpectedPayment fee(const std::string& code, std::int64_t amount) {
  ExpectedPayment out;
  out.id = code + "/LP/1";
  out.dossier = domain::DossierCode(code);
  out.amount = amount;
  out.asked_on = third;
  return out;
}

MatchDecision decision(DecisionKind kind, MovementId of, std::vector<std::string> claims = {}) {
  return {std::move(of), kind, std::move(claims), "Lan", "đã hỏi người nộp", base::from_unix_ms(1'000)};
}

StandingDecisions standing(const std::vector<MatchDecision>& decisions) {
  std::vector<storage::JournalRow> rows;
  for (const MatchDecision& one : decisions)
    rows.push_back({static_cast<std::int64_t>(rows.size()) + 1, decision_entry(one)});
  return standing_decisions(rows).value();
}

/// One entry names each dossier; a third entry of 8,000 names nobody.
struct Morning {
  std::vector<StatementEntry> entries{entry(1, 8'000, "le phi H55.12-261103-0001"),
                                      entry(2, 20'000, "phi H55.12-261103-0002"), entry(3, 5'000, "nop tien")};
  std::vector<ExpectedPayment> expected{fee("H55.12-261103-0001", 8'000), fee("H55.12-261103-0002", 20'000),
                                        fee("H55.12-261103-0003", 75'000)};
  [[nodiscard]] Matching run(const std::vector<MatchDecision>& decisions) const {
    return decided_matching(entries, expected, standing(decisions), {});
  }
};

const domain::Match* match_of(const Matching& matching, const MovementId& movement) {
  for (const domain::Match& one : matching.matches) {
    if (std::ranges::find(one.movements, movement) != one.movements.end()) return &one;
  }
  return nullptr;
}

TEST(MatchingDesk, WithoutDecisionsIsWhatTheDomainSays) {
  const Morning morning;
  EXPECT_EQ(morning.run({}), domain::match(morning.entries, morning.expected));
}

TEST(MatchingDesk, LetsAPersonConfirmWhatNothingShows) {
  const Morning morning;
  const Matching found = morning.run({decision(DecisionKind::confirm, movement(3), {"H55.12-261103-0003/LP/1"})});
  const auto* match = match_of(found, movement(3));
  ASSERT_NE(match, nullptr);
  EXPECT_EQ(match->confidence, Confidence::certain);
  EXPECT_EQ(match->claims, std::vector<std::string>{"H55.12-261103-0003/LP/1"});
  EXPECT_TRUE(found.open_claims.empty());
  EXPECT_EQ(found.matches.size(), 3U);
}

TEST(MatchingDesk, LetsAPersonTurnACertainMatchRound) {
  const Morning morning;
  const Matching found = morning.run({decision(DecisionKind::confirm, movement(1), {"H55.12-261103-0003/LP/1"})});
  EXPECT_EQ(match_of(found, movement(1))->claims, std::vector<std::string>{"H55.12-261103-0003/LP/1"});
  EXPECT_EQ(found.open_claims, std::vector<std::string>{"H55.12-261103-0001/LP/1"});
}

TEST(MatchingDesk, DoesNotProposeAgainWhatWasRejected) {
  const Morning morning;
  const Matching found = morning.run({decision(DecisionKind::reject, movement(1), {"H55.12-261103-0001/LP/1"})});
  EXPECT_EQ(match_of(found, movement(1)), nullptr);
  EXPECT_NE(match_of(found, movement(2)), nullptr);
  EXPECT_EQ(found.open_claims.front(), "H55.12-261103-0001/LP/1");
  EXPECT_TRUE(std::ranges::any_of(found.findings, [](const auto& one) { return one.movement == movement(1); }));
}

TEST(MatchingDesk, TriesARejectedMovementWithTheOtherOpenFees) {
  Morning morning;
  morning.expected.push_back(fee("H55.12-261103-0001", 8'000));
  morning.expected.back().id = "H55.12-261103-0001/LP/2";
  const auto* first = match_of(morning.run({}), movement(1));
  ASSERT_NE(first, nullptr);
  const Matching found = morning.run({decision(DecisionKind::reject, movement(1), {"H55.12-261103-0001/LP/1"})});
  ASSERT_NE(match_of(found, movement(1)), nullptr);
  EXPECT_EQ(match_of(found, movement(1))->claims, std::vector<std::string>{"H55.12-261103-0001/LP/2"});
}

TEST(MatchingDesk, NamesWhatWasSetAside) {
  const Morning morning;
  const Matching found = morning.run({decision(DecisionKind::set_aside, movement(1))});
  EXPECT_EQ(match_of(found, movement(1)), nullptr);
  ASSERT_FALSE(found.findings.empty());
  EXPECT_EQ(found.findings.front(), (domain::Finding{domain::FindingKind::no_evidence, movement(1), std::nullopt, {}}));
}

TEST(MatchingDesk, ForgetsWhatWasWithdrawn) {
  const Morning morning;
  EXPECT_EQ(
      morning.run({decision(DecisionKind::set_aside, movement(1)), decision(DecisionKind::withdraw, movement(1))}),
      morning.run({}));
}

TEST(MatchingDesk, DecidesOnePaymentOfABatchAndMatchesTheOthers) {
  Morning morning;
  StatementEntry batch = entry(4, 83'000, "");
  batch.entry.details.clear();
  for (const auto& [amount, text] :
       std::vector<std::pair<std::int64_t, std::string>>{{75'000, "H55.12-261103-0003"}, {8'000, "x"}}) {
    domain::EntryDetail& detail = batch.entry.details.emplace_back();
    detail.amount = domain::Amount{amount, 0, domain::vnd()};
    detail.remittance = text;
  }
  morning.entries = {morning.entries[1], batch};
  const Matching found = morning.run({decision(DecisionKind::confirm, movement(4, 2), {"H55.12-261103-0001/LP/1"})});
  ASSERT_NE(match_of(found, movement(4, 1)), nullptr);
  EXPECT_EQ(match_of(found, movement(4, 1))->claims, std::vector<std::string>{"H55.12-261103-0003/LP/1"});
  ASSERT_NE(match_of(found, movement(4, 2)), nullptr);
  EXPECT_TRUE(found.open_claims.empty());
}

TEST(MatchingDesk, IgnoresADecisionOfAMovementThatDoesNotCountAnyMore) {
  const Morning morning;
  EXPECT_EQ(morning.run({decision(DecisionKind::set_aside, {"vcb.gone", 1, 0})}), morning.run({}));
}

RC_GTEST_PROP(MatchingDesk, DoesNotDependOnTheOrderOfEntriesAndFees, ()) {
  Morning morning;
  const std::vector<MatchDecision> decisions{decision(DecisionKind::reject, movement(1), {"H55.12-261103-0001/LP/1"}),
                                             decision(DecisionKind::confirm, movement(3), {"H55.12-261103-0003/LP/1"})};
  const Matching before = morning.run(decisions);
  const auto shift = *rc::gen::inRange(0, 3);
  std::ranges::rotate(morning.entries, morning.entries.begin() + shift);
  std::ranges::rotate(morning.expected, morning.expected.begin() + (2 - shift));
  RC_ASSERT(morning.run(decisions) == before);
}

TEST(MatchDecision, ComesBackFromTheJournal) {
  const MatchDecision one = decision(DecisionKind::confirm, movement(12, 3), {"a", "b"});
  const auto back = read_decision(decision_entry(one));
  ASSERT_TRUE(back);
  EXPECT_EQ(*back, one);
}

TEST(MatchDecision, MovementsHaveNames) {
  EXPECT_EQ(movement_name(movement(12, 3)), "vcb.0011223344556677-12-3");
  EXPECT_EQ(movement_from_name("my-bank.0011-12-3"), (MovementId{"my-bank.0011", 12, 3}));
  for (const char* wrong : {"", "a", "a-1", "-1-2", "a-1-", "a--2", "a-x-2", "a-1-2x"})
    EXPECT_FALSE(movement_from_name(wrong)) << wrong;
}

TEST(MatchDecision, LaterOnesStand) {
  const auto reject = decision(DecisionKind::reject, movement(1), {"a", "b"});
  const auto confirm = decision(DecisionKind::confirm, movement(1), {"b"});
  const auto after = standing({reject, confirm}).at(movement(1));
  EXPECT_EQ(after.settled, confirm);
  EXPECT_EQ(after.rejected, std::set<std::string>{"a"});
  EXPECT_FALSE(standing({confirm, reject}).at(movement(1)).settled);
}

}  // namespace
}  // namespace lienthong::sync
