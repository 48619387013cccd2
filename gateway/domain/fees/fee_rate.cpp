#include "domain/fees/fee_rate.hpp"

#include "domain/fees/fee_alarm.hpp"
#include "domain/name_lookup.hpp"

#include <array>
#include <stdexcept>

namespace lienthong::domain {

std::string_view name(FeeKind kind) {
  switch (kind) {
    case FeeKind::fee:
      return "fee";
    case FeeKind::charge:
      return "charge";
  }
  throw std::logic_error("no such kind of fee");
}

std::optional<FeeKind> fee_kind_from_name(std::string_view word) {
  return find_by_name(std::array{FeeKind::fee, FeeKind::charge}, word);
}

std::string_view name(FeeBasis basis) {
  switch (basis) {
    case FeeBasis::per_dossier:
      return "dossier";
    case FeeBasis::per_copy:
      return "copy";
  }
  throw std::logic_error("no such basis of a fee");
}

std::optional<FeeBasis> fee_basis_from_name(std::string_view word) {
  return find_by_name(std::array{FeeBasis::per_dossier, FeeBasis::per_copy}, word);
}

std::string_view name(AccountHolder holder) {
  switch (holder) {
    case AccountHolder::treasury:
      return "treasury";
    case AccountHolder::unit:
      return "unit";
  }
  throw std::logic_error("no such holder of an account");
}

std::optional<AccountHolder> account_holder_from_name(std::string_view word) {
  return find_by_name(std::array{AccountHolder::treasury, AccountHolder::unit}, word);
}

std::string_view name(FeeAlarmKind kind) {
  switch (kind) {
    case FeeAlarmKind::fee_amount_mismatch:
      return "FEE_AMOUNT_MISMATCH";
    case FeeAlarmKind::month_end_transfer_missing:
      return "MONTH_END_TRANSFER_MISSING";
    case FeeAlarmKind::month_end_transfer_wrong_day:
      return "MONTH_END_TRANSFER_WRONG_DAY";
    case FeeAlarmKind::month_end_sum_mismatch:
      return "MONTH_END_SUM_MISMATCH";
    case FeeAlarmKind::bank_documents_late:
      return "BANK_DOCUMENTS_LATE";
    case FeeAlarmKind::unit_reconciliation_open:
      return "UNIT_RECONCILIATION_OPEN";
  }
  throw std::logic_error("no such alarm");
}

}  // namespace lienthong::domain
