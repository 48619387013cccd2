#pragma once

#include "base/instant.hpp"
#include "base/random.hpp"
#include "base/result.hpp"
#include "domain/dossier.hpp"
#include "domain/fees.hpp"
#include "peer/payment_platform.hpp"
#include "sync/fees/payment_journal.hpp"

#include <string>
#include <string_view>
#include <vector>

// What a dossier owes, and how the platform is told. Pure.

namespace lienthong::sync {

struct OwedFee {
  std::string key;  ///< as in ClaimKey
  ClaimedFee fee;
};
/// The day on which the citizen was asked: of the request to pay, else of the receipt.
[[nodiscard]] domain::Day fee_day(const domain::Dossier& dossier);
/// The fees that the dossier states, those of no amount left out; of a dossier that states no list, what the schedule
/// of its fee_day says of its procedure: the provincial contract has no fees (contracts 1.4). `invalid` "payment.fees"
/// when the fact is no list of fees.
[[nodiscard]] base::Result<std::vector<OwedFee>> fees_owed(const domain::Dossier& dossier,
                                                           const domain::FeeSchedule& schedule);
/// The fee of that key, or the only one when `key` is empty. `not_found` "payment.fee", `conflict`
/// "payment.nothing_due", `invalid` "payment.fee_needed" when there are several and none is named.
[[nodiscard]] base::Result<OwedFee> fee_to_pay(const domain::Dossier& dossier, const domain::FeeSchedule& schedule,
                                               std::string_view key);

/// What the citizen pays for and into which account, from the dossier and the schedule of `day`. `conflict`
/// "payment.beneficiary" when the schedule has no account for this fee, "payment.dossier" when the dossier does not say
/// what the platform must be told.
[[nodiscard]] base::Result<peer::PaymentBill> payment_bill(const domain::Dossier& dossier, const ClaimedFee& fee,
                                                           const domain::FeeSchedule& schedule, domain::Day day);

/// "20250613093015": wall time in Viet Nam, 24 hours.
[[nodiscard]] std::string payment_time_text(base::Instant at);
/// A reference for an attempt begun at `at`.
[[nodiscard]] std::string payment_reference(peer::ReferenceForm form, const domain::DossierCode& dossier,
                                            base::Instant at, base::Random& random);

}  // namespace lienthong::sync
