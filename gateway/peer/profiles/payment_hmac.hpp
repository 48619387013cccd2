#pragma once

#include "peer/profiles/payment_dialect.hpp"

namespace lienthong::peer {

/// Messages signed by HMAC (contracts 5.2): ours under one key, those of the platform under another and over the
/// amounts that we hold. No time is signed, and there is no receipt.
class PaymentHmac final : public PaymentDialect {
 public:
  using PaymentDialect::PaymentDialect;

  [[nodiscard]] base::Result<std::string> order_body(const PaymentOrder& order) const override;
  [[nodiscard]] base::Result<std::string> query_body(const PaymentQuestion& question) const override;
  [[nodiscard]] base::Result<domain::PaymentReport> read_query(std::string_view answer,
                                                               const PaymentQuestion& question) const override;
  [[nodiscard]] std::string_view reference_member() const override { return "transaction_id"; }
  [[nodiscard]] base::Result<domain::PaymentReport> hear(std::string_view body,
                                                         std::optional<std::int64_t> held) const override;
  [[nodiscard]] base::Result<std::string> answer_body(std::string_view body, PaymentVerdict verdict) const override;
};

}  // namespace lienthong::peer
