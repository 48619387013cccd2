#pragma once

#include "base/result.hpp"
#include "domain/authority.hpp"
#include "domain/fees.hpp"
#include "sync/fees/fee_month_journal.hpp"
#include "sync/fees/known_fee.hpp"
#include "sync/fees/match_decision_follow.hpp"
#include "sync/fees/statement_chain.hpp"
#include "sync/fees/store_calls.hpp"

#include <chrono>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace lienthong::sync {

/// Everything that says something about one month of fees, out of the store.
struct FeeBooks {
  std::chrono::year_month month{};
  std::map<std::string, AccountChain> chains;   ///< of every account
  std::vector<domain::StatementEntry> entries;  ///< that count, booked around the month; see `window_of`
  std::vector<KnownFee> fees;                   ///< asked or paid in the window; by id
  StandingDecisions decisions;  ///< of movements that count; those of corrected statements have followed
  std::vector<FollowedDecision> followed;
  FeeMonthRecord record;
};

/// What is looked at for a month: two months before it, because people pay late and banks give money back, and
/// fifteen days after it; of the month's own transfers three months, because they can be late too.
struct BookWindow {
  domain::Day first{};
  domain::Day last{};
  domain::Day last_transfer{};
  [[nodiscard]] bool holds(domain::Day day) const { return first <= day && day <= last; }
};
[[nodiscard]] BookWindow window_of(std::chrono::year_month month);

/// Which entries of a chain's statements count: every booked entry of a statement, and behind the last day of which a
/// statement speaks those of notifications; intraday reports never.
[[nodiscard]] bool counts(const domain::Entry& entry, domain::StatementKind kind,
                          std::optional<domain::Day> stated_until);

struct BookSources {
  const domain::Authority* authority = nullptr;
  const domain::FeeSchedule* schedule = nullptr;
  std::set<std::string> reversals_of_original;  ///< banks that write a reversal in the direction of what it reverses
};
/// Blocks. Errors of the store; `permanent` when a journal is damaged.
[[nodiscard]] base::Result<FeeBooks> load_fee_books(const StoreCalls& store, const BookSources& sources,
                                                    std::chrono::year_month month);

/// The fees of one dossier, by id; empty when nobody knows the dossier. Blocks.
[[nodiscard]] base::Result<std::vector<KnownFee>> load_fees_of(const StoreCalls& store, const BookSources& sources,
                                                               const domain::DossierCode& code);

}  // namespace lienthong::sync
