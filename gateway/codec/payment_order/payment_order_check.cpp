#include "codec/payment_order/payment_order_check.hpp"

#include "base/text.hpp"

#include <set>
#include <string_view>

namespace lienthong::codec {
namespace {

constexpr std::size_t longest_text = 140;
constexpr std::size_t longest_reference = 35;
constexpr std::size_t longest_account = 34;
constexpr std::size_t longest_bank_code = 35;
/// ISO 20022 has at most 18 digits.
constexpr std::int64_t largest_amount = 999'999'999'999'999'999;

class ProblemCollector {
 public:
  explicit ProblemCollector(const PaymentOrderRules& rules) : rules_(&rules) {}

  void at_order(std::size_t order) { order_ = order; }
  void add(std::string_view field, std::string_view rule, std::string text) {
    found_.push_back({order_, std::string(field), std::string(rule), std::move(text)});
  }

  /// A name, or what the transfer is for.
  void check_text(std::string_view field, std::string_view text, std::size_t limit) {
    const auto written = bank_text(text, rules_->characters);
    if (!written) return add(field, "character", "holds a character that the bank cannot take");
    check_length(field, base::code_points(*written), limit);
  }

  void check_reference(std::string_view field, std::string_view text, std::size_t limit) {
    check_length(field, text.size(), limit);
    if (!text.empty() && !is_reference(text))
      add(field, "reference", "only letters, digits, space and /-?:().,'+; no blank or / at its ends, no //");
  }

  std::vector<PaymentOrderProblem> take() { return std::move(found_); }

 private:
  void check_length(std::string_view field, std::size_t length, std::size_t limit) {
    if (length == 0) add(field, "empty", "is empty");
    if (length > limit) add(field, "length", "is longer than " + std::to_string(limit) + " characters");
  }

  const PaymentOrderRules* rules_;
  std::size_t order_ = 0;
  std::vector<PaymentOrderProblem> found_;
};

void check_rules(const PaymentOrderRules& rules, ProblemCollector& problems) {
  const auto allowed = [](std::size_t limit) { return limit >= 1 && limit <= longest_text; };
  if (!allowed(rules.name_limit)) problems.add("name_limit", "limit", "is not 1 to 140");
  if (!allowed(rules.remittance_limit)) problems.add("remittance_limit", "limit", "is not 1 to 140");
}

void check_debtor(const Debtor& debtor, const PaymentOrderRules& rules, ProblemCollector& problems) {
  problems.check_text("debtor.name", debtor.name, rules.name_limit);
  problems.check_reference("debtor.account", debtor.account, longest_account);
  problems.check_reference("debtor.bank", debtor.bank, longest_bank_code);
}

void check_days(domain::Day execution, base::Instant created_at, ProblemCollector& problems) {
  using std::chrono::sys_days;
  using std::chrono::year;
  const auto created_on = std::chrono::floor<std::chrono::days>(created_at + base::vietnam_offset);
  if (execution < sys_days{year{1} / 1 / 1} || execution > sys_days{year{9999} / 12 / 31}) {
    problems.add("execution_day", "day", "is not in a year of four digits");
  } else if (execution < created_on) {
    problems.add("execution_day", "day", "is before the day on which the message is made");
  }
}

/// The sum of amounts that are allowed; stops where it is too large.
void check_sum(const domain::TransferBatch& batch, ProblemCollector& problems) {
  std::int64_t sum = 0;
  for (const domain::TransferOrder& order : batch.orders) {
    if (order.amount <= 0 || order.amount > largest_amount) return;  // named where it stands
    if (order.amount > largest_amount - sum) return problems.add("control_sum", "sum", "has more than 18 digits");
    sum += order.amount;
  }
  if (sum != batch.control_sum) problems.add("control_sum", "sum", "is not the sum of the orders");
}

void check_order(const domain::TransferOrder& order, const PaymentOrderRules& rules, ProblemCollector& problems) {
  problems.check_reference("end_to_end_id", order.end_to_end_id, longest_reference);
  if (order.amount <= 0) problems.add("amount", "amount", "is not above zero");
  if (order.amount > largest_amount) problems.add("amount", "amount", "has more than 18 digits");
  problems.check_reference("creditor_bank", order.creditor_bank, longest_bank_code);
  problems.check_text("creditor_name", order.creditor_name, rules.name_limit);
  problems.check_reference("creditor_account", order.creditor_account, longest_account);
  problems.check_text("remittance", order.remittance, rules.remittance_limit);
}

}  // namespace

std::vector<PaymentOrderProblem> payment_order_problems(const domain::TransferBatch& batch, const Debtor& debtor,
                                                        base::Instant created_at, const PaymentOrderRules& rules) {
  ProblemCollector problems(rules);
  check_rules(rules, problems);
  check_debtor(debtor, rules, problems);
  problems.check_reference("message_id", batch.message_id, longest_reference);
  check_days(batch.execution_day, created_at, problems);
  if (batch.orders.empty()) problems.add("orders", "empty", "there is nothing to transfer");
  check_sum(batch, problems);
  std::set<std::string_view> ids;
  std::size_t number = 0;
  for (const domain::TransferOrder& order : batch.orders) {
    problems.at_order(++number);
    check_order(order, rules, problems);
    if (!ids.insert(order.end_to_end_id).second)
      problems.add("end_to_end_id", "repeated", "is that of an earlier order too");
  }
  return problems.take();
}

}  // namespace lienthong::codec
