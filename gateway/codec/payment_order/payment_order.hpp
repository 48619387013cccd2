#pragma once

#include "base/instant.hpp"
#include "codec/payment_order/bank_text.hpp"
#include "domain/fees.hpp"

#include <tl/expected.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lienthong::codec {

enum class PaymentOrderVersion : std::uint8_t { pain_001_001_03, pain_001_001_09 };
/// "pain.001.001.09"
[[nodiscard]] std::string_view name(PaymentOrderVersion version);

/// Whose account is debited.
struct Debtor {
  std::string name;
  std::string account;
  std::string bank;  ///< its BIC, or the bank's code
};

/// What the bank that takes the order reads.
struct PaymentOrderRules {
  PaymentOrderVersion version = PaymentOrderVersion::pain_001_001_09;
  BankCharacters characters = BankCharacters::unicode;
  std::size_t name_limit = 140;        ///< characters; 1 to 140
  std::size_t remittance_limit = 140;  ///< characters; 1 to 140
};

/// Why a batch cannot be written; never with the value that is wrong.
struct PaymentOrderProblem {
  std::size_t order = 0;  ///< from 1, in the order of the batch; 0: the batch, the debtor or the rules
  std::string field;      ///< "creditor_name"
  std::string rule;       ///< "empty", "length", "character", "reference", "amount", "repeated", "sum", "day", "limit"
  std::string text;
  friend bool operator==(const PaymentOrderProblem&, const PaymentOrderProblem&) = default;
};

/// ISO 20022 CustomerCreditTransferInitiation: one payment information block of credit transfers in VND, each booked on
/// its own under the EndToEndId of its order, by which domain::match_transfers finds it in the statement. Every problem
/// at once, or a document that our schemas (schemas/external/bank-transfer) accept.
[[nodiscard]] tl::expected<std::string, std::vector<PaymentOrderProblem>> write_payment_order(
    const domain::TransferBatch& batch, const Debtor& debtor, base::Instant created_at,
    const PaymentOrderRules& rules = {});

}  // namespace lienthong::codec
