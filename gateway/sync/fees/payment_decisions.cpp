#include "sync/fees/payment_decisions.hpp"

#include <algorithm>
#include <set>

namespace lienthong::sync {
namespace {

using base::ErrorKind;
using base::Result;
using storage::UnitOfWork;

UnitOfWork guarded(const ClaimKey& key, std::int64_t entries, base::Instant at) {
  UnitOfWork work;
  work.journal_guards.push_back({storage::Journal::payment_claim, claim_subject(key), entries});
  work.at = at;
  return work;
}

/// The claim of the fee that counts now.
const StoredClaim* latest_of(std::span<const StoredClaim> claims, std::string_view fee) {
  const StoredClaim* latest = nullptr;
  for (const StoredClaim& one : claims) {
    if (one.key.fee == fee && (latest == nullptr || latest->key.serial < one.key.serial)) latest = &one;
  }
  return latest;
}

Result<void> may_be_replaced(const StoredClaim& claim) {
  if (claim.claim.cancelled_at) return {};
  switch (domain::state(claim.claim)) {
    case domain::ClaimState::waiting:
      return base::fail(ErrorKind::conflict, "payment.open", "an earlier attempt may still be paid");
    case domain::ClaimState::paid:
    case domain::ClaimState::refunded:
      return base::fail(ErrorKind::conflict, "payment.paid", "the fee was paid, with another amount");
    case domain::ClaimState::unpaid:
    case domain::ClaimState::cancelled:
      return {};
  }
  return {};
}

Result<UnitOfWork> begin_new_claim(const StoredClaim* replaced, const ClaimKey& key, const OwedFee& owed,
                                   const domain::PaymentAttempt& attempt) {
  domain::PaymentClaim claim;
  claim.dossier = key.dossier;
  claim.amount = owed.fee.amount;
  if (auto begun = domain::begin_attempt(std::move(claim), attempt); !begun)
    return base::fail(std::move(begun).error());
  UnitOfWork work = guarded(key, 0, attempt.requested_at);
  if (replaced != nullptr) {
    work.journal_guards.push_back({storage::Journal::payment_claim, claim_subject(replaced->key), replaced->entries});
    if (!replaced->claim.cancelled_at)
      work.journal.push_back(cancelled_entry(replaced->key, "amount.changed", attempt.requested_at));
  }
  work.journal.push_back(claimed_entry(key, owed.fee, attempt.requested_at));
  work.journal.push_back(attempt_entry(key, attempt));
  return work;
}

}  // namespace

Result<UnitOfWork> begin_payment(std::span<const StoredClaim> claims, const domain::DossierCode& dossier,
                                 const OwedFee& owed, const domain::PaymentAttempt& attempt) {
  const StoredClaim* latest = latest_of(claims, owed.key);
  if (latest == nullptr) return begin_new_claim(nullptr, {dossier, owed.key, 1}, owed, attempt);
  if (latest->claim.cancelled_at || latest->claim.amount != owed.fee.amount) {
    if (auto may = may_be_replaced(*latest); !may) return base::fail(std::move(may).error());
    return begin_new_claim(latest, {dossier, owed.key, latest->key.serial + 1}, owed, attempt);
  }
  if (auto begun = domain::begin_attempt(latest->claim, attempt); !begun) return base::fail(std::move(begun).error());
  UnitOfWork work = guarded(latest->key, latest->entries, attempt.requested_at);
  work.journal.push_back(attempt_entry(latest->key, attempt));
  return work;
}

Result<void> may_begin(std::span<const StoredClaim> claims, const domain::DossierCode& dossier, const OwedFee& owed) {
  domain::PaymentAttempt any;
  any.reference = any.time_text = "not chosen yet";
  auto begun = begin_payment(claims, dossier, owed, any);
  if (!begun) return base::fail(std::move(begun).error());
  return {};
}

const domain::PaymentAttempt* offered_attempt(std::span<const StoredClaim> claims, const OwedFee& owed) {
  const StoredClaim* latest = latest_of(claims, owed.key);
  if (latest == nullptr || latest->claim.amount != owed.fee.amount) return nullptr;
  if (domain::state(latest->claim) != domain::ClaimState::waiting) return nullptr;
  const domain::PaymentAttempt& last = latest->claim.attempts.back();
  return latest->offered.contains(last.reference) ? &last : nullptr;
}

std::variant<TakenReport, domain::ReportRefusal> take_payment_report(std::span<const StoredClaim> claims,
                                                                     const domain::PaymentReport& report,
                                                                     base::Instant at) {
  std::vector<domain::PaymentClaim> held;
  std::ranges::transform(claims, std::back_inserter(held), &StoredClaim::claim);
  const auto target = domain::find_target(held, report);
  if (const auto* refusal = std::get_if<domain::ReportRefusal>(&target)) return *refusal;
  const std::size_t index = std::get<domain::ReportTarget>(target).claim;
  TakenReport out{index, guarded(claims[index].key, claims[index].entries, at)};
  out.work.journal.push_back(report_entry(claims[index].key, report, at));
  return out;
}

bool paid_otherwise(std::span<const StoredClaim> claims, const domain::PaymentReport& report) {
  const auto is_paid = [](const domain::PaymentReport& one) {
    return domain::meaning(one) == domain::PlatformState::paid && !one.transaction.empty();
  };
  if (!is_paid(report)) return false;
  const auto is_other = [&](const domain::PaymentReport& heard) {
    return is_paid(heard) && heard.transaction != report.transaction;
  };
  return std::ranges::any_of(claims, [&](const StoredClaim& one) {
    return std::ranges::any_of(one.claim.attempts, [&](const domain::PaymentAttempt& attempt) {
      return attempt.reference == report.reference && std::ranges::any_of(attempt.reports, is_other);
    });
  });
}

std::optional<base::Instant> all_paid_at(std::span<const StoredClaim> claims, std::span<const OwedFee> owed) {
  std::optional<base::Instant> last;
  std::set<std::string_view> paid;
  for (const StoredClaim& one : claims) {
    if (!one.paid_at || one.claim.cancelled_at) continue;
    paid.insert(one.key.fee);
    last = std::max(last.value_or(*one.paid_at), *one.paid_at);
  }
  const bool all = std::ranges::all_of(owed, [&](const OwedFee& fee) { return paid.contains(fee.key); });
  return all ? last : std::nullopt;
}

Result<UnitOfWork> cancel_payment(const StoredClaim& claim, std::string_view reason, base::Instant at) {
  if (auto cancelled = domain::cancel(claim.claim, at); !cancelled) return base::fail(std::move(cancelled).error());
  UnitOfWork work = guarded(claim.key, claim.entries, at);
  work.journal.push_back(cancelled_entry(claim.key, reason, at));
  return work;
}

Result<UnitOfWork> refund_payment(const StoredClaim& claim, const domain::Refund& given) {
  if (auto refunded = domain::refund(claim.claim, given); !refunded) return base::fail(std::move(refunded).error());
  UnitOfWork work = guarded(claim.key, claim.entries, given.at);
  work.journal.push_back(refund_entry(claim.key, given));
  return work;
}

}  // namespace lienthong::sync
