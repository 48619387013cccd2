#pragma once

#include "domain/fees.hpp"
#include "unit/sync_fees/camt_text.hpp"

namespace lienthong::sync::testing {

/// A charge of 8,000 a dossier for the Treasury, a fee of 2,000 a copy for the ward.
inline domain::FeeSchedule fee_rates() {
  using namespace domain;
  const UnitCode ward("H55.12");
  BeneficiaryAccount treasury{
      "treasury", AccountHolder::treasury, std::nullopt, "7111.0.0000000", "KBNN-TN", "KHO BAC", "C000 TM0000", 1};
  BeneficiaryAccount own{"ward", AccountHolder::unit, ward, "3713000001", "VCB", "UBND PHUONG", "", 2};
  const auto rate = [&](const char* procedure, const char* code, FeeKind kind, FeeBasis basis, std::int64_t amount,
                        const char* account) {
    return FeeRate{ProcedureCode(procedure), code,         kind, basis, code, amount, "x", "x", ward, account,
                   day(2025, 7, 1),          std::nullopt, 3};
  };
  return FeeSchedule::from_rates({treasury, own},
                                 {rate("1.001193", "LPHT", FeeKind::charge, FeeBasis::per_dossier, 8'000, "treasury"),
                                  rate("2.000815", "PCTBS", FeeKind::fee, FeeBasis::per_copy, 2'000, "ward")})
      .value();
}

}  // namespace lienthong::sync::testing
