#pragma once

#include "base/result.hpp"
#include "storage/unit_of_work.hpp"
#include "sync/fees/payment_fees.hpp"
#include "sync/fees/payment_journal.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <variant>

// Claims + what somebody wants or says → one transaction. Pure; guarded, so that two decisions about one claim meet.

namespace lienthong::sync {

/// A new attempt to pay `owed`: of its claim, or of a new one when there is none, the old one was cancelled, or the
/// dossier now owes another amount. `claims` are all of the dossier. Errors of domain::begin_attempt; also
/// "payment.open" and "payment.paid" when that is so of a claim of another amount.
[[nodiscard]] base::Result<storage::UnitOfWork> begin_payment(std::span<const StoredClaim> claims,
                                                              const domain::DossierCode& dossier, const OwedFee& owed,
                                                              const domain::PaymentAttempt& attempt);

/// Whether begin_payment would find anything against an attempt of now; its errors.
[[nodiscard]] base::Result<void> may_begin(std::span<const StoredClaim> claims, const domain::DossierCode& dossier,
                                           const OwedFee& owed);

/// The attempt of that fee which a portal was told and which may still be paid; null when there is none.
[[nodiscard]] const domain::PaymentAttempt* offered_attempt(std::span<const StoredClaim> claims, const OwedFee& owed);

/// What a report changes, of the claims that hold its reference.
struct TakenReport {
  std::size_t claim = 0;  ///< index of those given
  storage::UnitOfWork work;
};
[[nodiscard]] std::variant<TakenReport, domain::ReportRefusal> take_payment_report(std::span<const StoredClaim> claims,
                                                                                   const domain::PaymentReport& report,
                                                                                   base::Instant at);

/// Whether the report says that its attempt is paid, and it was paid under another transaction number.
[[nodiscard]] bool paid_otherwise(std::span<const StoredClaim> claims, const domain::PaymentReport& report);

/// When the last of the fees that a dossier owes was paid; nothing while one of them is not. What was paid of a
/// cancelled claim is to be given back, and pays nothing. `claims` are all of the dossier.
[[nodiscard]] std::optional<base::Instant> all_paid_at(std::span<const StoredClaim> claims,
                                                       std::span<const OwedFee> owed);

/// Errors of domain::cancel and domain::refund.
[[nodiscard]] base::Result<storage::UnitOfWork> cancel_payment(const StoredClaim& claim, std::string_view reason,
                                                               base::Instant at);
[[nodiscard]] base::Result<storage::UnitOfWork> refund_payment(const StoredClaim& claim, const domain::Refund& given);

}  // namespace lienthong::sync
