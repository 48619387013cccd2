#pragma once

#include "sync/post/postal_desk.hpp"

#include <string>
#include <vector>

namespace lienthong::app {

/// Orders to the post for people and for the console: numbers, states, alarms with the legal deadline beside them.
/// Nobody's name, address or note is in them.
[[nodiscard]] std::string postal_orders_json(const std::vector<sync::PostalOrderView>& orders);
[[nodiscard]] std::string postal_orders_text(const std::vector<sync::PostalOrderView>& orders);

/// One order with what carriers said of it.
[[nodiscard]] std::string postal_order_json(const sync::PostalOrderView& order);
[[nodiscard]] std::string postal_order_text(const sync::PostalOrderView& order);

}  // namespace lienthong::app
