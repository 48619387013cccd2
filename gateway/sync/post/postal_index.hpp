#pragma once

#include "base/result.hpp"
#include "storage/journal.hpp"
#include "sync/post/postal_journal.hpp"

#include <map>
#include <optional>
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
  [[nodiscard]] bool is_returned_early(const domain::OrderNumber& order) const;
  [[nodiscard]] bool is_waiting(const domain::OrderNumber& order) const;
  /// Not ended and not cancelled, oldest first.
  [[nodiscard]] std::vector<domain::OrderNumber> open() const;
  /// Asked to be forgotten, and not answered yet.
  [[nodiscard]] std::vector<domain::OrderNumber> cancelling() const;
  /// Not made because something is missing; the longest wait first.
  [[nodiscard]] std::vector<domain::OrderNumber> waiting() const;
  /// Taken back by the post, and heard of afterwards all the same.
  [[nodiscard]] std::vector<domain::OrderNumber> carried_after_cancel() const;
  /// Delivered after "result returned" had been stated; what was found so before `since` is left out.
  [[nodiscard]] std::vector<domain::OrderNumber> returned_early(base::Instant since) const;
  /// When the post delivered it, by the carrier's own time; nothing while it has not.
  [[nodiscard]] std::optional<base::Instant> delivered_at(const domain::OrderNumber& order) const;
  /// Given back to the sender, oldest first.
  [[nodiscard]] std::vector<domain::OrderNumber> sent_back() const;
  /// Deliveries of results that have an end of which the dossier has not been told.
  [[nodiscard]] std::vector<domain::OrderNumber> to_be_stated() const;

 private:
  struct Words {
    base::Instant since{};
    bool placed = false;
    bool heard = false;
    bool cancel_asked = false;  ///< of the last order; likewise the next
    bool cancelled = false;
    bool carried_after_cancel = false;
    std::optional<base::Instant> waits_since;
    std::optional<base::Instant> returned_early_at;
    std::map<domain::TrackingId, base::Instant> delivered;
    std::set<domain::TrackingId> returned;
    std::set<domain::TrackingId> corrected;
    std::set<domain::TrackingId> stated;
    [[nodiscard]] bool may_be_open() const;
    [[nodiscard]] bool was_sent_back() const;
    [[nodiscard]] bool may_need_stating() const;
  };
  struct Take;
  [[nodiscard]] std::vector<domain::OrderNumber> oldest_first(bool (Words::*matches)() const) const;

  std::map<domain::OrderNumber, Words> orders_;
  std::int64_t last_sequence_ = 0;
};

}  // namespace lienthong::sync
