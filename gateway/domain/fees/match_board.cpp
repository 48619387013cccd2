#include "domain/fees/match_board.hpp"

#include <algorithm>
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
    std::string payer = name_key(expected[c].payer);
    if (!payer.empty()) by_payer_[{expected[c].amount, std::move(payer)}].push_back(c);
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
