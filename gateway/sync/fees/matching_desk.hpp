#pragma once

#include "domain/fees.hpp"
#include "sync/fees/match_decision.hpp"

#include <span>
#include <vector>

namespace lienthong::sync {

/// domain::match as people have decided it. What is confirmed is certain (score 100) and out of the reckoning, with the
/// fees it pays; what was set aside pays nothing and is named as `no_evidence`; a proposal that was rejected is not
/// made again, and its movement is tried with the fees that are still open. Deterministic: equal arguments, equal
/// result. A confirmed claim that is not expected counts for nothing; a decision of which the movement does not count
/// any more has no effect: see follow_decisions.
[[nodiscard]] domain::Matching decided_matching(std::span<const domain::StatementEntry> entries,
                                                std::span<const domain::ExpectedPayment> expected,
                                                const StandingDecisions& decisions, const domain::MatchRules& rules);

}  // namespace lienthong::sync
