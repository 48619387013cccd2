#include "sync/fees/fee_books.hpp"

#include "sync/fees/fee_decisions.hpp"
#include "sync/fees/statement_journal.hpp"

#include <algorithm>
#include <set>
#include <string>

namespace lienthong::sync {
namespace {

using base::Result;
using domain::Day;
using domain::StatementKind;
using storage::Journal;

std::optional<Day> stated_until(const AccountChain& chain) {
  std::optional<Day> out;
  for (const ChainedStatement& one : chain) {
    const auto days = one.link.days();
    if (!one.replaced_by && one.link.header.kind == StatementKind::statement && days)
      out = std::max(out.value_or(days->last), days->last);
  }
  return out;
}

std::vector<KnownFee> fees_stated(const std::vector<domain::Event>& events, std::span<const StoredClaim> claims,
                                  const BookSources& sources) {
  const domain::Dossier dossier = fold(events, *sources.authority);
  std::optional<base::Instant> paid_at;
  const auto now = dossier.facts.find("payment");
  for (const domain::Event& event : events) {
    const auto fact = event.facts.find("payment");
    if (fact != event.facts.end() && now != dossier.facts.end() && fact->second == now->second)
      paid_at = std::min(paid_at.value_or(event.occurred_at), event.occurred_at);
  }
  return fees_of(dossier, paid_at, claims, *sources.schedule);
}

Result<StoredClaim> load_claim(const StoreCalls& store, const std::string& subject) {
  const auto rows = store.load_journal(Journal::payment_claim, subject);
  if (!rows) return base::fail(rows.error());
  return stored_claim_of(*rows);
}

class Loader {
 public:
  Loader(const StoreCalls& store, const BookSources& sources, std::chrono::year_month month)
      : store_(&store), sources_(&sources), window_(window_of(month)) {
    books_.month = month;
  }

  Result<FeeBooks> load() {
    for (const auto step : {&Loader::load_chains, &Loader::load_record, &Loader::load_entries, &Loader::load_claims,
                            &Loader::load_fees, &Loader::load_decided}) {
      if (auto done = (this->*step)(); !done) return base::fail(std::move(done).error());
    }
    return std::move(books_);
  }

 private:
  Result<void> load_chains() {
    auto rows = store_->read_whole_journal(Journal::statement_chain);
    if (!rows) return base::fail(std::move(rows).error());
    auto chains = chains_of(*rows);
    if (!chains) return base::fail(std::move(chains).error());
    books_.chains = std::move(*chains);
    return {};
  }

  Result<void> load_entries() {
    for (const auto& [subject, chain] : books_.chains) {
      const auto until = stated_until(chain);
      for (const ChainedStatement& one : chain) {
        const auto days = one.link.days();
        const bool outside = days && (days->last < window_.first || days->first > window_.last_transfer);
        if (one.replaced_by || outside) continue;
        if (auto done = load_statement(one.link, until); !done) return done;
      }
    }
    return {};
  }

  Result<void> load_statement(const StatementLink& link, std::optional<Day> until) {
    auto rows = store_->load_journal(Journal::statement, link.file.entries_subject(link.statement));
    if (!rows) return base::fail(std::move(rows).error());
    auto entries = entries_of(*rows);
    if (!entries) return base::fail(std::move(entries).error());
    const bool reversed = sources_->reversals_of_original.contains(link.file.bank);
    for (domain::Entry& entry : *entries) {
      if (!counts(entry, link.header.kind, until) || !is_wanted(entry)) continue;
      if (reversed && entry.reversal)
        entry.flow = entry.flow == domain::Flow::credit ? domain::Flow::debit : domain::Flow::credit;
      books_.entries.push_back({link.name(), std::move(entry)});
    }
    return {};
  }

  [[nodiscard]] bool is_wanted(const domain::Entry& entry) const {
    if (window_.holds(*entry.booked_on)) return true;
    const auto is_of_this_month = [&](const domain::EntryDetail& detail) {
      return ordered_.contains(detail.end_to_end_id);
    };
    return *entry.booked_on > window_.last && *entry.booked_on <= window_.last_transfer &&
           std::ranges::any_of(entry.details, is_of_this_month);
  }

  /// Claims of which something was written around the window: an entry may be a little older than the dossier's first
  /// event says, and tell later of a payment in it.
  Result<void> load_claims() {
    using std::chrono::months;
    for (auto month = books_.month - months{3}; month <= books_.month + months{2}; month += months{1}) {
      const base::Instant begin = base::Instant{Day{month / std::chrono::day{1}}} - base::vietnam_offset;
      if (auto done = load_claims_with(claim_month_key(begin)); !done) return done;
    }
    return {};
  }

