#pragma once

#include "ops/config_table.hpp"

namespace lienthong::ops {

/// Sections that are said in files of their own.
[[nodiscard]] Section post_section();      // config_post.cpp
[[nodiscard]] Section carriers_section();  // config_post.cpp
[[nodiscard]] Section fees_section();      // config_money.cpp
[[nodiscard]] Section banks_section();     // config_money.cpp
[[nodiscard]] Section payments_section();  // config_payments.cpp

}  // namespace lienthong::ops
