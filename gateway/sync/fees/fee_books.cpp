#include "sync/fees/fee_books.hpp"

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

class Loader {
 public:
  Loader(const StoreCalls& store, const BookSources& sources, std::chrono::year_month month)
      : store_(&store), sources_(&sources), window_(window_of(month)) {
    books_.month = month;
  }

  Result<FeeBooks> load() {
    for (const auto step : {&Loader::load_chains, &Loader::load_record, &Loader::load_entries, &Loader::load_claims,
                            &Loader::load_fees, &Loader::load_decisions}) {
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

  Result<void> load_claims() {
    auto rows = store_->read_whole_journal(Journal::payment_claim);
    if (!rows) return base::fail(std::move(rows).error());
    std::map<std::string, std::vector<storage::JournalRow>> subjects;
    for (storage::JournalRow& row : *rows) subjects[row.entry.subject].push_back(std::move(row));
    for (const auto& [subject, entries] : subjects) {
      auto claim = stored_claim_of(entries);
      if (!claim) return base::fail(std::move(claim).error());
      claims_[claim->key.dossier].push_back(std::move(*claim));
    }
    return {};
  }

  Result<void> load_fees() {
    auto dossiers = store_->list_dossiers();
    if (!dossiers) return base::fail(std::move(dossiers).error());
    for (const storage::DossierSummary& summary : *dossiers) {
      auto record = store_->load(summary.code);
      if (!record) return base::fail(std::move(record).error());
      add_fees(summary.code, *record);
    }
    std::ranges::sort(books_.fees, std::less<>(), &KnownFee::id);
    return {};
  }

  void add_fees(const domain::DossierCode& code, const storage::DossierRecord& record) {
    const domain::Dossier dossier = fold(record.events, *sources_->authority);
    std::optional<base::Instant> paid_at;
    for (const domain::Event& event : record.events) {
      const auto fact = event.facts.find("payment");
      const auto now = dossier.facts.find("payment");
      if (fact != event.facts.end() && now != dossier.facts.end() && fact->second == now->second)
        paid_at = std::min(paid_at.value_or(event.occurred_at), event.occurred_at);
    }
    for (KnownFee& fee : fees_of(dossier, paid_at, claims_[code], *sources_->schedule)) {
      const Day day = fee.paid_on.value_or(fee.asked_on);
      if (fee.asked_on <= window_.last && day >= window_.first) books_.fees.push_back(std::move(fee));
    }
  }

  Result<void> load_decisions() {
    auto rows = store_->read_whole_journal(Journal::match_decision);
    if (!rows) return base::fail(std::move(rows).error());
    auto decisions = standing_decisions(*rows);
    if (!decisions) return base::fail(std::move(decisions).error());
    books_.decisions = std::move(*decisions);
    return {};
  }

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

}  // namespace lienthong::sync
