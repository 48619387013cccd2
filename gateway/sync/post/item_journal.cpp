#include "sync/post/item_journal.hpp"

#include "runtime/callback.hpp"

#include <algorithm>
#include <set>

namespace lienthong::sync {

using base::Result;
using boost::asio::awaitable;
using domain::ItemNumber;
using domain::ItemUse;
using domain::OrderNumber;
using storage::Journal;

awaitable<Result<void>> ItemJournal::open() {
  std::set<std::string> services;
  for (const domain::ItemRange& range : ranges_) services.insert(range.service);
  std::map<ItemNumber, ItemUse> last;
  entries_.clear();
  for (const std::string& service : services) {
    auto rows = co_await runtime::await_callback<std::vector<storage::JournalRow>>(
        [&](auto done) { store_.load_journal(Journal::postal_item, service, std::move(done)); });
    if (!rows) co_return base::fail(std::move(rows).error());
    entries_[service] = static_cast<std::int64_t>(rows->size());
    for (const storage::JournalRow& row : *rows) {
      auto use = use_of(row.entry);
      if (!use) co_return base::fail(std::move(use).error());
      const ItemNumber item = use->item;
      last.insert_or_assign(item, std::move(*use));
    }
  }
  std::vector<ItemUse> uses;
  for (auto& [item, use] : last) uses.push_back(std::move(use));
  auto pool = domain::ItemPool::from(ranges_, rest_, uses);
  if (!pool) co_return base::fail(std::move(pool).error());
  pool_ = std::move(*pool);
  co_return Result<void>();
}

Result<ItemJournal::Drawn> ItemJournal::take(const OrderNumber& order, base::Instant now) {
  const std::string& service = ranges_.front().service;
  const auto use = pool_->take(service, order, now);
  if (!use) return base::fail(use.error());
  return Drawn{use->item, to_entry(*use, ItemChange::taken, now), {Journal::postal_item, service, entries_[service]}};
}

std::optional<storage::JournalEntry> ItemJournal::release(const ItemNumber& item, const OrderNumber& order,
                                                          base::Instant now) {
  if (!pool_) return std::nullopt;
  const auto use = pool_->release(item, order, now);
  return use ? std::optional(to_entry(*use, ItemChange::released, now)) : std::nullopt;
}

std::optional<storage::JournalEntry> ItemJournal::mark_posted(const ItemNumber& item, const OrderNumber& order,
                                                              base::Instant at) {
  if (!pool_) return std::nullopt;
  const auto use = pool_->mark_posted(item, order, at);
  return use ? std::optional(to_entry(*use, ItemChange::posted, at)) : std::nullopt;
}

void ItemJournal::written(const std::vector<storage::JournalEntry>& entries, const storage::CommitReceipt& receipt) {
  for (std::size_t place = 0; place < entries.size(); ++place) {
    const bool known = std::ranges::binary_search(receipt.known, place);
    if (entries[place].journal == Journal::postal_item && !known) ++entries_[entries[place].subject];
  }
}

}  // namespace lienthong::sync
