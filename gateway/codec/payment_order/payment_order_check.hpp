#pragma once

#include "codec/payment_order/payment_order.hpp"

#include <vector>

namespace lienthong::codec {

/// Everything for which the batch cannot be written: the rules, the debtor, the batch, then order by order.
[[nodiscard]] std::vector<PaymentOrderProblem> payment_order_problems(const domain::TransferBatch& batch,
                                                                      const Debtor& debtor, base::Instant created_at,
                                                                      const PaymentOrderRules& rules);

}  // namespace lienthong::codec
