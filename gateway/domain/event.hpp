#pragma once

#include "base/instant.hpp"
#include "domain/ids.hpp"
#include "domain/status.hpp"

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace lienthong::domain {

/// Parts of a dossier, each with one system that may state it (regulation 4.6.a, architecture §1).
enum class Part : std::uint8_t { submission, processing, payment, postal, result };
[[nodiscard]] std::string_view name(Part part);
[[nodiscard]] std::optional<Part> part_from_name(std::string_view name);

/// Canonical field name → canonical JSON text of its value ("applicant" → {"name":"…"}). The domain compares and
/// merges facts by field; it never looks inside. Keys are top-level names of schemas/canonical.
using Facts = std::map<std::string, std::string>;

/// How a move became known: said outright, or following from what a document says (a received dossier was accepted).
enum class Evidence : std::uint8_t { stated, implied };

/// A move to a status, as one system states it.
struct Move {
  Status to = Status::registered;
  std::string reason;  ///< separate from the status: "refused after acceptance" is 3 with a reason (contracts 8.1 #8)
  Evidence evidence = Evidence::stated;
  friend auto operator<=>(const Move&, const Move&) = default;
};

/// One fact about one dossier, stated by one system, at a time that system gives. Immutable.
struct Event {
  EventId id;
  SystemId source;
  DossierCode dossier;
  base::Instant occurred_at{};
  std::optional<std::int64_t> source_sequence;  ///< where the source numbers its facts; breaks ties of a second
  std::optional<Move> move;                     ///< a step; nothing for an event that only states facts
  /// Of the dossier; of the step (officer, note) when `move` is stated. What comes with an implied move is what it was
  /// concluded from, so it is of the dossier.
  Facts facts;
  /// Of the `procedure` fact, which the domain does not read; set by whoever made the event. Empty when not stated.
  ProcedureCode procedure{};
  friend bool operator==(const Event&, const Event&) = default;
};

/// The order of the fold: (occurred_at, source sequence, progress rank, id). Facts come before a move of the same
/// second; an event without a sequence comes before one with it.
[[nodiscard]] std::strong_ordering fold_order(const Event& left, const Event& right);

/// Hash of (source, dossier, occurred_at, sequence, move, facts, procedure): what makes the same fact twice one event.
[[nodiscard]] EventId derive_event_id(const Event& event);

}  // namespace lienthong::domain
