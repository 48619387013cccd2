#pragma once

#include "console/month/month_report.hpp"
#include "ops/config.hpp"

#include <optional>
#include <string>
#include <vector>

namespace lienthong::app {

/// The month's last batch as pain.001: as it was drafted, else as it would be. Nothing when there is nothing to
/// transfer, or when it cannot be written; `problems` says why.
[[nodiscard]] std::optional<std::string> transfer_file(const console::MonthReport& report,
                                                       const ops::FeesConfig& config,
                                                       std::vector<std::string>& problems);

}  // namespace lienthong::app
