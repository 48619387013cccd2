#pragma once

#include "domain/fees.hpp"
#include "sync/fees/match_decision.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

// A person decided about a movement; then the bank sent a corrected statement, or the statement behind a notification.
// The decision follows the movement to where it stands now, if it is clear where that is. Pure.

namespace lienthong::sync {

enum class FollowOutcome : std::uint8_t {
  followed,        ///< one movement is the one, and says the same
  decided_anew,    ///< somebody has decided about the movement in a later statement
  ambiguous,       ///< several movements could be the one
  amount_changed,  ///< it is there with another amount, or in the other direction
  gone             ///< nothing there is like it
};
/// "amount_changed"
[[nodiscard]] std::string_view name(FollowOutcome outcome);

/// What became of the decision about a movement that does not count any more.
struct FollowedDecision {
  domain::MovementId from;
  StandingDecision decision;
  FollowOutcome outcome = FollowOutcome::gone;
  std::vector<domain::MovementId> candidates;  ///< the one that it followed to, or those that could be the one
  domain::Amount amount;                       ///< when it was decided
  domain::Day booked_on{};
};

/// Decided movements of one statement that does not count any more, and where they must be now.
struct MovedStatement {
  base::Instant taken_at{};
  std::vector<domain::StatementEntry> decided;       ///< as the old statement says them
  std::vector<const domain::StatementEntry*> where;  ///< the entries of the statement that counts instead
};

/// By `from`. A movement is the one that has the bank's number of it (AcctSvcrRef); without such a number the one that
/// says the same, word for word. Where decisions of several statements meet, that of the statement that came last
/// stands.
[[nodiscard]] std::vector<FollowedDecision> follow_decisions(std::vector<MovedStatement> moved,
                                                             const StandingDecisions& decisions);

/// `decisions` with those that followed also under the movements that they followed to.
void apply_followed(std::span<const FollowedDecision> followed, StandingDecisions& decisions);

/// Whether a person has to look at it.
[[nodiscard]] bool needs_a_person(const FollowedDecision& followed);

}  // namespace lienthong::sync
