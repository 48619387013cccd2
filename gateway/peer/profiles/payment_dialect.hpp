#pragma once

#include "peer/payment_platform.hpp"
#include "peer/profiles/payment_wire.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace lienthong::peer {

/// How one family of platforms words and signs its messages. Pure.
class PaymentDialect {
 public:
  PaymentDialect(const PaymentManifest& manifest, const PaymentSettings& settings, PaymentWire wire)
      : manifest_(manifest), settings_(settings), wire_(std::move(wire)) {}
  virtual ~PaymentDialect() = default;

  [[nodiscard]] virtual base::Result<std::string> order_body(const PaymentOrder& order) const = 0;
  [[nodiscard]] virtual base::Result<std::string> query_body(const PaymentQuestion& question) const = 0;
  /// `unsupported` "payment.no_bill" where the contract has no receipt.
  [[nodiscard]] virtual base::Result<std::string> bill_body(const PaymentQuestion& question) const;
  /// `answer` is the body of a positive HTTP answer.
  [[nodiscard]] virtual base::Result<domain::PaymentReport> read_query(std::string_view answer,
                                                                       const PaymentQuestion& question) const = 0;
  [[nodiscard]] virtual std::string_view reference_member() const = 0;
  [[nodiscard]] virtual base::Result<domain::PaymentReport> hear(std::string_view body,
                                                                 std::optional<std::int64_t> held) const = 0;
  [[nodiscard]] virtual base::Result<std::string> answer_body(std::string_view body, PaymentVerdict verdict) const = 0;

  /// Both families answer an order in one way: success "0" with a link, or a code and a text.
  [[nodiscard]] PaymentOpening read_opening(const transport::HttpResponse& response) const;
  [[nodiscard]] std::optional<std::string> reference_of(std::string_view body) const;

 protected:
  const PaymentManifest& manifest_;
  const PaymentSettings& settings_;
  PaymentWire wire_;
};

/// `manifest` and `settings` must outlive it.
[[nodiscard]] std::unique_ptr<PaymentDialect> make_payment_dialect(const PaymentManifest& manifest,
                                                                   const PaymentSettings& settings, PaymentWire wire);

}  // namespace lienthong::peer
