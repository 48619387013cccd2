#pragma once

#include "sync/fees/payment_journal.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lienthong::sync {

/// What an entry of a claim says; its word begins the entry's id and stands in its body.
enum class ClaimEntry : std::uint8_t { claimed, attempt, opened, offered, refused, report, query, cancelled, refund };
/// "claimed"
[[nodiscard]] std::string_view name(ClaimEntry kind);

[[nodiscard]] std::string claimed_body(const ClaimedFee& fee);
[[nodiscard]] std::string attempt_body(const domain::PaymentAttempt& attempt);
[[nodiscard]] std::string opened_body(std::string_view reference, std::string_view url);
[[nodiscard]] std::string report_body(const domain::PaymentReport& report);
[[nodiscard]] std::string refund_body(const domain::Refund& refund);
/// Of the kinds that say nothing but this. Empty texts are left out.
[[nodiscard]] std::string reason_body(ClaimEntry kind, std::string_view reference, std::string_view reason);

/// What a body held; only the members of its kind are set.
struct ClaimBody {
  ClaimEntry kind = ClaimEntry::claimed;
  ClaimedFee fee;
  domain::PaymentAttempt attempt;  ///< partner, reference, time text
  std::string reference;
  std::string url;
  domain::PaymentReport report;
  domain::Refund refund;  ///< number and amount
};
/// Nothing when the text is not what one of the functions above wrote.
[[nodiscard]] std::optional<ClaimBody> read_claim_body(std::string_view text);

}  // namespace lienthong::sync
