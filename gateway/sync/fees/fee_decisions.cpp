#include "sync/fees/fee_decisions.hpp"

#include "sync/fees/statement_journal.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace lienthong::sync {
namespace {

using base::Result;
using domain::StatementEntry;

struct Place {
  const AccountChain* chain = nullptr;
  const ChainedStatement* statement = nullptr;
};
using Places = std::map<std::string, Place>;  ///< by the statement's name

class DecisionLoader {
 public:
  DecisionLoader(const StoreCalls& store, const BookWindow& window, FeeBooks& books)
      : store_(&store), window_(window), books_(&books) {
    for (const auto& [subject, chain] : books.chains) {
      for (const ChainedStatement& one : chain) places_[one.link.name()] = {&chain, &one};
    }
  }

  Result<void> load() {
    const auto rows = store_->read_whole_journal(storage::Journal::match_decision);
    if (!rows) return base::fail(rows.error());
    auto decisions = standing_decisions(*rows);
    if (!decisions) return base::fail(std::move(decisions).error());
    books_->decisions = std::move(*decisions);
    std::vector<MovedStatement> moved;
    for (const auto& [statement, numbers] : moved_entries()) {
      const auto place = places_.find(statement);
      if (place == places_.end()) continue;
      auto loaded = load_moved(place->second, numbers);
      if (!loaded) return base::fail(std::move(loaded).error());
      if (!loaded->decided.empty()) moved.push_back(std::move(*loaded));
    }
    books_->followed = follow_decisions(std::move(moved), books_->decisions);
    apply_followed(books_->followed, books_->decisions);
    return {};
  }

 private:
  /// Entries of decided movements that do not count, by statement.
  [[nodiscard]] std::map<std::string, std::set<std::size_t>> moved_entries() const {
    std::set<std::pair<std::string, std::size_t>> counting;
    for (const StatementEntry& one : books_->entries) counting.emplace(one.statement, one.entry.number);
    std::map<std::string, std::set<std::size_t>> out;
    for (const auto& [movement, decision] : books_->decisions) {
      if (!counting.contains({movement.statement, movement.entry})) out[movement.statement].insert(movement.entry);
    }
    return out;
  }

  [[nodiscard]] Result<MovedStatement> load_moved(const Place& place, const std::set<std::size_t>& numbers) const {
    const StatementLink& link = place.statement->link;
    const auto rows = store_->load_journal(storage::Journal::statement, link.file.entries_subject(link.statement));
    if (!rows) return base::fail(rows.error());
    auto entries = entries_of(*rows);
    if (!entries) return base::fail(std::move(entries).error());
    MovedStatement out{link.taken_at, {}, {}};
    for (domain::Entry& entry : *entries) {
      if (numbers.contains(entry.number) && entry.booked_on && window_.holds(*entry.booked_on))
        out.decided.push_back({link.name(), std::move(entry)});
    }
    const std::string counts = counting_statement(place);
    std::set<domain::Day> days;
    for (const StatementEntry& one : out.decided) days.insert(*one.entry.booked_on);
    for (const StatementEntry& one : books_->entries) {
      const bool of_account = places_.at(one.statement).chain == place.chain;
      const bool of_day = counts == link.name() && of_account && days.contains(*one.entry.booked_on);
      if (one.statement == counts || of_day) out.where.push_back(&one);
    }
    return out;
  }

  /// The statement that was made last of those that correct each other. A notification that no statement replaced names
  /// itself: what it said stands in the account's statements of the day.
  [[nodiscard]] std::string counting_statement(Place place) const {
    while (place.statement->replaced_by) place = places_.at(*place.statement->replaced_by);
    return place.statement->link.name();
  }

  const StoreCalls* store_;
  BookWindow window_;
  FeeBooks* books_;
  Places places_;
};

}  // namespace

Result<void> load_decisions(const StoreCalls& store, const BookWindow& window, FeeBooks& books) {
  return DecisionLoader(store, window, books).load();
}

}  // namespace lienthong::sync
