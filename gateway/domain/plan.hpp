#pragma once

#include "domain/delivery.hpp"
#include "domain/dossier.hpp"
#include "domain/peer_view.hpp"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace lienthong::domain {

/// What a peer must be told; from its manifest ([[tells]]).
struct TellRule {
  enum class What {
    document,
    step,
    message,  ///< made by a desk of the gateway, never by this plan: an order to the post
  };
  std::string kind;  ///< message kind of the manifest
  What what = What::document;
  Collapse collapse = Collapse::latest;
  std::vector<Part> parts;            ///< only facts and steps of these parts
  bool not_own_words = true;          ///< leave out steps whose source is the peer itself
  bool only_owned_elsewhere = false;  ///< only when a system other than this peer has authority over one of `parts`
  std::optional<Part> only_where_owner_of;  ///< only dossiers of which this peer has authority over that part
  std::vector<Status> from_status;          ///< nothing is told until the dossier reached one of these; empty = at once
};

/// A document the peer should hold, rendered by the caller for one rule; at most one of a kind in one call.
struct DocumentToTell {
  std::string kind;
  std::string digest;   ///< of `payload` without what changes by itself
  std::string payload;  ///< canonical JSON
  std::optional<Status> status;
  base::Instant occurred_at{};
  Collapse collapse = Collapse::latest;  ///< of the rule
};

/// A step the peer should be told, in order.
struct StepToTell {
  std::string kind;
  EventId event;
  std::string payload;
  Status status = Status::registered;
  base::Instant occurred_at{};
  Collapse collapse = Collapse::every;  ///< of the rule; `latest`: only the last step of the kind is told
};

/// What to do to one lane so that, once it has drained, the peer holds what it should.
struct LanePlan {
  std::vector<Delivery> create;       ///< without ids; lane_seq set
  std::vector<DeliveryId> supersede;  ///< waiting deliveries that `create` makes pointless
};

/// A peer that keeps contradicting is told the truth this often about one step; after that its drift is for a person
/// (one client reports 9 for every 5, 6 and 8: contracts 2.7, known distortion).
inline constexpr int max_retellings = 5;

/// Decides what must still be told to one peer about one dossier.
///  `lane`: every delivery of (peer, dossier) that ever was, in lane order. Pure; calling it twice changes nothing.
///  `expected`: what the peer should hold; without it a contradiction cannot be told from a peer that moved on with
///  authority, and nothing is corrected.
///  - a step told once (any state but superseded) is not told again, unless the peer has since contradicted it: then
///  the
///    last step is told once more under a new key (a correction, subject "<event>#<n>"); never to a peer at 3, 7 or 10
///    (contracts 8.3: a person decides);
///  - a late step goes before later ones that nobody has sent yet: those are superseded and told again behind it. Where
///  a
///    later one is already out, the late step is appended and the last step is told once more, so that nothing newer is
///    overwritten by it;
///  - a document is told when its digest differs from that of the last one not superseded in the lane;
///  - the document that introduces the dossier goes before its steps, every later one after them;
///  - a refused document is superseded by a newer one of its kind, and what waited behind it is told again behind that
///  one;
///  - a waiting document is superseded by a newer one of its kind, except the introduction while something stands
///  behind it.
[[nodiscard]] LanePlan plan_lane(const SystemId& peer, const DossierCode& dossier,
                                 std::span<const DocumentToTell> documents, std::span<const StepToTell> steps,
                                 std::span<const Delivery> lane, const PeerView& view, base::Instant now,
                                 const std::optional<Expectation>& expected = std::nullopt);

}  // namespace lienthong::domain
