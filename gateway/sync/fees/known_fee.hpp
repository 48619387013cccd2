#pragma once

#include "domain/dossier.hpp"
#include "domain/fees.hpp"
#include "sync/fees/payment_journal.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace lienthong::sync {

/// One fee of one dossier: what it should cost, what was asked, and what the platform or the counter says of it.
struct KnownFee {
  std::string id;  ///< subject of its claim, also before there is one
  domain::DossierCode dossier;
  domain::UnitCode unit;  ///< who owns the money: of the schedule, else the agency in the dossier's code
  domain::FeeKind kind = domain::FeeKind::fee;
  std::string account;     ///< id of the beneficiary's account; empty where the schedule knows none
  std::int64_t due = 0;    ///< đồng, by the schedule of the day; what was asked where the schedule says nothing
  std::int64_t asked = 0;  ///< đồng, of the citizen
  domain::Day asked_on{};
  std::int64_t paid = 0;  ///< đồng
  int payments = 0;
  domain::PaidBy paid_by = domain::PaidBy::platform;
  std::optional<domain::Day> paid_on;
  std::vector<std::string> references;
  std::string payer;  ///< personal data
  domain::Status status = domain::Status::registered;
};

/// What one dossier owes: its own list of fees, else what the schedule says of its procedure; and every claim that was
/// made. `stated_paid_at` is when its payment was last stated. `claims` are those of this dossier.
[[nodiscard]] std::vector<KnownFee> fees_of(const domain::Dossier& dossier, std::optional<base::Instant> stated_paid_at,
                                            std::span<const StoredClaim> claims, const domain::FeeSchedule& schedule);

[[nodiscard]] domain::ExpectedPayment expected_payment(const KnownFee& fee);

/// FEE_AMOUNT_MISMATCH of every fee of which another amount was asked or paid than the schedule says.
[[nodiscard]] std::optional<domain::FeeAlarm> amount_alarm(const KnownFee& fee);

/// The day of a moment in Viet Nam.
[[nodiscard]] domain::Day vietnamese_day(base::Instant at);

}  // namespace lienthong::sync
