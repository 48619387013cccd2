#include "sync/fees/match_decision_follow.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <stdexcept>
#include <tuple>

namespace lienthong::sync {
namespace {

using domain::Entry;
using domain::EntryDetail;
using domain::MovementId;
using domain::StatementEntry;

constexpr char between = '\x1f';

/// One movement as its statement says it.
struct Said {
  MovementId id;
  bool whole_batch = false;  ///< of several payments together
  std::string reference;     ///< the bank's own number of it
  domain::Amount amount;
  domain::Flow flow = domain::Flow::credit;
  std::string words;  ///< everything but amount and number
};

void add_words(std::string& words, const EntryDetail& detail) {
  for (const std::string* text : {&detail.end_to_end_id, &detail.transaction_id, &detail.instruction_id, &detail.uetr,
                                  &detail.debtor_name, &detail.debtor_account, &detail.creditor_name,
                                  &detail.creditor_account, &detail.remittance, &detail.structured_reference})
    words += *text + between;
}

Said said_of(const std::string& statement, const Entry& entry, std::size_t detail) {
  Said out{
      {statement, entry.number, detail}, detail == 0 && entry.details.size() > 1, {}, entry.amount, entry.flow, {}};
  const auto booked_on = entry.booked_on.value_or(domain::Day{}).time_since_epoch().count();
  out.words = std::to_string(booked_on) + between + entry.information + between;
  if (detail == 0) {
    out.reference = entry.servicer_reference;
    for (const EntryDetail& one : entry.details) add_words(out.words, one);
    return out;
  }
  const EntryDetail& inside = entry.details.at(detail - 1);
  out.reference = inside.servicer_reference;
  out.amount = inside.amount.value_or(domain::Amount{});
  out.flow = inside.flow.value_or(entry.flow);
  out.words += entry.servicer_reference + between;
  add_words(out.words, inside);
  return out;
}

std::vector<Said> all_said(const std::vector<const StatementEntry*>& entries) {
  std::vector<Said> out;
  for (const StatementEntry* one : entries) {
    out.push_back(said_of(one->statement, one->entry, 0));
    for (std::size_t i = 1; i <= one->entry.details.size() && one->entry.details.size() > 1; ++i)
      out.push_back(said_of(one->statement, one->entry, i));
  }
  return out;
}

bool same_money(const Said& one, const Said& other) {
  return one.flow == other.flow && compare(one.amount, other.amount) == std::partial_ordering::equivalent;
}

std::vector<Said> those(const std::vector<Said>& all, const auto& fits) {
  std::vector<Said> out;
  std::ranges::copy_if(all, std::back_inserter(out), fits);
  return out;
}

/// Those with the bank's number of the movement; of a movement without one those that say the same and have none
/// either.
std::vector<Said> alike(const Said& before, const std::vector<Said>& now) {
  return those(now, [&](const Said& one) {
    const bool same_words = !before.reference.empty() || one.words == before.words;
    return one.whole_batch == before.whole_batch && one.reference == before.reference && same_words;
  });
}

void judge(const Said& before, const std::vector<Said>& found, FollowedDecision& out) {
  if (found.empty()) return;
  auto of_amount = those(found, [&](const Said& one) { return same_money(before, one); });
  if (of_amount.size() > 1) {
    auto word_for_word = those(of_amount, [&](const Said& one) { return one.words == before.words; });
    if (word_for_word.size() == 1) of_amount = std::move(word_for_word);
  }
  const bool changed = of_amount.empty() && found.size() == 1;
  out.outcome = of_amount.size() == 1 ? FollowOutcome::followed
                : changed             ? FollowOutcome::amount_changed
                                      : FollowOutcome::ambiguous;
  for (const Said& one : of_amount.empty() ? found : of_amount) out.candidates.push_back(one.id);
}

bool same_decision(const StandingDecision& one, const StandingDecision& other) {
  const auto meaning = [](const StandingDecision& standing) {
    const auto& settled = standing.settled;
    return std::tuple(settled ? std::optional(settled->kind) : std::nullopt,
                      settled ? settled->claims : std::vector<std::string>{}, standing.rejected);
  };
  return meaning(one) == meaning(other);
}

/// Two different decisions of one statement cannot both have followed to one movement.
void part_rivals(std::span<FollowedDecision> of_statement) {
  std::map<MovementId, std::vector<FollowedDecision*>> by_target;
  for (FollowedDecision& one : of_statement) {
    if (one.outcome == FollowOutcome::followed) by_target[one.candidates.front()].push_back(&one);
  }
  for (const auto& [target, rivals] : by_target) {
    const bool agree = std::ranges::all_of(
        rivals, [&](const FollowedDecision* one) { return same_decision(one->decision, rivals.front()->decision); });
    if (agree) continue;
    for (FollowedDecision* one : rivals) one->outcome = FollowOutcome::ambiguous;
  }
}

void follow_entry(const StatementEntry& entry, const std::vector<Said>& now, const StandingDecisions& decisions,
                  const std::set<MovementId>& decided, std::vector<FollowedDecision>& out) {
  for (std::size_t detail = 0; detail <= entry.entry.details.size(); ++detail) {
    const auto standing = decisions.find({entry.statement, entry.entry.number, detail});
    if (standing == decisions.end()) continue;
    const Said before = said_of(entry.statement, entry.entry, detail);
    FollowedDecision& followed = out.emplace_back();
    followed.from = before.id;
    followed.decision = standing->second;
    followed.amount = before.amount;
    followed.booked_on = entry.entry.booked_on.value_or(domain::Day{});
    judge(before, alike(before, now), followed);
    if (std::ranges::any_of(followed.candidates, [&](const MovementId& id) { return decided.contains(id); }))
      followed.outcome = FollowOutcome::decided_anew;
  }
}

}  // namespace

std::string_view name(FollowOutcome outcome) {
  switch (outcome) {
    case FollowOutcome::followed:
      return "followed";
    case FollowOutcome::decided_anew:
      return "decided_anew";
    case FollowOutcome::ambiguous:
      return "ambiguous";
    case FollowOutcome::amount_changed:
      return "amount_changed";
    case FollowOutcome::gone:
      return "gone";
  }
  throw std::logic_error("no such outcome");
}

std::vector<FollowedDecision> follow_decisions(std::vector<MovedStatement> moved, const StandingDecisions& decisions) {
  std::ranges::stable_sort(moved, std::greater<>(), &MovedStatement::taken_at);
  std::vector<FollowedDecision> out;
  std::set<MovementId> decided;
  for (const auto& [movement, decision] : decisions) decided.insert(movement);
  for (const MovedStatement& statement : moved) {
    const std::vector<Said> now = all_said(statement.where);
    const std::size_t first = out.size();
    for (const StatementEntry& entry : statement.decided) follow_entry(entry, now, decisions, decided, out);
    const auto of_statement = std::span(out).subspan(first);
    part_rivals(of_statement);
    for (const FollowedDecision& one : of_statement) {
      if (one.outcome == FollowOutcome::followed) decided.insert(one.candidates.front());
    }
  }
  std::ranges::sort(out, std::less<>(), &FollowedDecision::from);
  return out;
}

void apply_followed(std::span<const FollowedDecision> followed, StandingDecisions& decisions) {
  for (const FollowedDecision& one : followed) {
    if (one.outcome == FollowOutcome::followed) decisions.emplace(one.candidates.front(), one.decision);
  }
}

bool needs_a_person(const FollowedDecision& followed) {
  const bool withdrawn = !followed.decision.settled && followed.decision.rejected.empty();
  if (withdrawn) return false;
  return followed.outcome == FollowOutcome::ambiguous || followed.outcome == FollowOutcome::amount_changed ||
         followed.outcome == FollowOutcome::gone;
}

}  // namespace lienthong::sync
