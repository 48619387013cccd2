#pragma once

#include "base/result.hpp"
#include "domain/post.hpp"
#include "storage/journal.hpp"
#include "sync/post/postal_order_document.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace lienthong::sync {

/// We asked the post. `round`: the first order of a number is 1; one that follows a cancelled one is 2.
struct OrderPlaced {
  int round = 1;
  std::optional<domain::ItemNumber> item;  ///< nothing: the post chooses it
  base::Instant at{};
  friend bool operator==(const OrderPlaced&, const OrderPlaced&) = default;
};

/// We asked the post to forget the order of that round.
struct CancelAsked {
  int round = 1;
  base::Instant at{};
  friend bool operator==(const CancelAsked&, const CancelAsked&) = default;
};

/// The post keeps it, or says nothing that can be understood.
struct CancelRefused {
  int round = 1;
  base::Instant at{};
  friend bool operator==(const CancelRefused&, const CancelRefused&) = default;
};

/// The post has taken it back.
struct OrderCancelled {
  int round = 1;
  base::Instant at{};
  friend bool operator==(const OrderCancelled&, const OrderCancelled&) = default;
};

/// A carrier said something.
struct EventHeard {
  domain::TrackingEvent event;
  base::Instant at{};
  friend bool operator==(const EventHeard&, const EventHeard&) = default;
};

/// The dossier has been told that its result was delivered; `evidence` is the carrier's event.
struct ResultStated {
  domain::TrackingId evidence;
  base::Instant at{};
  friend bool operator==(const ResultStated&, const ResultStated&) = default;
};

/// "Result returned" was stated for a moment before the post delivered it; `evidence` is the carrier's event.
struct ReturnedEarly {
  domain::TrackingId evidence;
  base::Instant at{};
  friend bool operator==(const ReturnedEarly&, const ReturnedEarly&) = default;
};

/// The order cannot be made yet. Each `turn` of a number says what is missing now.
struct OrderWaits {
  int turn = 1;
  std::vector<OrderGap> gaps;
  base::Instant at{};
  friend bool operator==(const OrderWaits&, const OrderWaits&) = default;
};

/// Nobody wants that order any more; it was never made.
struct WaitEnded {
  int turn = 1;
  base::Instant at{};
  friend bool operator==(const WaitEnded&, const WaitEnded&) = default;
};

using PostalFact = std::variant<OrderPlaced, CancelAsked, CancelRefused, OrderCancelled, EventHeard, ResultStated,
                                ReturnedEarly, OrderWaits, WaitEnded>;

/// The subject is the order number as text. What says the same has the same id, so that it is one entry.
[[nodiscard]] storage::JournalEntry to_entry(const domain::OrderNumber& order, const PostalFact& fact);
/// `internal` "post.journal" when the entry is not one that `to_entry` made.
[[nodiscard]] base::Result<PostalFact> fact_of(const storage::JournalEntry& entry);

/// What became of a number of the pool; the subject is its service.
enum class ItemChange : std::uint8_t { taken, posted, released };
[[nodiscard]] storage::JournalEntry to_entry(const domain::ItemUse& use, ItemChange change, base::Instant at);
/// `internal` "post.journal" when the entry is not one that `to_entry` made.
[[nodiscard]] base::Result<domain::ItemUse> use_of(const storage::JournalEntry& entry);

/// Words by which orders are found.
[[nodiscard]] std::string key_of(const domain::ItemNumber& item);
[[nodiscard]] std::string key_of(const domain::DossierCode& dossier);

}  // namespace lienthong::sync
