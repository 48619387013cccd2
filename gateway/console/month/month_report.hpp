#pragma once

#include "domain/fees.hpp"
#include "domain/money.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace lienthong::console {

/// A movement of money as the accountant finds it in the bank's statement. Who paid, and the free text that may name
/// them, are not part of it.
struct ReportedMovement {
  domain::MovementId id;
  std::string reference;  ///< the bank's number of it (AcctSvcrRef, else NtryRef); may be empty
  domain::Day booked_on{};
  domain::Flow flow = domain::Flow::credit;
  domain::Amount amount;  ///< unsigned; the sign is in `flow`
};

/// What an id of `Match::claims`, `Finding::claim` or `Matching::open_claims` stands for.
struct ReportedClaim {
  std::string id;
  domain::DossierCode dossier;
  std::int64_t amount = 0;  ///< đồng
};

/// Why a decision about a movement did not follow it into the corrected statement.
enum class DecisionDoubt : std::uint8_t {
  several_fit,     ///< several movements of the corrected statement could be the one
  amount_changed,  ///< it has another amount, or another direction, now
  movement_gone    ///< the corrected statement has nothing like it
};

/// A decision that holds for nothing until somebody decides again.
struct OpenDecision {
  domain::MovementId movement;  ///< of the statement that was corrected
  DecisionDoubt doubt = DecisionDoubt::movement_gone;
  domain::Day booked_on{};
  domain::Amount amount;  ///< when it was decided; unsigned
  std::vector<std::string> claims;
  std::vector<domain::MovementId> candidates;
};

/// One month of fees as it leaves the gateway for the accountant. Holds no personal data.
struct MonthReport {
  domain::MonthFacts facts;                       ///< the month, what was booked to the Treasury and the Units
  base::Instant made_at{};                        ///< written into the file
  std::optional<base::Instant> statements_until;  ///< end of the last statement that was read
  std::map<domain::UnitCode, std::string> units;  ///< names; one that is missing is shown by its code alone
  std::vector<domain::FeeOfMonth> fees;           ///< the three-way view is drawn from these
  std::vector<domain::TransferBatch> batches;     ///< in the order in which they were made
  std::vector<ReportedMovement> movements;        ///< at least those that `matching` names
  std::map<std::string, std::string> statements;  ///< the bank's own id of a statement, where it gives one
  std::vector<ReportedClaim> claims;              ///< at least those that `matching` names
  domain::Matching matching;
  std::vector<OpenDecision> open_decisions;
  std::vector<domain::FeeAlarm> alarms;
};

}  // namespace lienthong::console
