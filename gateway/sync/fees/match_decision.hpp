#pragma once

#include "base/result.hpp"
#include "domain/fees.hpp"
#include "storage/journal.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// What people decided about movements of money: journal `match_decision`, subject = the movement's name.

namespace lienthong::sync {

enum class DecisionKind : std::uint8_t {
  confirm,    ///< the movement pays these fees
  reject,     ///< the movement pays none of these fees
  set_aside,  ///< the movement pays no fee
  withdraw    ///< whatever was decided of it before is void
};
/// "set_aside"
[[nodiscard]] std::string_view name(DecisionKind kind);
[[nodiscard]] std::optional<DecisionKind> decision_kind_from_name(std::string_view word);

struct MatchDecision {
  domain::MovementId movement;
  DecisionKind kind = DecisionKind::confirm;
  std::vector<std::string> claims;  ///< ids of expected payments; of confirm and reject
  std::string by;                   ///< who decided
  std::string reason;
  base::Instant at{};
  friend bool operator==(const MatchDecision&, const MatchDecision&) = default;
};

/// "vcb.0f3a5c7e9b1d2f40-12-0": statement, entry, payment inside the entry.
[[nodiscard]] std::string movement_name(const domain::MovementId& movement);
[[nodiscard]] std::optional<domain::MovementId> movement_from_name(std::string_view name);

[[nodiscard]] storage::JournalEntry decision_entry(const MatchDecision& decision);
/// `permanent` "decision.body".
[[nodiscard]] base::Result<MatchDecision> read_decision(const storage::JournalEntry& entry);

/// What stands of everything that was decided of one movement: the last confirmation or setting aside, and every
/// rejection since the last withdrawal that was not confirmed afterwards.
struct StandingDecision {
  std::optional<MatchDecision> settled;  ///< confirm or set_aside
  std::set<std::string> rejected;        ///< claims
};
using StandingDecisions = std::map<domain::MovementId, StandingDecision>;
/// `rows` in order of commit. `permanent` "decision.body".
[[nodiscard]] base::Result<StandingDecisions> standing_decisions(std::span<const storage::JournalRow> rows);

}  // namespace lienthong::sync