  Result<void> load_claims_with(const std::string& key) {
    auto subjects = store_->find_subjects(Journal::payment_claim, key);
    if (!subjects) return base::fail(std::move(subjects).error());
    for (const std::string& subject : *subjects) {
      if (!loaded_claims_.insert(subject).second) continue;
      auto claim = load_claim(*store_, subject);
      if (!claim) return base::fail(std::move(claim).error());
      claims_[claim->key.dossier].push_back(std::move(*claim));
    }
    return {};
  }

  /// What was asked or paid in the window either occurred to the dossier then, or stands in a claim.
  Result<void> load_fees() {
    std::set<domain::DossierCode> claimed;
    for (const auto& [code, claims] : claims_) claimed.insert(code);
    const storage::DaySpan days{window_.first - std::chrono::days{1}, window_.last};
    auto done = store_->for_each_active(days, [&](const storage::DossierEvents& active) {
      claimed.erase(active.code);
      return add_fees(active.code, active.events);
    });
    if (!done) return done;
    for (const domain::DossierCode& code : claimed) {
      auto record = store_->load(code);
      if (!record) return base::fail(std::move(record).error());
      if (auto added = add_fees(code, record->events); !added) return added;
    }
    std::ranges::sort(books_.fees, std::less<>(), &KnownFee::id);
    return {};
  }

  Result<void> add_fees(const domain::DossierCode& code, const std::vector<domain::Event>& events) {
    const bool began_before = std::ranges::any_of(
        events, [&](const domain::Event& event) { return vietnamese_day(event.occurred_at) < window_.first; });
    if (began_before) {
      if (auto done = load_claims_with(claim_dossier_key(code)); !done) return done;
    }
    for (KnownFee& fee : fees_stated(events, claims_[code], *sources_)) {
      const Day day = fee.paid_on.value_or(fee.asked_on);
      if (fee.asked_on <= window_.last && day >= window_.first) books_.fees.push_back(std::move(fee));
    }
    return {};
  }

  Result<void> load_decided() { return load_decisions(*store_, window_, books_); }

  Result<void> load_record() {
    auto rows = store_->load_journal(Journal::fee_month, month_name(books_.month));
    if (!rows) return base::fail(std::move(rows).error());
    auto record = fee_month_record(*rows);
    if (!record) return base::fail(std::move(record).error());
    books_.record = std::move(*record);
    for (const domain::TransferBatch& batch : books_.record.batches) {
      for (const domain::TransferOrder& order : batch.orders) ordered_.insert(order.end_to_end_id);
    }
    return {};
  }

  const StoreCalls* store_;
  const BookSources* sources_;
  BookWindow window_;
  std::set<std::string> ordered_;  ///< ids of the month's transfer orders
  FeeBooks books_;
  std::map<domain::DossierCode, std::vector<StoredClaim>> claims_;
  std::set<std::string> loaded_claims_;  ///< subjects
};

}  // namespace

BookWindow window_of(std::chrono::year_month month) {
  using std::chrono::days;
  using std::chrono::months;
  constexpr std::chrono::day first{1};
  return {Day{(month - months{2}) / first}, Day{(month + months{1}) / first} + days{14},
          Day{(month + months{4}) / first} - days{1}};
}

bool counts(const domain::Entry& entry, StatementKind kind, std::optional<Day> stated_until) {
  if (entry.status != domain::BookingStatus::booked || !entry.booked_on) return false;
  switch (kind) {
    case StatementKind::statement:
      return true;
    case StatementKind::notification:
      return !stated_until || *entry.booked_on > *stated_until;
    case StatementKind::intraday:
      return false;
  }
  return false;
}

Result<FeeBooks> load_fee_books(const StoreCalls& store, const BookSources& sources, std::chrono::year_month month) {
  return Loader(store, sources, month).load();
}

Result<std::vector<KnownFee>> load_fees_of(const StoreCalls& store, const BookSources& sources,
                                           const domain::DossierCode& code) {
  const auto record = store.load(code);
  if (!record) return base::fail(record.error());
  if (record->version == 0) return std::vector<KnownFee>{};
  const auto subjects = store.find_subjects(Journal::payment_claim, claim_dossier_key(code));
  if (!subjects) return base::fail(subjects.error());
  std::vector<StoredClaim> claims;
  for (const std::string& subject : *subjects) {
    auto claim = load_claim(store, subject);
    if (!claim) return base::fail(std::move(claim).error());
    claims.push_back(std::move(*claim));
  }
  return fees_stated(record->events, claims, sources);
}

}  // namespace lienthong::sync
