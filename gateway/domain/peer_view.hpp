#pragma once

#include "base/instant.hpp"
#include "domain/ids.hpp"
#include "domain/status.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lienthong::domain {

/// How we know what a peer holds.
enum class Knowledge : std::uint8_t { acknowledged, read_back, told_us };
[[nodiscard]] std::string_view name(Knowledge how);
[[nodiscard]] std::optional<Knowledge> knowledge_from_name(std::string_view name);

enum class Presence : std::uint8_t { unknown, absent, present };
[[nodiscard]] std::string_view name(Presence presence);
[[nodiscard]] std::optional<Presence> presence_from_name(std::string_view name);

/// What one peer is known to hold of one dossier. Every message from the peer updates it, with or without authority.
struct PeerView {
  SystemId peer;
  DossierCode dossier;
  Presence presence = Presence::unknown;
  std::optional<Status> status;
  base::Instant status_at{};    ///< occurred_at of the fact the status comes from
  std::string document_digest;  ///< of the last document it confirmed; empty when none
  Knowledge how = Knowledge::acknowledged;
  base::Instant known_at{};
  friend bool operator==(const PeerView&, const PeerView&) = default;
};

/// What `peer` should hold, derived from the truth and its manifest.
struct Expectation {
  SystemId peer;
  DossierCode dossier;
  std::optional<Status> status;  ///< nothing when the peer need not know the dossier
  std::string document_digest;
  base::Instant since{};  ///< when the truth became this
};

/// drift = PeerView ≠ what that peer should hold (architecture §1).
struct Drift {
  enum class Kind { missing, behind, ahead, contradicts, document_differs };
  Kind kind = Kind::behind;
  SystemId peer;
  DossierCode dossier;
  std::optional<Status> holds;
  std::optional<Status> should_hold;
  base::Instant since{};
  friend bool operator==(const Drift&, const Drift&) = default;
};
[[nodiscard]] std::string_view name(Drift::Kind kind);

/// Every difference; empty when the peer holds what it should, or need not know the dossier.
[[nodiscard]] std::vector<Drift> compare(const Expectation& expected, const PeerView& view);

}  // namespace lienthong::domain
