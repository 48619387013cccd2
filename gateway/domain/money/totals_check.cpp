#include "domain/money/totals_check.hpp"

#include <optional>
#include <string>

namespace lienthong::domain {
namespace {

/// Compares what is stated with what was counted and keeps what differs.
class Comparison {
 public:
  void count(StatementRule rule, const std::optional<std::uint64_t>& stated, std::uint64_t all, std::uint64_t booked) {
    if (!stated || *stated == all) return;
    keep(rule, std::to_string(all), std::to_string(*stated), *stated == booked);
  }

  void sum(StatementRule rule, const std::optional<std::string>& stated, const ExactSum& all, const ExactSum& booked) {
    if (!stated) return;
    const auto sum = ExactSum::read(*stated);
    if (sum && *sum == all) return;
    keep(rule, all.text(), *stated, sum && *sum == booked);
  }

  void net(const StatedTotals& stated, const StatementTally& tally) {
    const auto given = stated.net ? ExactSum::read(*stated.net) : std::nullopt;
    if (!stated.net) return;
    const auto fits = [&](const ExactSum& net) {
      if (!given) return false;
      if (!stated.net_flow) return *given == net || -*given == net;  // a sum without a direction
      return (*stated.net_flow == Flow::credit ? *given : -*given) == net;
    };
    if (fits(tally.all.net())) return;
    const bool debit = stated.net_flow == Flow::debit;
    keep(StatementRule::net_sum, tally.all.net().text(), (debit ? "-" : "") + *stated.net, fits(tally.booked.net()));
  }

  std::vector<StatementProblem> take() { return std::move(problems_); }

 private:
  void keep(StatementRule rule, std::string expected, std::string found, bool right_for_booked) {
    StatementProblem problem;
    problem.rule = rule;
    problem.expected = std::move(expected);
    problem.found = std::move(found);
    if (right_for_booked) problem.hint = StatementHint::unbooked_left_out;
    problems_.push_back(std::move(problem));
  }

  std::vector<StatementProblem> problems_;
};

/// What the payments of a batch come to, in the direction of their entry.
std::optional<ExactSum> sum_of_details(const Entry& entry, const Currency& currency) {
  ExactSum sum;
  for (const auto& detail : entry.details) {
    if (!detail.amount || detail.amount->currency != currency) return std::nullopt;
    const ExactSum amount(*detail.amount);
    sum += detail.flow.value_or(entry.flow) == entry.flow ? amount : -amount;
  }
  return sum;
}

StatementProblem at_entry(const Entry& entry, StatementRule rule, std::string expected, std::string found) {
  return {rule, entry.number, entry.line, std::move(expected), std::move(found), StatementHint::none};
}

}  // namespace

std::vector<StatementProblem> total_problems(const StatedTotals& stated, const StatementTally& tally) {
  const auto& all = tally.all;
  const auto& booked = tally.booked;
  Comparison comparison;
  comparison.count(StatementRule::total_count, stated.all.count, all.count(), booked.count());
  comparison.sum(StatementRule::total_sum, stated.all.sum, all.sum(), booked.sum());
  comparison.count(StatementRule::credit_count, stated.credits.count, all.credit_count, booked.credit_count);
  comparison.sum(StatementRule::credit_sum, stated.credits.sum, all.credits, booked.credits);
  comparison.count(StatementRule::debit_count, stated.debits.count, all.debit_count, booked.debit_count);
  comparison.sum(StatementRule::debit_sum, stated.debits.sum, all.debits, booked.debits);
  comparison.net(stated, tally);
  return comparison.take();
}

std::vector<StatementProblem> batch_problems(const Entry& entry) {
  std::vector<StatementProblem> out;
  if (!entry.batch || entry.details.empty()) return out;
  const auto& batch = *entry.batch;
  if (batch.count && *batch.count != entry.details.size()) {
    out.push_back(at_entry(entry, StatementRule::batch_count, std::to_string(entry.details.size()),
                           std::to_string(*batch.count)));
  }
  if (!batch.total) return out;
  const auto sum = sum_of_details(entry, batch.total->currency);
  const ExactSum total(*batch.total);  // without a direction
  if (sum && *sum != total && -*sum != total) {
    out.push_back(at_entry(entry, StatementRule::batch_sum, sum->text(), batch.total->text()));
  }
  return out;
}

}  // namespace lienthong::domain
