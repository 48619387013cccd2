#pragma once

#include "storage/journal.hpp"
#include "storage/records.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lienthong::storage {

/// A cursor moves in the transaction that stores the events it passed (architecture §2).
struct CursorAdvance {
  domain::SystemId peer;
  std::string stream;
  std::string cursor;
};

/// One transaction as a value: a message and everything that follows from it (I1). Without a dossier it may move a
/// cursor, count contract drift and write journals.
struct UnitOfWork {
  domain::DossierCode dossier;
  std::int64_t expected_version = 0;
  std::optional<InboxRecord> inbox;
  std::vector<domain::Event> events;     ///< new ones only
  std::optional<domain::Dossier> truth;  ///< the fold after them; for lists
  std::vector<domain::PeerView> views;   ///< replaced as a whole
  std::vector<domain::Delivery> create;
  std::vector<domain::DeliveryId>
      supersede;  ///< one that is neither waiting nor refused fails the whole with `conflict` "store.version"
  std::vector<Attachment> attachments;
  std::vector<ContractDrift> contract_drift;  ///< counts to add
  std::optional<CursorAdvance> cursor;
  std::vector<JournalGuard> journal_guards;
  std::vector<JournalEntry> journal;  ///< those whose id the subject has already are left out
  base::Instant at{};
};

struct CommitReceipt {
  std::int64_t version = 0;  ///< of the dossier, now
  std::vector<domain::DeliveryId> created;
  std::vector<std::size_t> known;  ///< places in `journal` of the entries that were there already, rising
};

/// How a lease ends.
struct Settlement {
  std::int64_t token = 0;
  struct Item {
    domain::DeliveryId delivery;
    domain::DeliveryState state = domain::DeliveryState::delivered;
    base::Instant due_at{};
    std::string reason;
    int attempts = 0;
  };
  std::vector<Item> items;
  std::vector<AttemptRecord> attempts;
  std::optional<domain::PeerView> view;  ///< what the peer is now known to hold
  /// `known_at` of the view that came with the lease. When the peer has spoken since, its own word about its status
  /// stands and only presence and document are taken from `view`.
  base::Instant leased_view_known_at{};
};

/// One row of the change feed: a dossier's truth moved.
struct Change {
  std::int64_t sequence = 0;
  domain::DossierCode dossier;
  std::optional<domain::Status> status;
  base::Instant occurred_at{};
  base::Instant recorded_at{};
};

}  // namespace lienthong::storage
