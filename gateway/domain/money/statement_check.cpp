#include "domain/money/statement_check.hpp"

#include "domain/money/balance_check.hpp"
#include "domain/money/totals_check.hpp"

#include <algorithm>

namespace lienthong::domain {
namespace {

constexpr std::uint64_t fold(std::uint64_t hash, std::string_view text) {
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return hash;
}

/// A reversal and an entry that was pending may carry the reference of the entry they belong to.
std::uint64_t fingerprint_of(const Entry& entry) {
  std::uint64_t hash = fold(0xcbf29ce484222325ULL, entry.servicer_reference);
  hash ^= (static_cast<std::uint64_t>(entry.status) << 1U) | (entry.reversal ? 1U : 0U);
  hash = (hash ^ (hash >> 33U)) * 0xff51afd7ed558ccdULL;
  hash = (hash ^ (hash >> 33U)) * 0xc4ceb9fe1a85ec53ULL;
  return hash ^ (hash >> 33U);
}

bool has_fraction_of_dong(const Amount& amount) { return amount.currency == vnd() && !amount.dong(); }

Day day_of(base::Instant at) { return std::chrono::floor<std::chrono::days>(at + base::vietnam_offset); }

std::string text_of(Day day) { return base::to_rfc3339(day - base::vietnam_offset).substr(0, 10); }

Flow opposite(Flow flow) { return flow == Flow::credit ? Flow::debit : Flow::credit; }

std::optional<Balance> interim(const std::vector<Balance>& balances) {
  const auto found = std::find_if(balances.begin(), balances.end(),
                                  [](const Balance& b) { return b.kind == BalanceKind::interim_booked; });
  return found == balances.end() ? std::nullopt : std::optional(*found);
}

std::optional<Balance> last_interim(std::vector<Balance> balances) {
  std::reverse(balances.begin(), balances.end());
  return interim(balances);
}

}  // namespace

bool StatementCheck::continues(const StatementHeader& header) const {
  if (pages_ == 0 || last_page_) return false;
  return header.account == whole_.account && header.statement_id == whole_.statement_id && header.kind == whole_.kind &&
         header.page == page_ + 1;
}

void StatementCheck::header(const StatementHeader& header) {
  if (pages_ == 0) {
    begin(header);
  } else {
    next_page(header);
  }
  ++pages_;
  last_page_ = header.last_page.value_or(true);
  page_totals_ = header.totals;
  page_tally_ = {};
  page_ends_at_.reset();
  take_balances(header.balances);
}

void StatementCheck::begin(const StatementHeader& header) {
  whole_ = header;
  whole_.balances.clear();
  page_ = header.page.value_or(1);
  if (page_ != 1) report(StatementRule::page_missing, "page 1", "page " + std::to_string(page_));
  currency_ = header.currency;
  if (!currency_ && !header.balances.empty()) currency_ = header.balances.front().amount.currency;
  if (expectation_.currency && currency_ && *currency_ != *expectation_.currency) {
    report(StatementRule::account_currency, std::string(expectation_.currency->code()), std::string(currency_->code()));
  }
}

void StatementCheck::next_page(const StatementHeader& header) {
  if (!continues(header)) report(StatementRule::page_foreign, "", "");
  const auto begins_at = interim(header.balances);
  if (page_ends_at_ && begins_at && signed_sum(*begins_at) != *page_ends_at_) {
    report(StatementRule::page_balance, page_ends_at_->text(), signed_sum(*begins_at).text());
  }
  page_ = header.page.value_or(page_ + 1);
}

void StatementCheck::take_balances(const std::vector<Balance>& balances) {
  for (const auto& balance : balances) {
    if (currency_ && balance.amount.currency != *currency_) {
      report(StatementRule::balance_currency, std::string(currency_->code()),
             std::string(balance.amount.currency.code()));
    }
    if (has_fraction_of_dong(balance.amount)) report(StatementRule::decimals, "", "");
  }
  if (whole_.balances.size() + balances.size() > expectation_.most_balances) {
    report(StatementRule::too_many_balances, std::to_string(expectation_.most_balances), "more");
    return;
  }
  whole_.balances.insert(whole_.balances.end(), balances.begin(), balances.end());
  if (const auto last = last_interim(balances)) page_ends_at_ = signed_sum(*last);
}

void StatementCheck::entry(const Entry& entry) {
  if (++entries_ > expectation_.most_entries) {
    if (entries_ == expectation_.most_entries + 1) report(StatementRule::too_many_entries, entry);
    return;
  }
  check_amount(entry);
  check_period(entry);
  for (auto& problem : batch_problems(entry)) report(std::move(problem));
  check_reference(entry);
  count(entry);
}

void StatementCheck::check_amount(const Entry& entry) {
  if (!currency_) {
    currency_ = entry.amount.currency;
    if (expectation_.currency && *currency_ != *expectation_.currency) {
      report(StatementRule::account_currency, entry, std::string(expectation_.currency->code()),
             std::string(currency_->code()));
    }
  }
  if (entry.amount.currency != *currency_) {
    report(StatementRule::entry_currency, entry, std::string(currency_->code()),
           std::string(entry.amount.currency.code()));
  }
  const bool broken = has_fraction_of_dong(entry.amount) ||
                      std::any_of(entry.details.begin(), entry.details.end(), [](const EntryDetail& detail) {
                        return detail.amount && has_fraction_of_dong(*detail.amount);
                      });
  if (broken) report(StatementRule::decimals, entry);
}

void StatementCheck::check_period(const Entry& entry) {
  if (entry.status != BookingStatus::booked || !entry.booked_on) return;
  const auto day = *entry.booked_on;
  const bool early = whole_.from && day < day_of(*whole_.from);
  const bool late = whole_.to && day > day_of(*whole_.to);
  if (!early && !late) return;
  const auto from = whole_.from ? text_of(day_of(*whole_.from)) : std::string();
  const auto to = whole_.to ? text_of(day_of(*whole_.to)) : std::string();
  report(StatementRule::outside_period, entry, from + " to " + to, text_of(day));
}

void StatementCheck::check_reference(const Entry& entry) {
  if (entry.servicer_reference.empty()) return;
  const auto first = references_.first_seen(fingerprint_of(entry), static_cast<std::uint32_t>(entries_));
  if (first)
    report(StatementRule::duplicate_reference, entry, "once", "at entry " + std::to_string(*first) + " before");
}

void StatementCheck::count(const Entry& entry) {
  const bool turned = entry.reversal && expectation_.reversals == ReversalDirection::of_original;
  const auto direction = turned ? opposite(entry.flow) : entry.flow;
  for (auto* tally : {&tally_, &page_tally_}) {
    tally->all.add(entry.amount, entry.flow);
    if (entry.status != BookingStatus::booked) continue;
    tally->booked.add(entry.amount, direction);
    if (entry.reversal) tally->booked_reversals.add(entry.amount, direction);
  }
}

void StatementCheck::end(const StatementTrailer& trailer) {
  take_balances(trailer.balances);
  last_page_ = trailer.last_page.value_or(last_page_);
}

StatementFindings StatementCheck::finish() {
  for (auto& problem : contradictions(whole_.balances)) report(std::move(problem));
  // Banks state the totals of a page or those of the whole statement on it.
  const auto of_page = total_problems(page_totals_, page_tally_);
  if (!of_page.empty()) {
    for (auto& problem : total_problems(page_totals_, tally_)) report(std::move(problem));
  }
  if (!last_page_) {
    report(StatementRule::page_missing, "the last page", "page " + std::to_string(page_));
  } else if (whole_.page.value_or(1) == 1) {
    for (auto& problem : balance_problems(whole_, tally_)) report(std::move(problem));
  }
  return std::move(findings_);
}

void StatementCheck::report(StatementProblem problem) {
  if (findings_.problems.size() == most_statement_problems) {
    ++findings_.unlisted;
  } else {
    findings_.problems.push_back(std::move(problem));
  }
}

void StatementCheck::report(StatementRule rule, std::string expected, std::string found) {
  report({rule, 0, 0, std::move(expected), std::move(found), StatementHint::none});
}

void StatementCheck::report(StatementRule rule, const Entry& entry, std::string expected, std::string found) {
  report({rule, entry.number, entry.line, std::move(expected), std::move(found), StatementHint::none});
}

}  // namespace lienthong::domain
