#pragma once

#include "storage/unit_of_work.hpp"
#include "sync/world.hpp"

#include <optional>
#include <string>
#include <vector>

namespace lienthong::sync {

/// What came in: the events of one message and where it came from. A correction of ours has no inbox record.
struct NewFacts {
  domain::SystemId source;
  domain::DossierCode dossier;
  std::vector<domain::Event> events;
  std::vector<storage::Attachment> attachments;
  std::vector<storage::ContractDrift> contract_drift;
  std::optional<storage::InboxRecord> inbox;
  std::optional<storage::CursorAdvance> cursor;
};

/// Whether a message is new, the same again, or a contradiction under one key.
enum class InboxVerdict { fresh, repeated, contradicts };
[[nodiscard]] InboxVerdict judge(const storage::DossierRecord& record, const storage::InboxRecord& inbox);

/// One transaction: the truth after the new events, what the source is now known to hold, and for every system the
/// deliveries that follow. Pure. Events already in the record are left out; statements of one second get a sequence.
[[nodiscard]] storage::UnitOfWork decide(const storage::DossierRecord& record, NewFacts facts, const World& world,
                                         base::Instant now);

/// The same without anything new: what the systems must still be told, seen from what is known now. Empty `create` and
/// `supersede` when everything is told or on its way.
[[nodiscard]] storage::UnitOfWork decide_again(const storage::DossierRecord& record, const domain::DossierCode& code,
                                               const World& world, base::Instant now);

}  // namespace lienthong::sync
