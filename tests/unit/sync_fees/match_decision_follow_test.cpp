#include "sync/fees/match_decision_follow.hpp"

#include "unit/sync_fees/camt_text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

namespace lienthong::sync {
namespace {

using domain::Entry;
using domain::MovementId;
using domain::StatementEntry;
using testing::credit;
using testing::day;

const domain::Day third = day(2026, 11, 3);
const base::Instant noon = *base::from_rfc3339("2026-11-04T12:00:00+07:00");

std::vector<StatementEntry> statement(const std::string& name, std::vector<Entry> entries) {
  std::vector<StatementEntry> out;
  for (Entry& entry : entries) {
    entry.number = out.size() + 1;
    out.push_back({name, std::move(entry)});
  }
  return out;
}

StandingDecision confirms(const MovementId& movement, const std::string& claim) {
  StandingDecision out;
  out.settled = MatchDecision{movement, DecisionKind::confirm, {claim}, "Lan", "đã hỏi người nộp", noon};
  return out;
}

MovedStatement moved(const std::vector<StatementEntry>& before, const std::vector<StatementEntry>& now,
                     base::Instant taken_at = noon) {
  MovedStatement out{taken_at, before, {}};
  for (const StatementEntry& one : now) out.where.push_back(&one);
  return out;
}

/// What becomes of a confirmation of the first entry.
FollowedDecision first_of(const std::vector<StatementEntry>& before, const std::vector<StatementEntry>& now,
                          StandingDecisions decisions = {}) {
  decisions.emplace(MovementId{"old", 1, 0}, confirms({"old", 1, 0}, "a"));
  return follow_decisions({moved(before, now)}, decisions).at(0);
}

TEST(MatchDecisionFollow, GoesWithTheBanksNumber) {
  const auto now = statement("new", {credit(5'000, third, "FT-9", "x"), credit(8'000, third, "FT-1", "mended text")});
  const auto followed = first_of(statement("old", {credit(8'000, third, "FT-1", "text")}), now);
  EXPECT_EQ(followed.outcome, FollowOutcome::followed);
  EXPECT_EQ(followed.candidates, (std::vector<MovementId>{{"new", 2, 0}}));
  EXPECT_FALSE(needs_a_person(followed));
  StandingDecisions decisions;
  apply_followed(std::vector{followed}, decisions);
  EXPECT_EQ(decisions.at({"new", 2, 0}).settled->claims, std::vector<std::string>{"a"});
}

TEST(MatchDecisionFollow, GoesWithTheWordsWhereTheBankHasNoNumbers) {
  const auto before = statement("old", {credit(8'000, third, "", "le phi An"), credit(8'000, third, "", "le phi Be")});
  const auto now = statement("new", {credit(8'000, third, "", "le phi Be"), credit(8'000, third, "", "le phi An")});
  EXPECT_EQ(first_of(before, now).candidates, (std::vector<MovementId>{{"new", 2, 0}}));
  const auto other_day = statement("new", {credit(8'000, day(2026, 11, 4), "", "le phi An")});
  EXPECT_EQ(first_of(before, other_day).outcome, FollowOutcome::gone);
}

TEST(MatchDecisionFollow, StaysOpenWhereTwoCouldBeTheOne) {
  const auto before = statement("old", {credit(8'000, third, "", "le phi")});
  const auto now = statement("new", {credit(8'000, third, "", "le phi"), credit(8'000, third, "", "le phi")});
  const auto followed = first_of(before, now);
  EXPECT_EQ(followed.outcome, FollowOutcome::ambiguous);
  EXPECT_EQ(followed.candidates.size(), 2U);
  EXPECT_TRUE(needs_a_person(followed));
  StandingDecisions none;
  apply_followed(std::vector{followed}, none);
  EXPECT_TRUE(none.empty());
}

TEST(MatchDecisionFollow, OfTwoWithOneNumberTheWordsTell) {
  const auto before = statement("old", {credit(8'000, third, "FT-1", "An")});
  const auto now = statement("new", {credit(8'000, third, "FT-1", "Be"), credit(8'000, third, "FT-1", "An")});
  EXPECT_EQ(first_of(before, now).candidates, (std::vector<MovementId>{{"new", 2, 0}}));
}

TEST(MatchDecisionFollow, IsNotAppliedToAnotherAmountOrDirection) {
  const auto before = statement("old", {credit(8'000, third, "FT-1", "x")});
  EXPECT_EQ(first_of(before, statement("new", {credit(9'000, third, "FT-1", "x")})).outcome,
            FollowOutcome::amount_changed);
  Entry debit = credit(8'000, third, "FT-1", "x");
  debit.flow = domain::Flow::debit;
  const auto followed = first_of(before, statement("new", {debit}));
  EXPECT_EQ(followed.outcome, FollowOutcome::amount_changed);
  EXPECT_TRUE(needs_a_person(followed));
  EXPECT_EQ(
      first_of(statement("old", {credit(8'000, third, "", "x")}), statement("new", {credit(9'000, third, "", "x")}))
          .outcome,
      FollowOutcome::amount_changed);
}

TEST(MatchDecisionFollow, ANewNumberIsAnotherMovement) {
  const auto followed = first_of(statement("old", {credit(8'000, third, "FT-1", "x")}),
                                 statement("new", {credit(8'000, third, "FT-2", "x")}));
  EXPECT_EQ(followed.outcome, FollowOutcome::gone);
  EXPECT_TRUE(needs_a_person(followed));
}

TEST(MatchDecisionFollow, WhatWasDecidedAboutTheNewOneStands) {
  const auto before = statement("old", {credit(8'000, third, "FT-1", "x")});
  const auto now = statement("new", {credit(8'000, third, "FT-1", "x")});
  const auto followed = first_of(before, now, {{{"new", 1, 0}, StandingDecision{}}});
  EXPECT_EQ(followed.outcome, FollowOutcome::decided_anew) << "also a withdrawal is a decision";
  EXPECT_FALSE(needs_a_person(followed));
}

TEST(MatchDecisionFollow, OfTwoCorrectionsTheLaterDecisionStands) {
  const auto first = statement("old", {credit(8'000, third, "FT-1", "x")});
  const auto second = statement("mid", {credit(8'000, third, "FT-1", "x")});
  const auto now = statement("new", {credit(8'000, third, "FT-1", "x")});
  const StandingDecisions decisions{{{"old", 1, 0}, confirms({"old", 1, 0}, "a")},
                                    {{"mid", 1, 0}, confirms({"mid", 1, 0}, "b")}};
  const auto found =
      follow_decisions({moved(first, now, noon), moved(second, now, noon + std::chrono::hours{1})}, decisions);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].from.statement, "mid");
  EXPECT_EQ(found[0].outcome, FollowOutcome::followed);
  EXPECT_EQ(found[1].outcome, FollowOutcome::decided_anew);
}

TEST(MatchDecisionFollow, TwoThatBecameOneFollowOnlyWhenTheyAgree) {
  const auto before = statement("old", {credit(8'000, third, "FT-1", "x"), credit(8'000, third, "FT-1", "x")});
  const auto now = statement("new", {credit(8'000, third, "FT-1", "x")});
  StandingDecisions decisions{{{"old", 2, 0}, confirms({"old", 2, 0}, "a")}};
  EXPECT_EQ(first_of(before, now, decisions).outcome, FollowOutcome::followed);
  decisions[{"old", 2, 0}] = confirms({"old", 2, 0}, "b");
  EXPECT_EQ(first_of(before, now, decisions).outcome, FollowOutcome::ambiguous);
}

TEST(MatchDecisionFollow, OnePaymentOfABatchStaysOnePayment) {
  Entry batch = credit(28'000, third, "FT-1", "");
  batch.details.assign(2, {});
  batch.details[0].amount = domain::Amount{8'000, 0, domain::vnd()};
  batch.details[0].remittance = "An";
  batch.details[1].amount = domain::Amount{20'000, 0, domain::vnd()};
  batch.details[1].remittance = "Be";
  const auto before = statement("old", {batch});
  std::swap(batch.details[0], batch.details[1]);
  const auto now = statement("new", {credit(1'000, third, "FT-0", ""), batch});
  const StandingDecisions decisions{{{"old", 1, 2}, confirms({"old", 1, 2}, "a")}};
  const auto found = follow_decisions({moved(before, now)}, decisions);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].candidates, (std::vector<MovementId>{{"new", 2, 1}}));
  EXPECT_EQ(found[0].outcome, FollowOutcome::followed);
}

TEST(MatchDecisionFollow, WhatWasWithdrawnNeedsNobody) {
  const StandingDecisions withdrawn{{{"old", 1, 0}, StandingDecision{}}};
  const auto found = follow_decisions({moved(statement("old", {credit(8'000, third, "FT-1", "x")}), {})}, withdrawn);
  EXPECT_FALSE(needs_a_person(found.at(0)));
}

/// A statement of few amounts and words, so that much looks alike; some entries have the bank's number.
std::vector<Entry> some_entries() {
  std::vector<Entry> out;
  const auto count = *rc::gen::inRange<std::size_t>(1, 9);
  for (std::size_t i = 0; i < count; ++i) {
    const bool numbered = *rc::gen::arbitrary<bool>();
    out.push_back(credit(1'000 * *rc::gen::inRange(1, 4), third, numbered ? "FT-" + std::to_string(i) : "",
                         *rc::gen::element<std::string>("le phi", "phi", "")));
  }
  return out;
}

/// The same with other places, some left out, some with another amount, some new.
std::vector<Entry> corrected(std::vector<Entry> entries) {
  for (std::size_t i = entries.size(); i > 1; --i)
    std::swap(entries[i - 1], entries[*rc::gen::inRange<std::size_t>(0, i)]);
  std::vector<Entry> out;
  for (Entry& entry : entries) {
    switch (*rc::gen::inRange(0, 6)) {
      case 0:
        continue;
      case 1:
        entry.amount.units += 500;
        break;
      default:
        break;
    }
    out.push_back(entry);
  }
  if (*rc::gen::arbitrary<bool>()) out.push_back(credit(1'000, third, "", "phi"));
  return out;
}

RC_GTEST_PROP(MatchDecisionFollow, EveryDecisionHasOneEndAndNeverAnotherMovement, ()) {
  const auto before = statement("old", some_entries());
  std::vector<Entry> plain;
  for (const StatementEntry& one : before) plain.push_back(one.entry);
  const auto now = statement("new", corrected(plain));
  StandingDecisions decisions;
  for (const StatementEntry& one : before) {
    const MovementId id{"old", one.entry.number, 0};
    if (*rc::gen::arbitrary<bool>()) decisions.emplace(id, confirms(id, "claim " + std::to_string(one.entry.number)));
  }
  const auto found = follow_decisions({moved(before, now)}, decisions);
  RC_ASSERT(found.size() == decisions.size());
  std::set<MovementId> targets;
  for (const FollowedDecision& one : found) {
    const Entry& old = before.at(one.from.entry - 1).entry;
    const auto same_number = std::ranges::count_if(now, [&](const StatementEntry& other) {
      return !old.servicer_reference.empty() && other.entry.servicer_reference == old.servicer_reference;
    });
    if (one.outcome == FollowOutcome::followed) {
      const Entry& target = now.at(one.candidates.at(0).entry - 1).entry;
      RC_ASSERT(target.amount.units == old.amount.units);
      RC_ASSERT(target.servicer_reference == old.servicer_reference);
      RC_ASSERT(target.details.at(0).remittance == old.details.at(0).remittance);
      RC_ASSERT(targets.insert(one.candidates[0]).second);
    } else {
      RC_ASSERT(needs_a_person(one));
      RC_ASSERT((one.outcome == FollowOutcome::gone) == one.candidates.empty());
    }
    if (same_number == 1)
      RC_ASSERT(one.outcome == FollowOutcome::followed || one.outcome == FollowOutcome::amount_changed);
  }
}

RC_GTEST_PROP(MatchDecisionFollow, AStatementSentAgainInAnotherOrderLosesNothingThatHasANumber, ()) {
  auto entries = some_entries();
  for (std::size_t i = 0; i < entries.size(); ++i) entries[i].servicer_reference = "FT-" + std::to_string(i);
  const auto before = statement("old", entries);
  std::ranges::reverse(entries);
  const auto now = statement("new", entries);
  StandingDecisions decisions;
  for (const StatementEntry& one : before)
    decisions.emplace(MovementId{"old", one.entry.number, 0}, confirms({"old", one.entry.number, 0}, "a"));
  for (const FollowedDecision& one : follow_decisions({moved(before, now)}, decisions)) {
    RC_ASSERT(one.outcome == FollowOutcome::followed);
    RC_ASSERT(one.candidates.at(0).entry == entries.size() + 1 - one.from.entry);
  }
}

}  // namespace
}  // namespace lienthong::sync
