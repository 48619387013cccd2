#pragma once

#include "domain/delivery.hpp"
#include "domain/dossier.hpp"
#include "domain/event.hpp"
#include "domain/outcome.hpp"
#include "domain/peer_view.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace lienthong::storage {

/// A message as it was received and what it was answered: the inbox. Raw bytes are kept exactly.
struct InboxRecord {
  domain::SystemId source;
  domain::DossierCode dossier;
  std::string kind;         ///< message kind of the manifest
  std::string key;          ///< the sender's idempotency key, or one derived by the manifest's rule
  std::string body_digest;  ///< SHA-256 of the meaning (canonical JSON), so that white space is no other body
  std::string raw;
  base::Instant received_at{};
};

/// A message that was not let in, with its reason; never just dropped.
struct RefusedRecord {
  std::int64_t id = 0;
  domain::SystemId source;  ///< as far as known; "?" before identity
  std::string kind;
  std::string reason;        ///< stable code: "json.duplicate_key", "mapping.code_unmapped"
  std::string detail;        ///< our text with the path; no values
  std::string raw;           ///< at most the configured number of bytes
  std::size_t raw_size = 0;  ///< as received
  base::Instant received_at{};
};

/// A decoded attachment, kept once per dossier and content.
struct Attachment {
  std::string digest;  ///< SHA-256 of the bytes
  std::string bytes;
};

/// One send and how it ended.
struct AttemptRecord {
  domain::DeliveryId delivery;
  int number = 0;
  base::Instant started_at{};
  base::Instant ended_at{};
  domain::Outcome outcome = domain::Outcome::unknown;
  std::string reason;     ///< ours; safe
  std::string peer_text;  ///< what the peer said, at most 2 KiB; shown to people who may see it, never logged
  std::string body_digest;
  std::string mapping_version;
};

/// A field a peer sent that its contract does not know; counted, first and last time kept.
struct ContractDrift {
  domain::SystemId source;
  std::string kind;
  std::string path;
  std::int64_t count = 0;
  base::Instant first_at{};
  base::Instant last_at{};
};

/// Everything needed to decide about one dossier. `version` 0: not known yet.
struct DossierRecord {
  std::int64_t version = 0;
  std::vector<domain::Event> events;
  std::vector<domain::PeerView> views;
  std::vector<domain::Delivery> deliveries;  ///< all that ever were, by (peer, lane_seq)
  std::vector<Attachment> attachments;       ///< digests only; bytes by `load_attachment`
  /// (source, key) → body digest of the messages already taken in.
  std::map<std::pair<std::string, std::string>, std::string> inbox;
};

/// The conservation equation of one peer (I5). `accepted` is counted by its own counter, raised in the transaction that
/// creates deliveries; the rest is counted from the rows.
struct Conservation {
  domain::SystemId peer;
  std::int64_t accepted = 0;
  std::map<domain::DeliveryState, std::int64_t> by_state;
  [[nodiscard]] bool holds() const {
    std::int64_t sum = 0;
    for (const auto& [state, count] : by_state) sum += count;
    return sum == accepted;
  }
};

/// One row of `dossier` lists.
struct DossierSummary {
  domain::DossierCode code;
  domain::ProcedureCode procedure;
  std::optional<domain::Status> status;
  base::Instant status_since{};
  std::int64_t version = 0;
};

/// Everything that was stated about one dossier.
struct DossierEvents {
  domain::DossierCode code;
  std::vector<domain::Event> events;  ///< in order of commit
};

/// Days of UTC, both included.
struct DaySpan {
  std::chrono::sys_days first{};
  std::chrono::sys_days last{};
};

/// One row of the queue page.
struct QueueRow {
  domain::Delivery delivery;  ///< payload left empty
  std::string last_reason;
};

}  // namespace lienthong::storage
