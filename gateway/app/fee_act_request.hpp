#pragma once

#include "base/result.hpp"
#include "sync/fees/fee_month_journal.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lienthong::app {

/// What an operator asks about fees: {"by", "reason"} always, the others as the act wants them.
struct FeeActRequest {
  std::string decision;
  std::vector<std::string> claims;
  std::string series;
  std::optional<sync::AgreedSums> sums;  ///< what a Unit saw when it agreed
  std::string by;
  std::string reason;
};

/// `invalid`: "json.*", "request.type", "request.unknown_field" with its path, "request.by" and "request.reason" when
/// one is missing.
[[nodiscard]] base::Result<FeeActRequest> read_fee_act(std::string_view body);

}  // namespace lienthong::app
