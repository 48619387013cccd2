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

// Claims and attempts to pay them ⇄ entries of the journal `payment_claim`. Pure. Bodies are canonical JSON.

namespace lienthong::sync {

/// One claim: a fee of a dossier. When a claim was cancelled, or the dossier owes another amount, the same fee gets a
/// claim with the next serial.
struct ClaimKey {
  domain::DossierCode dossier;
  std::string fee;  ///< its code; "#2" for the second fee of the dossier when it has no code, or one that came before
  int serial = 1;
  friend auto operator<=>(const ClaimKey&, const ClaimKey&) = default;
};
/// "H55.12-250613-0001/LPHT/1"
[[nodiscard]] std::string claim_subject(const ClaimKey& key);
/// `invalid` "payment_journal.subject" for a text that claim_subject did not write.
[[nodiscard]] base::Result<ClaimKey> claim_key(std::string_view subject);

/// Words by which claims are found. Every entry gives its claim the month in which it was written, in Viet Nam.
[[nodiscard]] std::string claim_reference_key(std::string_view reference);  ///< "ref dvcH55…"
[[nodiscard]] std::string claim_dossier_key(const domain::DossierCode& dossier);
[[nodiscard]] std::string claim_month_key(base::Instant at);  ///< "month 2025-06"

/// The fee as the dossier named it when it was claimed.
struct ClaimedFee {
  std::string name;
  std::string code;  ///< empty when the dossier gives none
  domain::FeeKind kind = domain::FeeKind::fee;
  std::int64_t amount = 0;  ///< đồng
  friend bool operator==(const ClaimedFee&, const ClaimedFee&) = default;
};

[[nodiscard]] storage::JournalEntry claimed_entry(const ClaimKey& key, const ClaimedFee& fee, base::Instant at);
/// To be stored before INIT leaves. Written at `attempt.requested_at`.
[[nodiscard]] storage::JournalEntry attempt_entry(const ClaimKey& key, const domain::PaymentAttempt& attempt);
/// The platform took the order: the citizen pays at `url`.
[[nodiscard]] storage::JournalEntry opened_entry(const ClaimKey& key, std::string_view reference, std::string_view url,
                                                 base::Instant at);
/// Nobody asked the platform to open it: a portal was told what is to be paid, and may let the citizen pay.
[[nodiscard]] storage::JournalEntry offered_entry(const ClaimKey& key, std::string_view reference, base::Instant at);
/// Nothing can be paid under `reference`. `reason` is our word or the platform's code.
[[nodiscard]] storage::JournalEntry refused_entry(const ClaimKey& key, std::string_view reference,
                                                  std::string_view reason, base::Instant at);
/// The same report twice has one id.
[[nodiscard]] storage::JournalEntry report_entry(const ClaimKey& key, const domain::PaymentReport& report,
                                                 base::Instant at);
/// The `number`th QUERY of the attempt goes out.
[[nodiscard]] storage::JournalEntry query_entry(const ClaimKey& key, std::string_view reference, int number,
                                                base::Instant at);
[[nodiscard]] storage::JournalEntry cancelled_entry(const ClaimKey& key, std::string_view reason, base::Instant at);
/// Written at `refund.at`.
[[nodiscard]] storage::JournalEntry refund_entry(const ClaimKey& key, const domain::Refund& refund);

/// A claim as it lies in the store.
struct StoredClaim {
  ClaimKey key;
  ClaimedFee fee;
  domain::PaymentClaim claim;
  std::map<std::string, std::string, std::less<>> urls;  ///< where attempts are paid, by reference
  std::set<std::string, std::less<>> offered;            ///< references of attempts that a portal was told
  std::int64_t entries = 0;                              ///< for the guard of the next decision
  base::Instant claimed_at{};
  std::optional<base::Instant> paid_at;  ///< when it was first said to be paid
};
/// Folds all entries of one subject. `invalid` "payment_journal.body" or "payment_journal.subject" when an entry is not
/// one of these, "payment_journal.empty" without any.
[[nodiscard]] base::Result<StoredClaim> stored_claim_of(std::span<const storage::JournalRow> rows);
/// Only the claim of it.
[[nodiscard]] base::Result<domain::PaymentClaim> claim_of(std::span<const storage::JournalRow> rows);

}  // namespace lienthong::sync
