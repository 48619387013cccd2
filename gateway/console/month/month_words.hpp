#pragma once

#include "console/month/month_report.hpp"
#include "domain/fees.hpp"

#include <string_view>

namespace lienthong::console {

/// What the accountant reads.
[[nodiscard]] std::string_view words(domain::FeeKind kind);
[[nodiscard]] std::string_view words(domain::PaidBy paid_by);
[[nodiscard]] std::string_view words(domain::FeeDifference difference);
[[nodiscard]] std::string_view words(domain::Confidence confidence);
[[nodiscard]] std::string_view words(domain::MatchReason reason);
[[nodiscard]] std::string_view words(DecisionDoubt doubt);
[[nodiscard]] std::string_view words(domain::FindingKind kind);
[[nodiscard]] std::string_view words(domain::TransferState state);
[[nodiscard]] std::string_view words(domain::FeeAlarmKind kind);
[[nodiscard]] std::string_view words(domain::Severity severity);

}  // namespace lienthong::console
