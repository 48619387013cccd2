#include "domain/fees/payment_claim.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>
#include <utility>

namespace lienthong::domain {
namespace {

using base::ErrorKind;

constexpr std::string_view code_of_success = "00";

bool has(const PaymentAttempt& attempt, PlatformState wanted) {
  return std::ranges::any_of(attempt.reports, [&](const PaymentReport& report) { return meaning(report) == wanted; });
}

/// Paid wins over everything; failed over "not known yet".
enum class AttemptState : std::uint8_t { open, paid, failed };
AttemptState state_of(const PaymentAttempt& attempt) {
  if (has(attempt, PlatformState::paid)) return AttemptState::paid;
  if (attempt.refused || has(attempt, PlatformState::failed)) return AttemptState::failed;
  return AttemptState::open;
}

/// Confirmation and answer to QUERY of one payment carry the same transaction number.
std::int64_t payments(const PaymentAttempt& attempt) {
  std::set<std::string_view> transactions;
  for (const PaymentReport& report : attempt.reports) {
    if (meaning(report) == PlatformState::paid && !report.transaction.empty()) transactions.insert(report.transaction);
  }
  const bool unnamed = transactions.empty() && state_of(attempt) == AttemptState::paid;
  return unnamed ? 1 : static_cast<std::int64_t>(transactions.size());
}

std::int64_t refunded(const PaymentClaim& claim) {
  return std::accumulate(claim.refunds.begin(), claim.refunds.end(), std::int64_t{0},
                         [](std::int64_t sum, const Refund& one) { return sum + one.amount; });
}

PaymentAttempt* attempt_of(PaymentClaim& claim, std::string_view reference) {
  const auto found = std::ranges::find(claim.attempts, reference, &PaymentAttempt::reference);
  return found == claim.attempts.end() ? nullptr : &*found;
}

bool any_attempt(const PaymentClaim& claim, AttemptState wanted) {
  return std::ranges::any_of(claim.attempts, [&](const PaymentAttempt& one) { return state_of(one) == wanted; });
}

}  // namespace

PlatformState meaning(const PaymentReport& report) {
  if (report.state == PlatformState::failed) return PlatformState::failed;
  const bool paid =
      report.error_code == code_of_success && report.state.value_or(PlatformState::paid) == PlatformState::paid;
  return paid ? PlatformState::paid : PlatformState::pending;
}

std::string_view name(ReportRefusal refusal) {
  switch (refusal) {
    case ReportRefusal::wrong_checksum:
      return "PAYMENT_WRONG_CHECKSUM";
    case ReportRefusal::unknown_reference:
      return "PAYMENT_UNKNOWN_REFERENCE";
    case ReportRefusal::ambiguous_reference:
      return "PAYMENT_AMBIGUOUS_REFERENCE";
    case ReportRefusal::wrong_partner:
      return "PAYMENT_WRONG_PARTNER";
    case ReportRefusal::wrong_currency:
      return "PAYMENT_WRONG_CURRENCY";
    case ReportRefusal::wrong_amount:
      return "PAYMENT_WRONG_AMOUNT";
  }
  throw std::logic_error("no such refusal");
}

std::string_view vietnamese(ClaimState state) {
  switch (state) {
    case ClaimState::unpaid:
      return "Chưa thanh toán";
    case ClaimState::waiting:
      return "Chờ thanh toán";
    case ClaimState::paid:
      return "Đã thanh toán";
    case ClaimState::cancelled:
      return "Hủy thanh toán";
    case ClaimState::refunded:
      return "Đã hoàn phí";
  }
  throw std::logic_error("no such state of a claim");
}

std::int64_t paid_amount(const PaymentClaim& claim) {
  return std::accumulate(
      claim.attempts.begin(), claim.attempts.end(), std::int64_t{0},
      [&](std::int64_t sum, const PaymentAttempt& one) { return sum + payments(one) * claim.amount; });
}

ClaimState state(const PaymentClaim& claim) {
  const std::int64_t paid = paid_amount(claim);
  if (paid > 0) return refunded(claim) >= paid ? ClaimState::refunded : ClaimState::paid;
  if (claim.cancelled_at) return ClaimState::cancelled;
  return any_attempt(claim, AttemptState::open) ? ClaimState::waiting : ClaimState::unpaid;
}

std::int64_t refund_due(const PaymentClaim& claim) {
  const std::int64_t owed = claim.cancelled_at ? 0 : claim.amount;
  return std::max<std::int64_t>(0, paid_amount(claim) - owed - refunded(claim));
}

base::Result<PaymentClaim> begin_attempt(PaymentClaim claim, PaymentAttempt attempt) {
  if (attempt.reference.empty() || attempt.time_text.empty())
    return base::fail(ErrorKind::invalid, "payment.attempt", "an attempt needs a reference and its time as text");
  if (attempt_of(claim, attempt.reference) != nullptr)
    return base::fail(ErrorKind::conflict, "payment.reference", "this reference was used for an earlier attempt");
  if (paid_amount(claim) > 0) return base::fail(ErrorKind::conflict, "payment.paid", "the claim is paid");
  if (claim.cancelled_at) return base::fail(ErrorKind::conflict, "payment.cancelled", "the claim is cancelled");
  if (any_attempt(claim, AttemptState::open))
    return base::fail(ErrorKind::conflict, "payment.open", "an earlier attempt may still be paid");
  attempt.reports.clear();
  claim.attempts.push_back(std::move(attempt));
  return claim;
}

base::Result<PaymentClaim> refuse_attempt(PaymentClaim claim, std::string_view reference) {
  PaymentAttempt* attempt = attempt_of(claim, reference);
  if (attempt == nullptr) return base::fail(ErrorKind::not_found, "payment.attempt", "the claim has no such attempt");
  attempt->refused = true;
  return claim;
}

base::Result<PaymentClaim> cancel(PaymentClaim claim, base::Instant at) {
  if (paid_amount(claim) > 0)
    return base::fail(ErrorKind::conflict, "payment.paid", "a paid claim is refunded, not cancelled");
  if (!claim.cancelled_at) claim.cancelled_at = at;
  return claim;
}

base::Result<PaymentClaim> refund(PaymentClaim claim, Refund given) {
  if (given.number.empty() || given.amount <= 0)
    return base::fail(ErrorKind::invalid, "payment.refund", "a refund needs a number and an amount above zero");
  const auto same = std::ranges::find(claim.refunds, given.number, &Refund::number);
  if (same != claim.refunds.end()) {
    if (same->amount == given.amount) return claim;
    return base::fail(ErrorKind::invalid, "payment.refund", "another amount was refunded under this number");
  }
  if (given.amount > paid_amount(claim) - refunded(claim))
    return base::fail(ErrorKind::invalid, "payment.refund", "more than was paid");
  claim.refunds.insert(std::move(given));
  return claim;
}

std::variant<ReportTarget, ReportRefusal> find_target(std::span<const PaymentClaim> claims,
                                                      const PaymentReport& report) {
  if (report.proof == ReportProof::signature_wrong) return ReportRefusal::wrong_checksum;
  std::vector<ReportTarget> of_reference;
  for (std::size_t c = 0; c < claims.size(); ++c) {
    for (std::size_t a = 0; a < claims[c].attempts.size(); ++a) {
      if (claims[c].attempts[a].reference == report.reference) of_reference.push_back({c, a});
    }
  }
  if (of_reference.empty()) return ReportRefusal::unknown_reference;
  std::erase_if(of_reference, [&](const ReportTarget& one) {
    return claims[one.claim].attempts[one.attempt].partner != report.partner;
  });
  if (of_reference.empty()) return ReportRefusal::wrong_partner;
  if (report.currency != "VND") return ReportRefusal::wrong_currency;
  std::erase_if(of_reference, [&](const ReportTarget& one) { return claims[one.claim].amount != report.amount; });
  if (of_reference.empty()) return ReportRefusal::wrong_amount;
  if (of_reference.size() > 1) return ReportRefusal::ambiguous_reference;
  return of_reference.front();
}

PaymentClaim apply(PaymentClaim claim, std::size_t attempt, const PaymentReport& report) {
  claim.attempts.at(attempt).reports.insert(report);
  return claim;
}

}  // namespace lienthong::domain
