#include "sync/fees/matching_desk.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string>

namespace lienthong::sync {
namespace {

using domain::ExpectedPayment;
using domain::Match;
using domain::Matching;
using domain::MovementId;
using domain::StatementEntry;

/// Between a statement's name and the number of a payment that was taken out of its entry; in no statement's name.
constexpr char detail_mark = '#';

MovementId original(MovementId movement) {
  const auto mark = movement.statement.rfind(detail_mark);
  if (mark == std::string::npos) return movement;
  movement.detail = std::stoul(movement.statement.substr(mark + 1));
  movement.statement.resize(mark);
  return movement;
}

/// An entry as its payments, each an entry of its own: so that one of them can be decided and the others matched.
void take_apart(const StatementEntry& whole, std::vector<StatementEntry>& out) {
  for (std::size_t i = 0; i < whole.entry.details.size(); ++i) {
    StatementEntry& part = out.emplace_back(whole);
    const domain::EntryDetail& detail = whole.entry.details[i];
    part.statement += detail_mark + std::to_string(i + 1);
    part.entry.amount = detail.amount.value_or(domain::Amount{});
    part.entry.flow = detail.flow.value_or(whole.entry.flow);
    part.entry.details = {detail};
    part.entry.batch.reset();
    part.entry.servicer_reference = detail.servicer_reference;
  }
}

bool has_amounts(const domain::Entry& entry) {
  return std::ranges::all_of(entry.details, [](const auto& detail) { return detail.amount.has_value(); });
}

std::vector<StatementEntry> with_decided_payments_apart(std::span<const StatementEntry> entries,
                                                        const StandingDecisions& decisions) {
  std::set<std::pair<std::string, std::size_t>> apart;
  for (const auto& [movement, decision] : decisions) {
    if (movement.detail > 0) apart.emplace(movement.statement, movement.entry);
  }
  std::vector<StatementEntry> out;
  for (const StatementEntry& one : entries) {
    if (apart.contains({one.statement, one.entry.number}) && has_amounts(one.entry)) {
      take_apart(one, out);
    } else {
      out.push_back(one);
    }
  }
  return out;
}

MovementId id_of(const StatementEntry& entry) { return original({entry.statement, entry.entry.number, 0}); }

const StandingDecision* decision_of(const StandingDecisions& decisions, const MovementId& movement) {
  const auto found = decisions.find(movement);
  return found == decisions.end() ? nullptr : &found->second;
}

class Desk {
 public:
  Desk(std::span<const StatementEntry> entries, std::span<const ExpectedPayment> expected,
       const StandingDecisions& decisions, const domain::MatchRules& rules)
      : decisions_(&decisions),
        rules_(&rules),
        entries_(with_decided_payments_apart(entries, decisions)),
        expected_(expected.begin(), expected.end()) {}

  Matching run() {
    take_out_decided();
    out_ = with_original_names(match(entries_, expected_, *rules_));
    if (take_out_rejected()) {
      out_ = with_original_names(match(entries_, expected_, *rules_));
      for (const StatementEntry& entry : rejected_) try_again(entry);
    }
    add_decided();
    return std::move(out_);
  }

 private:
  void take_out_decided() {
    std::set<std::string> known;
    for (const ExpectedPayment& one : expected_) known.insert(one.id);
    std::set<std::string> paid;
    std::erase_if(entries_, [&](const StatementEntry& entry) {
      const StandingDecision* decision = decision_of(*decisions_, id_of(entry));
      if (decision == nullptr || !decision->settled) return false;
      std::vector<std::string> claims;
      std::ranges::copy_if(decision->settled->claims, std::back_inserter(claims),
                           [&](const std::string& claim) { return known.contains(claim); });
      std::ranges::sort(claims);
      paid.insert(claims.begin(), claims.end());
      (claims.empty() ? set_aside_ : confirmed_[claims]).push_back(id_of(entry));
      return true;
    });
    std::erase_if(expected_, [&](const ExpectedPayment& one) { return paid.contains(one.id); });
  }

  bool is_rejected(const MovementId& movement, const std::vector<std::string>& claims) const {
    const StandingDecision* decision = decision_of(*decisions_, movement);
    return decision != nullptr &&
           std::ranges::any_of(claims, [&](const std::string& claim) { return decision->rejected.contains(claim); });
  }

  /// Movements whose match somebody has rejected leave the common reckoning.
  bool take_out_rejected() {
    std::set<MovementId> movements;
    for (const Match& one : out_.matches) {
      for (const MovementId& movement : one.movements) {
        if (is_rejected(movement, one.claims)) movements.insert({movement.statement, movement.entry, 0});
      }
    }
    const auto kept = std::ranges::stable_partition(entries_, [&](const StatementEntry& entry) {
      const MovementId id = id_of(entry);
      return !movements.contains({id.statement, id.entry, 0});
    });
    rejected_.assign(std::make_move_iterator(kept.begin()), std::make_move_iterator(kept.end()));
    entries_.erase(kept.begin(), kept.end());
    return !rejected_.empty();
  }

  /// One of them alone, with the fees that are open and that nobody has denied it.
  void try_again(const StatementEntry& entry) {
    const StandingDecision* decision = decision_of(*decisions_, id_of(entry));
    const std::set<std::string> open(out_.open_claims.begin(), out_.open_claims.end());
    std::vector<ExpectedPayment> candidates;
    std::ranges::copy_if(expected_, std::back_inserter(candidates), [&](const ExpectedPayment& one) {
      return open.contains(one.id) && (decision == nullptr || !decision->rejected.contains(one.id));
    });
    Matching found = with_original_names(match(std::span(&entry, 1), candidates, *rules_));
    for (const Match& one : found.matches) {
      for (const std::string& claim : one.claims) std::erase(out_.open_claims, claim);
    }
    std::ranges::move(found.matches, std::back_inserter(out_.matches));
    std::ranges::move(found.findings, std::back_inserter(out_.findings));
  }

  void add_decided() {
    for (const auto& [claims, movements] : confirmed_) {
      Match& made = out_.matches.emplace_back(Match{domain::Confidence::certain, 100, movements, claims, {}});
      std::ranges::sort(made.movements);
    }
    for (const MovementId& movement : set_aside_)
      out_.findings.push_back({domain::FindingKind::no_evidence, movement, std::nullopt, {}});
    std::ranges::stable_sort(out_.matches, std::less<>(), [](const Match& one) { return one.movements.front(); });
    std::ranges::stable_sort(out_.findings, std::less<>(), &domain::Finding::movement);
  }

  static Matching with_original_names(Matching matching) {
    for (Match& one : matching.matches) {
      for (MovementId& movement : one.movements) movement = original(std::move(movement));
    }
    for (domain::Finding& one : matching.findings) {
      one.movement = original(std::move(one.movement));
      if (one.other) one.other = original(std::move(*one.other));
    }
    return matching;
  }

  const StandingDecisions* decisions_;
  const domain::MatchRules* rules_;
  std::vector<StatementEntry> entries_;
  std::vector<ExpectedPayment> expected_;
  std::map<std::vector<std::string>, std::vector<MovementId>> confirmed_;
  std::vector<MovementId> set_aside_;
  std::vector<StatementEntry> rejected_;
  Matching out_;
};

}  // namespace

Matching decided_matching(std::span<const StatementEntry> entries, std::span<const ExpectedPayment> expected,
                          const StandingDecisions& decisions, const domain::MatchRules& rules) {
  return Desk(entries, expected, decisions, rules).run();
}

}  // namespace lienthong::sync
