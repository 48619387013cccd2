#pragma once

#include "domain/fees/payment_claim.hpp"

#include <string>
#include <utility>

// A claim of 120,000 đồng as in the examples of contracts 5.1.

namespace lienthong::domain::testing {

inline const std::string first_reference = "dvcH5512250613000120250613093015";
inline const std::string second_reference = "dvcH5512250613000120250613094500";

inline base::Instant minute(int number) {
  return base::from_rfc3339("2025-06-13T09:30:15.000+07:00").value() + std::chrono::minutes{number};
}

inline PaymentAttempt attempt(std::string reference, base::Instant at = minute(0)) {
  PaymentAttempt made;
  made.partner = "DOITAC01";
  made.reference = std::move(reference);
  made.time_text = "20250613093015";
  made.requested_at = at;
  return made;
}

inline PaymentClaim claim() {
  PaymentClaim made;
  made.dossier = DossierCode("H55.12-250613-0001");
  made.amount = 120'000;
  return made;
}

inline PaymentClaim asked() { return begin_attempt(claim(), attempt(first_reference)).value(); }

inline PaymentReport confirmed(std::string transaction = "PP250613000987", std::string reference = first_reference) {
  PaymentReport made;
  made.proof = ReportProof::signature_verified;
  made.partner = "DOITAC01";
  made.reference = std::move(reference);
  made.amount = 120'000;
  made.currency = "VND";
  made.error_code = "00";
  made.transaction = std::move(transaction);
  made.bank = "VIETCOMBANK";
  made.time_text = "20250613093211";
  return made;
}

inline PaymentReport answered(PlatformState state, std::string reference = first_reference) {
  PaymentReport made = confirmed(state == PlatformState::paid ? "PP250613000987" : "", std::move(reference));
  made.proof = ReportProof::own_query;
  made.state = state;
  return made;
}

/// Applied where it belongs; the refusal as text where it belongs nowhere.
inline std::string tell(PaymentClaim& to, const PaymentReport& report) {
  const auto target = find_target({&to, 1}, report);
  if (const auto* refusal = std::get_if<ReportRefusal>(&target)) return std::string(name(*refusal));
  to = apply(to, std::get<ReportTarget>(target).attempt, report);
  return "";
}

}  // namespace lienthong::domain::testing
