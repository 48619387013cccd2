#include "domain/fees/fee_schedule.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

namespace lienthong::domain {
namespace {

using Accounts = std::map<std::string, BeneficiaryAccount, std::less<>>;
using Problems = std::vector<FeeScheduleProblem>;

constexpr std::int64_t most_copies = 100'000;
/// Times most_copies and a thousand rates it still fits 64 bits.
constexpr std::int64_t dearest = 10'000'000'000;

std::string day_text(Day day) {
  const std::chrono::year_month_day date{day};
  const auto two = [](unsigned value) { return (value < 10 ? "0" : "") + std::to_string(value); };
  return std::to_string(static_cast<int>(date.year())) + "-" + two(static_cast<unsigned>(date.month())) + "-" +
         two(static_cast<unsigned>(date.day()));
}

std::string named(const FeeRate& rate) { return "procedure " + rate.procedure.value() + ", code '" + rate.code + "'"; }

void check_account(const FeeRate& rate, const Accounts& accounts, Problems& problems) {
  const auto found = accounts.find(rate.account);
  if (found == accounts.end()) {
    problems.push_back({rate.line, named(rate) + ": there is no account '" + rate.account + "'"});
    return;
  }
  const BeneficiaryAccount& account = found->second;
  if (rate.kind == FeeKind::charge && account.holder != AccountHolder::treasury)
    problems.push_back({rate.line, named(rate) + ": a charge (lệ phí) goes to the State Treasury"});
  if (account.holder == AccountHolder::unit && account.unit != rate.unit)
    problems.push_back({rate.line, named(rate) + ": account '" + rate.account + "' is another Unit's"});
}

void check_alone(const FeeRate& rate, const Accounts& accounts, Problems& problems) {
  if (rate.amount <= 0 || rate.amount > dearest)
    problems.push_back({rate.line, named(rate) + ": the amount is not between 1 and " + std::to_string(dearest)});
  if (rate.valid_to && *rate.valid_to <= rate.valid_from)
    problems.push_back({rate.line, named(rate) + ": valid_to is not after valid_from"});
  check_account(rate, accounts, problems);
}

/// `later` follows `earlier` among the rates of one procedure and code.
void check_pair(const FeeRate& earlier, const FeeRate& later, Problems& problems) {
  const std::string where = " (line " + std::to_string(earlier.line) + ")";
  if (!earlier.valid_to || *earlier.valid_to > later.valid_from) {
    problems.push_back({later.line, named(later) + ": from " + day_text(later.valid_from) +
                                        " it overlaps the rate before it" + where});
  } else if (*earlier.valid_to < later.valid_from) {
    problems.push_back({later.line, named(later) + ": no rate from " + day_text(*earlier.valid_to) + " to " +
                                        day_text(later.valid_from) + where});
  }
}

/// With it, and a Unit's code as long, the text of a transfer order stays within the 140 characters that banks carry.
constexpr std::size_t longest_coding = 35;

Accounts by_id(std::vector<BeneficiaryAccount> accounts, Problems& problems) {
  Accounts out;
  for (BeneficiaryAccount& account : accounts) {
    if (account.unit.has_value() != (account.holder == AccountHolder::unit))
      problems.push_back(
          {account.line, "account '" + account.id + "': a Unit's account, and no other, names its Unit"});
    if (!account.budget_coding.empty() && account.holder != AccountHolder::treasury)
      problems.push_back(
          {account.line, "account '" + account.id + "': only the Treasury's account has a budget coding"});
    if (account.budget_coding.size() > longest_coding)
      problems.push_back({account.line, "account '" + account.id + "': a budget coding has at most " +
                                            std::to_string(longest_coding) + " characters"});
    const std::size_t line = account.line;
    const std::string id = account.id;
    if (!out.emplace(id, std::move(account)).second) problems.push_back({line, "account '" + id + "' is given twice"});
  }
  return out;
}

bool holds(const FeeRate& rate, Day day) { return rate.valid_from <= day && (!rate.valid_to || day < *rate.valid_to); }

/// 0 when a per-copy rate is not asked for.
base::Result<std::int64_t> quantity(const FeeRate& rate, const Copies& copies) {
  const auto asked = copies.find(rate.code);
  if (asked == copies.end()) return rate.basis == FeeBasis::per_dossier ? 1 : 0;
  if (rate.basis == FeeBasis::per_dossier)
    return base::fail(base::Error(base::ErrorKind::invalid, "fees.copies", "this code is not sold by the copy")
                          .with("code", rate.code));
  if (asked->second < 1 || asked->second > most_copies)
    return base::fail(base::ErrorKind::invalid, "fees.copies", "the number of copies is not 1 to 100,000");
  return asked->second;
}

base::Result<void> check_codes(const Copies& copies, const std::vector<const FeeRate*>& rates) {
  for (const auto& [code, count] : copies) {
    if (std::ranges::none_of(rates, [&](const FeeRate* rate) { return rate->code == code; }))
      return base::fail(
          base::Error(base::ErrorKind::invalid, "fees.copies", "the schedule has no such code on that day")
              .with("code", code));
  }
  return {};
}

}  // namespace

std::int64_t total(const std::vector<FeeDue>& dues) {
  return std::accumulate(dues.begin(), dues.end(), std::int64_t{0},
                         [](std::int64_t sum, const FeeDue& due) { return sum + due.amount; });
}

tl::expected<FeeSchedule, std::vector<FeeScheduleProblem>> FeeSchedule::from_rates(
    std::vector<BeneficiaryAccount> accounts, std::vector<FeeRate> rates) {
  Problems problems;
  Accounts known = by_id(std::move(accounts), problems);
  std::ranges::stable_sort(
      rates, {}, [](const FeeRate& rate) { return std::tie(rate.procedure.value(), rate.code, rate.valid_from); });
  for (std::size_t i = 0; i < rates.size(); ++i) {
    check_alone(rates[i], known, problems);
    const bool follows = i > 0 && rates[i - 1].procedure == rates[i].procedure && rates[i - 1].code == rates[i].code;
    if (follows) check_pair(rates[i - 1], rates[i], problems);
  }
  std::ranges::stable_sort(problems, {}, &FeeScheduleProblem::line);
  if (!problems.empty()) return tl::unexpected(std::move(problems));
  return FeeSchedule(std::move(known), std::move(rates));
}

base::Result<std::vector<FeeDue>> FeeSchedule::due(const ProcedureCode& procedure, Day day,
                                                   const Copies& copies) const {
  const auto of_procedure = std::ranges::equal_range(rates_, procedure, {}, &FeeRate::procedure);
  if (of_procedure.empty())
    return base::fail(base::ErrorKind::not_found, "fees.procedure", "the fee schedule does not know the procedure");
  std::vector<const FeeRate*> in_force;
  for (const FeeRate& rate : of_procedure) {
    if (holds(rate, day)) in_force.push_back(&rate);
  }
  if (in_force.empty())
    return base::fail(base::ErrorKind::not_found, "fees.day", "the fee schedule has no rate for that day");
  if (const auto known = check_codes(copies, in_force); !known) return base::fail(known.error());
  std::vector<FeeDue> out;
  for (const FeeRate* rate : in_force) {
    const auto count = quantity(*rate, copies);
    if (!count) return base::fail(count.error());
    if (*count > 0) out.push_back({rate->code, rate->kind, rate->unit, rate->account, rate->amount * *count});
  }
  return out;
}

base::Result<std::optional<FeeAlarm>> FeeSchedule::check(const Collection& collection) const {
  const auto dues = due(collection.procedure, collection.collected_on, collection.copies);
  if (!dues) return base::fail(dues.error());
  const std::int64_t expected = total(*dues);
  const bool right = collection.exemption.empty() ? collection.amount == expected
                                                  : collection.amount >= 0 && collection.amount <= expected;
  if (right) return std::nullopt;
  FeeAlarm alarm;
  alarm.kind = FeeAlarmKind::fee_amount_mismatch;
  alarm.since = base::Instant{collection.collected_on} - base::vietnam_offset;
  alarm.unit = collection.unit;
  alarm.dossier = collection.dossier;
  alarm.expected = expected;
  alarm.found = collection.amount;
  return alarm;
}

const BeneficiaryAccount* FeeSchedule::account(std::string_view id) const {
  const auto found = accounts_.find(id);
  return found == accounts_.end() ? nullptr : &found->second;
}

}  // namespace lienthong::domain
