#pragma once

#include "codec/value.hpp"
#include "domain/fees.hpp"

#include <vector>

namespace lienthong::bench {

/// {"entries": […], "expected": […]} as matching_quality.py writes it. std::runtime_error when something is missing.
[[nodiscard]] std::vector<domain::StatementEntry> read_entries(const codec::Value& month);
[[nodiscard]] std::vector<domain::ExpectedPayment> read_expected(const codec::Value& month);

}  // namespace lienthong::bench
