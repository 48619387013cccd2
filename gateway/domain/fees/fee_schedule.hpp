#pragma once

#include "base/result.hpp"
#include "domain/fees/fee_alarm.hpp"
#include "domain/fees/fee_rate.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace lienthong::domain {

/// Why a schedule is FEE_SCHEDULE_INVALID; `line` is that of the rate or account it is about.
struct FeeScheduleProblem {
  std::size_t line = 0;
  std::string text;
};

/// How many copies a per-copy rate is paid for, by the code of the rate.
using Copies = std::map<std::string, std::int64_t, std::less<>>;

/// One code's part of what a dossier costs: its amount, and who owns it.
struct FeeDue {
  std::string code;
  FeeKind kind = FeeKind::fee;
  UnitCode unit;
  std::string account;
  std::int64_t amount = 0;  ///< đồng
  friend bool operator==(const FeeDue&, const FeeDue&) = default;
};
[[nodiscard]] std::int64_t total(const std::vector<FeeDue>& dues);

/// What somebody took for a dossier.
struct Collection {
  DossierCode dossier;
  ProcedureCode procedure;
  UnitCode unit;  ///< the Unit that owns the money
  Day collected_on{};
  std::int64_t amount = 0;  ///< đồng
  Copies copies;
  std::string exemption;  ///< number of the document that lets the citizen pay less; empty when there is none
};

/// What every procedure costs on every day. Amounts, accounts and dates are data of the Units, read from a file.
class FeeSchedule {
 public:
  /// The schedule, or every problem at once: validity that ends before it begins, two rates of one procedure and code
  /// on one day, a hole between two, an amount that is not positive or too large, an account that is not there or is
  /// another Unit's, a charge that would not go to the State Treasury, an account id given twice.
  [[nodiscard]] static tl::expected<FeeSchedule, std::vector<FeeScheduleProblem>> from_rates(
      std::vector<BeneficiaryAccount> accounts, std::vector<FeeRate> rates);

  /// What a dossier of `procedure` costs when it is paid on `day`, in the order of codes. A per-copy rate is due for
  /// the copies named. `not_found` "fees.procedure" or "fees.day" when nothing is known; `invalid` "fees.copies" for
  /// copies of a code that is not sold by the copy, or a number that is not 1 to 100,000.
  [[nodiscard]] base::Result<std::vector<FeeDue>> due(const ProcedureCode& procedure, Day day,
                                                      const Copies& copies = {}) const;

  /// FEE_AMOUNT_MISMATCH where the amount is not the one due (4.5.b); with an exemption, where it is more. Fails as
  /// `due`.
  [[nodiscard]] base::Result<std::optional<FeeAlarm>> check(const Collection& collection) const;

  [[nodiscard]] const BeneficiaryAccount* account(std::string_view id) const;
  [[nodiscard]] const std::vector<FeeRate>& rates() const { return rates_; }

 private:
  FeeSchedule(std::map<std::string, BeneficiaryAccount, std::less<>> accounts, std::vector<FeeRate> rates)
      : accounts_(std::move(accounts)), rates_(std::move(rates)) {}
  std::map<std::string, BeneficiaryAccount, std::less<>> accounts_;
  std::vector<FeeRate> rates_;  ///< by procedure, code, valid_from
};

}  // namespace lienthong::domain
