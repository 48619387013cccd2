#include "domain/fees/match_board.hpp"

#include <algorithm>
#include <iterator>
#include <stdexcept>

namespace lienthong::domain {

MatchBoard::MatchBoard(std::vector<Movement> credits, std::span<const ExpectedPayment> expected)
    : credits_(std::move(credits)),
      expected_(expected),
      naming_(expected.size()),
      movement_taken_(credits_.size(), false),
      taken_by_(expected.size()) {
  const Evidence evidence(expected);
  for (std::size_t c = 0; c < expected.size(); ++c) {
    payers_.push_back(name_key(expected[c].payer));
    if (!payers_[c].empty()) by_payer_[{expected[c].amount, payers_[c]}].push_back(c);
  }
  links_.reserve(credits_.size());
  for (std::size_t m = 0; m < credits_.size(); ++m) {
    links_.push_back(evidence.links(credits_[m]));
    for (const Link& one : links_.back()) naming_[one.claim].push_back(m);
  }
}

bool MatchBoard::payer_owes_elsewhere(std::size_t movement, std::size_t claim) const {
  const auto found = by_payer_.find({credits_[movement].amount, credits_[movement].payer});
  return found != by_payer_.end() && std::ranges::find(found->second, claim) == found->second.end();
}

bool MatchBoard::is_from_applicant(std::size_t movement, std::size_t claim) const {
  return !payers_[claim].empty() && payers_[claim] == credits_[movement].payer;
}

std::vector<std::size_t> MatchBoard::owed_elsewhere(std::size_t movement) const {
  std::vector<std::size_t> out;
  const auto found = by_payer_.find({credits_[movement].amount, credits_[movement].payer});
  if (found == by_payer_.end()) return out;
  std::ranges::copy_if(found->second, std::back_inserter(out), [&](std::size_t own) {
    return claim_is_open(own) && std::ranges::none_of(links_[movement], [&](const Link& link) {
             return claim(link.claim).dossier == claim(own).dossier;
           });
  });
  return out;
}

bool MatchBoard::contradicts_payer(std::size_t movement) const {
  const bool names_open = std::ranges::any_of(links_[movement], [&](const Link& link) {
    return !link.is_reference() && claim_is_open(link.claim) && claim(link.claim).amount == credits_[movement].amount;
  });
  return names_open && !owed_elsewhere(movement).empty();
}

bool MatchBoard::is_near_in_time(std::size_t movement, std::size_t claim, const MatchRules& rules) const {
  const Day asked = expected_[claim].asked_on;
  const Day booked = credits_[movement].day;
  return asked <= booked && booked <= asked + rules.weak_window;
}

const Link& MatchBoard::link(std::size_t movement, std::size_t claim) const {
  const auto found = std::ranges::find(links_[movement], claim, &Link::claim);
  if (found == links_[movement].end()) throw std::logic_error("the movement does not name the claim");
  return *found;
}

void MatchBoard::take(Found found) {
  std::ranges::sort(found.movements);
  std::ranges::sort(found.claims);
  std::ranges::sort(found.reasons);
  const auto repeated = std::ranges::unique(found.reasons);
  found.reasons.erase(repeated.begin(), repeated.end());
  Match match;
  match.confidence = found.confidence;
  match.score = std::clamp(found.score, 0, 100);
  for (const std::size_t m : found.movements) {
    movement_taken_[m] = true;
    match.movements.push_back(credits_[m].id);
  }
  for (const std::size_t c : found.claims) {
    taken_by_[c] = found.movements.front();
    match.claims.push_back(expected_[c].id);
  }
  match.reasons = std::move(found.reasons);
  matches_.push_back(std::move(match));
}

std::vector<Match> MatchBoard::matches() && {
  std::ranges::sort(matches_, {}, [](const Match& match) { return match.movements.front(); });
  return std::move(matches_);
}

}  // namespace lienthong::domain
