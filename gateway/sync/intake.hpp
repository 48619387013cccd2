#pragma once

#include "base/clock.hpp"
#include "base/deadline.hpp"
#include "base/result.hpp"
#include "peer/inbound.hpp"
#include "storage/store.hpp"
#include "sync/decide.hpp"
#include "sync/observer.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <utility>

namespace lienthong::sync {

/// The inbox: a message is answered positively only when it, the new truth and every delivery that follows are on disk
/// (I1).
class Intake {
 public:
  /// `wake` is called after each commit with the systems that have something new to be told.
  Intake(storage::Store& store, const base::Clock& clock, const World& world, Observer& observer,
         std::function<void(const domain::SystemId&)> wake);

  enum class Taken : std::uint8_t { fresh, repeated };

  /// `incoming.canonical` must live until the call returns. Returns `conflict` "inbox.key" for a known key with another
  /// body, `invalid` for a document that contradicts itself, `transient` when the store does not take it or too many
  /// messages of one dossier met. Not cancelled half-way: once a commit was handed over it is awaited.
  boost::asio::awaitable<base::Result<Taken>> accept(const domain::SystemId& source, const peer::Hears& hears,
                                                     const peer::Incoming& incoming, std::string raw,
                                                     base::Deadline deadline);

  /// The same for facts from a feed: `cursor` moves in the same transaction.
  boost::asio::awaitable<base::Result<Taken>> accept_facts(NewFacts facts, base::Deadline deadline);

  /// Plans a dossier once more without anything new: for a lane that has drained and may have left its peer with
  /// another opinion. A store that does not answer, or another message in between, leaves it to the next occasion.
  boost::asio::awaitable<void> reconsider(domain::DossierCode code);

  /// Whether `peer` has spoken of `code` while something was on its way to it; asking forgets it.
  [[nodiscard]] bool take_spoken(const domain::SystemId& peer, const domain::DossierCode& code) {
    return spoken_meanwhile_.erase({peer, code}) > 0;
  }

  /// Keeps what was not let in, with its reason. A store that does not even take that is logged.
  boost::asio::awaitable<void> keep_refused(storage::RefusedRecord record);

 private:
  storage::Store& store_;
  const base::Clock& clock_;
  const World& world_;
  Observer& observer_;
  std::function<void(const domain::SystemId&)> wake_;
  /// Systems that spoke while their own lane was not empty. Bounded by the lanes that are; a restart forgets it, and
  /// the next message or drained lane of the dossier finds the same.
  std::set<std::pair<domain::SystemId, domain::DossierCode>> spoken_meanwhile_;
};

/// The facts of one message: events, lifted attachments, inbox record, contract drift. Pure.
[[nodiscard]] base::Result<NewFacts> facts_of(const domain::SystemId& source, const std::string& kind,
                                              const peer::Incoming& incoming, std::string raw, base::Instant now);

}  // namespace lienthong::sync
