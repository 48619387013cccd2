#include "unit/domain_fees/generated_month.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <iostream>

namespace lienthong::domain {
namespace {

using namespace testing;

int count(const Matching& found, FindingKind kind) {
  return static_cast<int>(std::ranges::count(found.findings, kind, &Finding::kind));
}

void say(const char* what, const Quality& quality) {
  std::cout << what << ": " << quality.right << " right, " << quality.wrong << " wrong of " << quality.true_pairs
            << "; precision " << quality.precision() << ", recall " << quality.recall() << "\n";
}

/// 28 kinds of trouble, 40 cases each.
TEST(matching_month, every_certain_match_is_true) {
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    const FeeMonth month = fee_month(seed, 40);
    const Matching found = match(month.entries, month.expected);
    const Quality certain = certain_quality(month, found);
    const Quality all = all_quality(month, found);
    say("certain", certain);
    say("certain and likely", all);
    EXPECT_EQ(certain.wrong, 0) << "seed " << seed;
    EXPECT_GT(certain.recall(), 0.58) << "seed " << seed;
    EXPECT_GT(all.precision(), 0.97) << "seed " << seed;
    EXPECT_GT(all.recall(), 0.89) << "seed " << seed;
  }
}

TEST(matching_month, an_ordinary_month_is_matched_almost_whole) {
  const FeeMonth month = ordinary_month(5, 2'000);
  const Matching found = match(month.entries, month.expected);
  EXPECT_EQ(certain_quality(month, found).wrong, 0);
  EXPECT_GE(certain_quality(month, found).recall(), 0.62) << "five kinds of eight name their dossier whole";
}

TEST(matching_month, what_is_not_matched_is_named_in_the_known_numbers) {
  const FeeMonth month = fee_month(4, 25);
  const Matching found = match(month.entries, month.expected);
  for (const auto& [kind, number] : month.findings) EXPECT_EQ(count(found, kind), number) << name(kind);
  EXPECT_GT(count(found, FindingKind::unknown_dossier), 0) << "no payer's name, and no code near it";
}

RC_GTEST_PROP(MatchingMonth, no_month_has_a_wrong_certain_match, ()) {
  const FeeMonth month = fee_month(*rc::gen::arbitrary<std::uint64_t>(), 2);
  RC_ASSERT(certain_quality(month, match(month.entries, month.expected)).wrong == 0);
}

RC_GTEST_PROP(MatchingMonth, the_order_of_entries_and_fees_does_not_matter, ()) {
  FeeMonth month = fee_month(*rc::gen::arbitrary<std::uint64_t>(), 1);
  const Matching found = match(month.entries, month.expected);
  for (std::size_t i = month.entries.size(); i > 1; --i)
    std::swap(month.entries[i - 1], month.entries[*rc::gen::inRange<std::size_t>(0, i)]);
  std::ranges::reverse(month.expected);
  RC_ASSERT(match(month.entries, month.expected) == found);
}

/// Nothing is lost: each booked credit is matched, or says why not; each fee is matched or open; nothing is used twice.
RC_GTEST_PROP(MatchingMonth, every_movement_and_every_fee_is_accounted_for_once, ()) {
  const FeeMonth month = fee_month(*rc::gen::arbitrary<std::uint64_t>(), 1);
  const Matching found = match(month.entries, month.expected);
  std::multiset<std::pair<std::string, std::size_t>> named;
  std::multiset<std::string> claims(found.open_claims.begin(), found.open_claims.end());
  for (const Match& one : found.matches) {
    std::set<std::pair<std::string, std::size_t>> entries;
    for (const MovementId& id : one.movements) entries.insert({id.statement, id.entry});
    if (one.movements.front().detail <= 1) named.insert(entries.begin(), entries.end());
    claims.insert(one.claims.begin(), one.claims.end());
  }
  for (const Finding& one : found.findings) {
    named.insert({one.movement.statement, one.movement.entry});
    if (one.kind == FindingKind::returned) named.insert({one.other->statement, one.other->entry});
  }
  for (const StatementEntry& entry : month.entries) RC_ASSERT(named.count({entry.statement, entry.entry.number}) >= 1U);
  RC_ASSERT(claims.size() == month.expected.size());
  for (const ExpectedPayment& one : month.expected) RC_ASSERT(claims.count(one.id) == 1U);
}

}  // namespace
}  // namespace lienthong::domain
