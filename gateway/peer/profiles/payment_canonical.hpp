#pragma once

#include "codec/builder.hpp"
#include "peer/payment_platform.hpp"

namespace lienthong::peer {

/// Members of a canonical `payment_order` that every platform is told; a dialect adds its own. Views into `order`.
[[nodiscard]] codec::RecordBuilder payment_order_of(const PaymentOrder& order, std::string_view partner,
                                                    codec::Arena& arena);
/// A canonical `payment_demand`.
[[nodiscard]] codec::Value payment_demand_of(const PaymentOrder& order, std::string_view partner, codec::Arena& arena);
/// A canonical `payment_query`. Views into `question`.
[[nodiscard]] codec::RecordBuilder payment_query_of(const PaymentQuestion& question, std::string_view partner,
                                                    codec::Arena& arena);

}  // namespace lienthong::peer
