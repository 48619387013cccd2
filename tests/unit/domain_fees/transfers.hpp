#pragma once

#include "domain/fees/transfer_order.hpp"

#include <string>
#include <utility>
#include <vector>

// The collections of November 2025 and the accounts they go to.

namespace lienthong::domain::testing {

inline Day day_of(int year, unsigned month, unsigned day) {
  return std::chrono::sys_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}};
}

inline constexpr std::chrono::year_month november{std::chrono::year{2025}, std::chrono::November};

inline FeeSchedule accounts_only() {
  return FeeSchedule::from_rates(
             {{"treasury", AccountHolder::treasury, {}, "7111", "KBNN-TN", "KHO BAC", "C622 TM2716", 1},
              {"ward", AccountHolder::unit, UnitCode("H55.12"), "3713000001", "VCB", "UBND", "", 5}},
             {})
      .value();
}

inline CollectedPart part(std::string dossier, std::string unit, FeeKind kind, std::int64_t amount) {
  const std::string account = kind == FeeKind::charge ? "treasury" : "ward";
  return {DossierCode(std::move(dossier)), {"HT", kind, UnitCode(std::move(unit)), account, amount}};
}

inline std::vector<CollectedPart> collected() {
  return {part("H55.12-251103-0001", "H55.12", FeeKind::charge, 8'000),
          part("H55.12-251103-0001", "H55.12", FeeKind::fee, 4'000),
          part("H55.12-251104-0002", "H55.12", FeeKind::charge, 10'000),
          part("H55.20-251104-0003", "H55.20", FeeKind::charge, 50'000)};
}

inline TransferBatch november_batch() {
  return transfer_orders(november, day_of(2025, 11, 28), "TT1", collected(), accounts_only()).value();
}

inline Entry debit(std::string end_to_end_id, std::int64_t amount, Day on) {
  Entry made;
  made.flow = Flow::debit;
  made.amount = Amount{amount, 0, vnd()};
  made.booked_on = on;
  made.details.emplace_back();
  made.details.back().end_to_end_id = std::move(end_to_end_id);
  return made;
}

}  // namespace lienthong::domain::testing
