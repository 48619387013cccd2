#pragma once

#include "domain/authority.hpp"
#include "domain/event.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace lienthong::domain {

/// A move that counts: stated by the system with authority over its part.
struct Step {
  EventId event;
  SystemId source;
  base::Instant occurred_at{};
  Move move;
  Facts facts;  ///< officer, note, step deadline
  friend bool operator==(const Step&, const Step&) = default;
};

/// A statement without authority: changes nothing, is shown, and may be the sign of drift.
struct Observation {
  EventId event;
  SystemId source;
  base::Instant occurred_at{};
  std::optional<Status> status;     ///< what it claimed, when it claimed a move
  std::vector<std::string> fields;  ///< facts it claimed without authority
  friend bool operator==(const Observation&, const Observation&) = default;
};

/// Something in the truth that the law or common sense would question; shown, never repaired by guessing.
struct Irregularity {
  enum class Kind { irregular_move, move_after_final };
  Kind kind = Kind::irregular_move;
  EventId event;
  std::optional<Status> from;
  Status to = Status::registered;
  friend bool operator==(const Irregularity&, const Irregularity&) = default;
};
[[nodiscard]] std::string_view name(Irregularity::Kind kind);

/// The truth about one dossier: the fold of its events. Equal sets of events give byte-identical dossiers (I3).
struct Dossier {
  DossierCode code;
  ProcedureCode procedure;      ///< empty until an event states it
  base::Instant received_at{};  ///< of the event that states it: the date by which authority is decided
  std::optional<Status> status;
  std::string reason;
  base::Instant status_since{};  ///< when it came to this status; repeating it does not restart this
  Facts facts;                   ///< last authorised statement of each field; who repeats itself states nothing
  std::vector<Step> steps;
  std::vector<Observation> observations;
  std::vector<Irregularity> irregularities;
  friend bool operator==(const Dossier&, const Dossier&) = default;
};

/// Folds the events of one dossier (any order, any duplicates). An empty span gives an empty dossier; events of two
/// dossiers are a broken invariant (std::logic_error).
///  - the procedure is that of the earliest event that names one; it and that event's time decide authority;
///  - a fact or move by a system without authority over its part becomes an observation;
///  - a field that a system states again with the value it stated last is no statement: where two may state a field, a
///    repeated document does not take back what the other said in between;
///  - an implied move is left out when the same source states the same status outright for the same second, or the
///    system with authority has that step at that second;
///  - a move that the tables do not know counts and is named as an irregular move;
///  - after 3, 7 or 10 a later move is no step: it is named as an irregularity and changes nothing (contracts 2.7, last
///  row).
[[nodiscard]] Dossier fold(std::span<const Event> events, const Authority& authority);

/// The dossier as it stands when only the given parts are looked at: its status is the last step of those parts.
[[nodiscard]] Dossier restricted_to(const Dossier& dossier, std::span<const Part> parts, const Authority& authority);

}  // namespace lienthong::domain
