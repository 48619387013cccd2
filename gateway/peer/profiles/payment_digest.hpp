#pragma once

#include "peer/profiles/payment_dialect.hpp"

namespace lienthong::peer {

/// Messages signed by a digest with the secret last (contracts 5.1). The time of the order is signed, and repeated word
/// for word by every later question.
class PaymentDigest final : public PaymentDialect {
 public:
  using PaymentDialect::PaymentDialect;

  [[nodiscard]] base::Result<std::string> order_body(const PaymentOrder& order) const override;
  [[nodiscard]] base::Result<std::string> query_body(const PaymentQuestion& question) const override;
  [[nodiscard]] base::Result<std::string> bill_body(const PaymentQuestion& question) const override;
  [[nodiscard]] base::Result<domain::PaymentReport> read_query(std::string_view answer,
                                                               const PaymentQuestion& question) const override;
  [[nodiscard]] std::string_view reference_member() const override { return "MaThamChieu"; }
  [[nodiscard]] base::Result<domain::PaymentReport> hear(std::string_view body,
                                                         std::optional<std::int64_t> held) const override;
  [[nodiscard]] base::Result<std::string> answer_body(std::string_view body, PaymentVerdict verdict) const override;

 private:
  [[nodiscard]] base::Result<std::string> question_body(std::string_view mapping,
                                                        const PaymentQuestion& question) const;
};

}  // namespace lienthong::peer
