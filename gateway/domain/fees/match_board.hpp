#pragma once

#include "domain/fees/evidence.hpp"
#include "domain/fees/matching.hpp"
#include "domain/fees/movement.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace lienthong::domain {

/// What is matched so far, while the steps of matching pass over it: each takes what earlier ones have left.
class MatchBoard {
 public:
  /// Both by id. `expected` must outlive the board.
  MatchBoard(std::vector<Movement> credits, std::span<const ExpectedPayment> expected);

  [[nodiscard]] const std::vector<Movement>& credits() const { return credits_; }
  [[nodiscard]] const ExpectedPayment& claim(std::size_t index) const { return expected_[index]; }
  [[nodiscard]] std::size_t claims() const { return expected_.size(); }
  /// The fees that a movement names.
  [[nodiscard]] const std::vector<Link>& links(std::size_t movement) const { return links_[movement]; }
  /// The movements that name a fee.
  [[nodiscard]] const std::vector<std::size_t>& naming(std::size_t claim) const { return naming_[claim]; }
  [[nodiscard]] const Link& link(std::size_t movement, std::size_t claim) const;
  [[nodiscard]] bool movement_is_open(std::size_t index) const { return !movement_taken_[index]; }
  [[nodiscard]] bool claim_is_open(std::size_t index) const { return !taken_by_[index]; }
  /// The first movement of the match that took a claim.
  [[nodiscard]] std::optional<std::size_t> taken_by(std::size_t claim) const { return taken_by_[claim]; }

  /// Whether the payer has a fee of this very amount elsewhere: who types a wrong code pays for somebody else's
  /// dossier.
  [[nodiscard]] bool payer_owes_elsewhere(std::size_t movement, std::size_t claim) const;
  [[nodiscard]] bool is_from_applicant(std::size_t movement, std::size_t claim) const;
  /// Open fees of this very amount that the payer has in dossiers that the movement does not name.
  [[nodiscard]] std::vector<std::size_t> owed_elsewhere(std::size_t movement) const;
  /// Whether the text alone names an open fee of this amount, while the payer owes as much elsewhere.
  [[nodiscard]] bool contradicts_payer(std::size_t movement) const;
  /// Whether the fee was asked for before the movement, and not long before.
  [[nodiscard]] bool is_near_in_time(std::size_t movement, std::size_t claim, const MatchRules& rules) const;

  struct Found {
    Confidence confidence = Confidence::likely;
    int score = 0;
    std::vector<std::size_t> movements;
    std::vector<std::size_t> claims;
    std::vector<MatchReason> reasons;
  };
  void take(Found found);
  /// Hands over the matches, by their first movement.
  [[nodiscard]] std::vector<Match> matches() &&;

 private:
  std::vector<Movement> credits_;
  std::span<const ExpectedPayment> expected_;
  std::vector<std::vector<Link>> links_;
  std::vector<std::vector<std::size_t>> naming_;
  std::map<std::pair<std::int64_t, std::string>, std::vector<std::size_t>> by_payer_;  ///< amount and name key
  std::vector<std::string> payers_;                                                    ///< name key of each claim
  std::vector<bool> movement_taken_;
  std::vector<std::optional<std::size_t>> taken_by_;
  std::vector<Match> matches_;
};

/// Matches that need no person: exactly one set of fees that the movement names adds up to it, or all movements that
/// name one fee alone add up to it.
void match_certain(MatchBoard& board);
/// What names a fee but leaves a doubt: several fit, the key is cut, the amount differs.
void match_named(MatchBoard& board);
/// What names a dossier that nobody knows, or not enough of one: with the amount, and mostly the payer's name, it may
/// still be clear which is meant.
void match_misspelt(MatchBoard& board, const MatchRules& rules);
/// What names none: the platform's sum of a day, payer and amount, the amount alone.
void match_unnamed(MatchBoard& board, const MatchRules& rules);

}  // namespace lienthong::domain
