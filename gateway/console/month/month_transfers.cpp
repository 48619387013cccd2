#include "console/month/month_transfers.hpp"

namespace lienthong::console {

MonthTransfers transfers_of(const MonthReport& report) {
  MonthTransfers out;
  out.batch.month = report.facts.month;
  for (const domain::TransferBatch& batch : report.batches) {
    out.batch.orders.insert(out.batch.orders.end(), batch.orders.begin(), batch.orders.end());
    out.batch.control_sum += batch.control_sum;
  }
  out.matching = domain::match_transfers(out.batch, report.facts.transfers);
  return out;
}

}  // namespace lienthong::console
