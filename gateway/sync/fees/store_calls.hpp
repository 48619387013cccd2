#pragma once

#include "storage/store.hpp"

#include <functional>
#include <string>
#include <vector>

namespace lienthong::sync {

/// The store for work on a thread of its own: each call waits for the answer. Never on the event loop.
class StoreCalls {
 public:
  explicit StoreCalls(storage::Store& store) : store_(&store) {}

  [[nodiscard]] base::Result<storage::CommitReceipt> commit(storage::UnitOfWork work) const;
  [[nodiscard]] base::Result<std::int64_t> add_refused(storage::RefusedRecord record) const;
  /// The newest, newest first.
  [[nodiscard]] base::Result<std::vector<storage::RefusedRecord>> list_refused(int limit) const;
  [[nodiscard]] base::Result<storage::DossierRecord> load(const domain::DossierCode& code) const;
  [[nodiscard]] base::Result<std::vector<storage::JournalRow>> load_journal(storage::Journal journal,
                                                                            const std::string& subject) const;
  [[nodiscard]] base::Result<std::vector<std::string>> find_subjects(storage::Journal journal,
                                                                     const std::string& key) const;
  /// All entries of one journal, oldest first: for journals of small entries.
  [[nodiscard]] base::Result<std::vector<storage::JournalRow>> read_whole_journal(storage::Journal journal) const;
  /// Every dossier to which something occurred on one of these days, by code, page by page; the first error of
  /// `each` ends it.
  [[nodiscard]] base::Result<void> for_each_active(
      const storage::DaySpan& days, const std::function<base::Result<void>(const storage::DossierEvents&)>& each) const;

 private:
  storage::Store* store_;
};

}  // namespace lienthong::sync
