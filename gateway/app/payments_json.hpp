#pragma once

#include "base/result.hpp"
#include "sync/fees/payment_desk.hpp"

#include <chrono>
#include <string>
#include <string_view>

// Bodies of the payment routes, without personal data. Pure.

namespace lienthong::app {

/// {"dossier", "fee"?, "return_url"?}. `invalid` "request.*" for anything else.
[[nodiscard]] base::Result<sync::PaymentRequest> read_payment_request(std::string_view body);
/// {"reason"}.
[[nodiscard]] base::Result<std::string> read_cancel_request(std::string_view body);
/// {"number", "amount"}.
[[nodiscard]] base::Result<domain::Refund> read_refund_request(std::string_view body);

/// The claim and its attempts. `needs_person`: its end is not known and asking has ended at `now`.
[[nodiscard]] std::string payment_json(const sync::StoredClaim& claim, base::Instant now,
                                       std::chrono::milliseconds give_up_after);
[[nodiscard]] std::string payments_json(const std::vector<sync::StoredClaim>& claims, base::Instant now,
                                        std::chrono::milliseconds give_up_after);
[[nodiscard]] std::string begun_payment_json(const sync::BegunPayment& begun);

}  // namespace lienthong::app
