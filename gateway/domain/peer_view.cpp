#include "domain/peer_view.hpp"

#include "domain/name_lookup.hpp"

#include <array>

namespace lienthong::domain {
namespace {

constexpr std::array all_knowledge{Knowledge::acknowledged, Knowledge::read_back, Knowledge::told_us};
constexpr std::array all_presence{Presence::unknown, Presence::absent, Presence::present};

/// The peer shows "processed" while the citizen is waited for: a client rewrites 5, 6 and 8 to 9 (rules 2.5,
/// STATE_MASKED).
bool is_masked(Status should_hold, Status holds) {
  return holds == Status::completed && (stops_clock(should_hold) || should_hold == Status::stopped);
}

Drift::Kind kind_of(Status should_hold, Status holds, base::Instant since, base::Instant holds_since) {
  if (is_final(should_hold) && is_final(holds)) return Drift::Kind::contradicts;
  if (is_masked(should_hold, holds)) return Drift::Kind::contradicts;
  const bool further = progress_rank(holds) > progress_rank(should_hold);
  const bool time_known = holds_since != base::Instant{};
  if (time_known && holds_since > since) return further ? Drift::Kind::ahead : Drift::Kind::contradicts;
  // Moves go back too (5 → 4, 4 → 2): an older status from which the truth moved on regularly is behind, not ahead.
  if (time_known && holds_since < since && is_regular_move(holds, should_hold)) return Drift::Kind::behind;
  return further ? Drift::Kind::ahead : Drift::Kind::behind;
}

}  // namespace

std::string_view name(Knowledge how) {
  switch (how) {
    case Knowledge::acknowledged:
      return "acknowledged";
    case Knowledge::read_back:
      return "read_back";
    case Knowledge::told_us:
      return "told_us";
  }
  return "?";
}

std::optional<Knowledge> knowledge_from_name(std::string_view name) { return find_by_name(all_knowledge, name); }

std::string_view name(Presence presence) {
  switch (presence) {
    case Presence::unknown:
      return "unknown";
    case Presence::absent:
      return "absent";
    case Presence::present:
      return "present";
  }
  return "?";
}

std::optional<Presence> presence_from_name(std::string_view name) { return find_by_name(all_presence, name); }

std::string_view name(Drift::Kind kind) {
  switch (kind) {
    case Drift::Kind::missing:
      return "missing";
    case Drift::Kind::behind:
      return "behind";
    case Drift::Kind::ahead:
      return "ahead";
    case Drift::Kind::contradicts:
      return "contradicts";
    case Drift::Kind::document_differs:
      return "document_differs";
  }
  return "?";
}

std::vector<Drift> compare(const Expectation& expected, const PeerView& view) {
  if (!expected.status) return {};
  Drift drift{Drift::Kind::missing, expected.peer, expected.dossier, view.status, expected.status, expected.since};
  const bool nothing_known = view.presence == Presence::unknown && !view.status && view.document_digest.empty();
  if (view.presence == Presence::absent || nothing_known) return {drift};

  std::vector<Drift> found;
  if (view.status != expected.status) {
    drift.kind =
        view.status ? kind_of(*expected.status, *view.status, expected.since, view.status_at) : Drift::Kind::behind;
    found.push_back(drift);
  }
  if (!expected.document_digest.empty() && view.document_digest != expected.document_digest) {
    drift.kind = Drift::Kind::document_differs;
    found.push_back(drift);
  }
  return found;
}

}  // namespace lienthong::domain
