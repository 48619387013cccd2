#pragma once

#include "console/month/month_report.hpp"

namespace lienthong::console {

/// All orders of a month as one batch, and how they were booked.
struct MonthTransfers {
  domain::TransferBatch batch;
  domain::TransferMatching matching;
};
[[nodiscard]] MonthTransfers transfers_of(const MonthReport& report);

}  // namespace lienthong::console
