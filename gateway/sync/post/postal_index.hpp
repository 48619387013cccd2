#pragma once

#include "base/result.hpp"
#include "storage/journal.hpp"
#include "sync/post/postal_journal.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace lienthong::sync {

/// Which orders still need somebody, found by following the journal: a few words for each order, never its events.
/// A guess on the safe side: an order that it calls open may turn out ended when it is read as a whole, never the other
/// way round.
class PostalIndex {
 public:
  /// Rows in order of sequence; one that was added before is left out. `internal` "post.journal" as `fact_of`.
  base::Result<void> add(const storage::JournalRow& row);

  [[nodiscard]] std::int64_t last_sequence() const { return last_sequence_; }
  /// Whether we ordered it ourselves.
  [[nodiscard]] bool is_placed(const domain::OrderNumber& order) const;
  /// Not ended and not cancelled, oldest first.
  [[nodiscard]] std::vector<domain::OrderNumber> open() const;
  /// Asked to be forgotten, and not answered yet.
  [[nodiscard]] std::vector<domain::OrderNumber> cancelling() const;
  /// Given back to the sender, oldest first.
  [[nodiscard]] std::vector<domain::OrderNumber> sent_back() const;
  /// Deliveries of results that have an end of which the dossier has not been told.
  [[nodiscard]] std::vector<domain::OrderNumber> to_be_stated() const;

 private:
  struct Words {
    base::Instant since{};
    bool placed = false;
    bool cancel_asked = false;  ///< of the last order; likewise the next
    bool cancelled = false;
    std::set<domain::TrackingId> delivered;
    std::set<domain::TrackingId> returned;
    std::set<domain::TrackingId> corrected;
    std::set<domain::TrackingId> stated;
    [[nodiscard]] bool may_be_open() const;
    [[nodiscard]] bool was_sent_back() const;
    [[nodiscard]] bool may_need_stating() const;
  };
  [[nodiscard]] std::vector<domain::OrderNumber> oldest_first(bool (Words::*matches)() const) const;
  void take(Words& words, const PostalFact& fact);

  std::map<domain::OrderNumber, Words> orders_;
  std::int64_t last_sequence_ = 0;
};

}  // namespace lienthong::sync
