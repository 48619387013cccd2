#pragma once

#include "base/instant.hpp"
#include "base/random.hpp"
#include "base/result.hpp"
#include "domain/backoff.hpp"
#include "domain/fees/payment_report.hpp"
#include "domain/ids.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace lienthong::domain {

/// One INIT: what we asked the platform to charge.
struct PaymentAttempt {
  std::string partner;    ///< MaDoiTac
  std::string reference;  ///< MaThamChieu
  std::string time_text;  ///< ThoiGianGD exactly as sent: a 12-hour clock in some clients, so QUERY repeats the text
  base::Instant requested_at{};
  bool refused = false;  ///< the platform took no order: its reply to INIT said so
  int queries = 0;       ///< asked so far
  std::optional<base::Instant> last_query_at;
  std::set<PaymentReport> reports;  ///< each distinct one once
  friend bool operator==(const PaymentAttempt&, const PaymentAttempt&) = default;
};

/// Money given back: its number and amount in the books of who paid it back.
struct Refund {
  std::string number;
  std::int64_t amount = 0;  ///< đồng
  base::Instant at{};
  friend auto operator<=>(const Refund&, const Refund&) = default;
};

/// Chưa thanh toán, Chờ thanh toán, Đã thanh toán, Hủy thanh toán, Đã hoàn phí (contracts 5.4).
enum class ClaimState : std::uint8_t { unpaid, waiting, paid, cancelled, refunded };
/// "Chờ thanh toán"
[[nodiscard]] std::string_view vietnamese(ClaimState state);

/// A fee that one dossier owes, and every attempt to pay it on the platform. A value; `state` follows from the *set* of
/// what was said, so any order and repetition of confirmations and answers gives the same claim.
struct PaymentClaim {
  DossierCode dossier;
  std::int64_t amount = 0;  ///< đồng
  std::vector<PaymentAttempt> attempts;
  std::optional<base::Instant> cancelled_at;
  std::set<Refund> refunds;
  friend bool operator==(const PaymentClaim&, const PaymentClaim&) = default;
};

[[nodiscard]] ClaimState state(const PaymentClaim& claim);
/// What the citizen paid, by every distinct transaction of the platform: more than the claim when paid twice.
[[nodiscard]] std::int64_t paid_amount(const PaymentClaim& claim);
/// What is to be given back: paid twice, or paid although cancelled, minus what was refunded.
[[nodiscard]] std::int64_t refund_due(const PaymentClaim& claim);

/// Begins an attempt; to be stored before INIT leaves. `conflict` "payment.open" while an earlier attempt may still be
/// paid (status 3 among them: never charged twice), "payment.paid", "payment.cancelled", and "payment.reference" when
/// the reference was used before: wait a second and build another. `invalid` "payment.attempt" for an empty reference.
[[nodiscard]] base::Result<PaymentClaim> begin_attempt(PaymentClaim claim, PaymentAttempt attempt);
/// The platform answered INIT with an error: there is nothing to pay under this reference. `not_found`
/// "payment.attempt".
[[nodiscard]] base::Result<PaymentClaim> refuse_attempt(PaymentClaim claim, std::string_view reference);
/// `conflict` "payment.paid" when it is paid: then it is a refund.
[[nodiscard]] base::Result<PaymentClaim> cancel(PaymentClaim claim, base::Instant at);
/// The same number twice has one effect. `invalid` "payment.refund": no number, no amount, or another amount under the
/// same number; more than was paid.
[[nodiscard]] base::Result<PaymentClaim> refund(PaymentClaim claim, Refund given);

/// Where a report belongs.
struct ReportTarget {
  std::size_t claim = 0;    ///< index into the claims given
  std::size_t attempt = 0;  ///< index into its attempts
};
/// Finds the attempt among the claims that hold the report's reference, or why the report changes nothing.
[[nodiscard]] std::variant<ReportTarget, ReportRefusal> find_target(std::span<const PaymentClaim> claims,
                                                                    const PaymentReport& report);
/// `target` from find_target on this claim.
[[nodiscard]] PaymentClaim apply(PaymentClaim claim, std::size_t attempt, const PaymentReport& report);

/// When the platform is asked. Times from the moment of INIT; one client polls between 30 minutes and 3 days
/// (rules 4.5).
struct QueryPolicy {
  std::chrono::milliseconds first_after = std::chrono::minutes{30};
  Backoff backoff{std::chrono::minutes{1}, std::chrono::hours{6}, std::chrono::hours{24}};
  std::chrono::milliseconds give_up_after = std::chrono::hours{72};
};
struct AskAt {
  base::Instant at{};
  std::string reference;
  std::string time_text;  ///< to be repeated as it is
  friend bool operator==(const AskAt&, const AskAt&) = default;
};
struct NothingToAsk {
  friend bool operator==(const NothingToAsk&, const NothingToAsk&) = default;
};
/// Nobody knows the end and the time for asking is over.
struct ForAPerson {
  std::string reference;
  friend bool operator==(const ForAPerson&, const ForAPerson&) = default;
};
using NextQuery = std::variant<NothingToAsk, AskAt, ForAPerson>;
[[nodiscard]] NextQuery next_query(const PaymentClaim& claim, const QueryPolicy& policy, base::Instant now,
                                   base::Random& random);
/// Counts a QUERY that goes out. `not_found` "payment.attempt".
[[nodiscard]] base::Result<PaymentClaim> note_query(PaymentClaim claim, std::string_view reference, base::Instant at);

}  // namespace lienthong::domain
