#pragma once

#include "domain/post.hpp"
#include "storage/store.hpp"
#include "sync/post/postal_journal.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace lienthong::sync {

/// The pool of item numbers over its journal. Changes are entries that the caller commits together with what they
/// belong to; a change that was not committed costs nothing but the number until the next `open`. Single executor.
class ItemJournal {
 public:
  /// One service at most is drawn from: that of the first range. Without ranges the post chooses the numbers.
  ItemJournal(storage::Store& store, std::vector<domain::ItemRange> ranges, std::chrono::months rest)
      : store_(store), ranges_(std::move(ranges)), rest_(rest) {}

  /// Reads the journal from its start; again after a conflict. `invalid` as ItemPool::from.
  boost::asio::awaitable<base::Result<void>> open();

  struct Drawn {
    domain::ItemNumber item;
    storage::JournalEntry entry;
    storage::JournalGuard guard;
  };
  /// `not_found` "pool.no_range", `permanent` "pool.used_up". After `open`, and with ranges.
  base::Result<Drawn> take(const domain::OrderNumber& order, base::Instant now);
  [[nodiscard]] bool has_ranges() const { return !ranges_.empty(); }
  /// Nothing for a number that this order does not hold, or that cannot come back any more.
  std::optional<storage::JournalEntry> release(const domain::ItemNumber& item, const domain::OrderNumber& order,
                                               base::Instant now);
  std::optional<storage::JournalEntry> mark_posted(const domain::ItemNumber& item, const domain::OrderNumber& order,
                                                   base::Instant at);
  /// What a commit made of entries of this journal, so that the next guard fits.
  void written(const std::vector<storage::JournalEntry>& entries, const storage::CommitReceipt& receipt);

 private:
  storage::Store& store_;
  std::vector<domain::ItemRange> ranges_;
  std::chrono::months rest_;
  std::optional<domain::ItemPool> pool_;
  std::map<std::string, std::int64_t> entries_;  ///< by service
};

}  // namespace lienthong::sync
