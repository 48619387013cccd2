#include "app/fee_transfer_file.hpp"

#include "codec/payment_order/payment_order.hpp"

namespace lienthong::app {

std::optional<std::string> transfer_file(const console::MonthReport& report, const ops::FeesConfig& config,
                                         std::vector<std::string>& problems) {
  if (report.batches.empty()) {
    problems.emplace_back("không có gì để chuyển / nothing is there to be transferred");
    return std::nullopt;
  }
  const codec::Debtor debtor{config.debtor_name, config.debtor_account, config.debtor_bank};
  auto bytes = codec::write_payment_order(report.batches.back(), debtor, report.made_at);
  if (bytes) return std::move(*bytes);
  for (const codec::PaymentOrderProblem& problem : bytes.error()) {
    const std::string place = problem.order == 0 ? "" : "order " + std::to_string(problem.order) + ", ";
    problems.push_back(place + problem.field + ": " + problem.text);
  }
  return std::nullopt;
}

}  // namespace lienthong::app
