#pragma once

#include "base/result.hpp"
#include "storage/journal.hpp"
#include "sync/post/postal_journal.hpp"

#include <optional>
#include <set>
#include <span>
#include <vector>

namespace lienthong::sync {

/// One order of a number and what became of it.
struct PostalRound {
  OrderPlaced placed;
  std::optional<base::Instant> cancel_asked_at;
  std::optional<base::Instant> cancel_refused_at;
  std::optional<base::Instant> cancelled_at;
};

/// An order that cannot be made yet.
struct PostalWait {
  std::vector<OrderGap> gaps;
  base::Instant since{};
};

/// Everything the journal says of one order number.
struct PostalRecord {
  domain::OrderNumber number;
  std::vector<PostalRound> rounds;  ///< empty: we did not order it
  std::vector<domain::TrackingEvent> events;
  std::set<domain::TrackingId> stated;  ///< evidence that the dossier has been told of
  std::optional<PostalWait> wait;
  int last_wait_turn = 0;
  std::int64_t entries = 0;  ///< for a guard

  [[nodiscard]] const PostalRound* last_round() const { return rounds.empty() ? nullptr : &rounds.back(); }
};

/// `rows`: of that subject, in order of commit. `internal` "post.journal" for one that cannot be read.
[[nodiscard]] base::Result<PostalRecord> fold_record(const domain::OrderNumber& number,
                                                     std::span<const storage::JournalRow> rows);

/// One leg for each item that was heard of, and one for the last order where nothing was heard of its item yet; by the
/// moment of their orders. An order that is not ours is taken to be made when its first event happened.
[[nodiscard]] std::vector<domain::PostalLeg> legs_of(const PostalRecord& record);

/// The leg of the last order; without one of ours, the leg that was heard of last. `legs` as `legs_of` gives them.
[[nodiscard]] const domain::PostalLeg* current_leg(const PostalRecord& record, std::span<const domain::PostalLeg> legs);

/// When the order behind a leg was taken back; nothing while it stands.
[[nodiscard]] std::optional<base::Instant> cancelled_at(const PostalRecord& record, const domain::PostalLeg& leg);

}  // namespace lienthong::sync
