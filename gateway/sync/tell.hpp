#pragma once

#include "domain/dossier.hpp"
#include "domain/plan.hpp"
#include "sync/world.hpp"

#include <vector>

namespace lienthong::sync {

/// What one peer should hold of one dossier, rendered.
struct ToTell {
  std::vector<domain::DocumentToTell> documents;
  std::vector<domain::StepToTell> steps;
};

/// What an implied step is told as. The same move said outright later is the same step to a peer: it is not told twice.
[[nodiscard]] domain::EventId implied_subject(domain::Status status, base::Instant occurred_at);

/// Applies the manifest's [[tells]] to a dossier. Empty when this peer need not know it, or before any document came.
[[nodiscard]] ToTell what_to_tell(const domain::Dossier& dossier, const peer::Manifest& system, const World& world);

/// What the peer should hold, for comparison with its PeerView. `status` is nothing when the peer need not know the
/// dossier, or is the source of everything in it.
[[nodiscard]] domain::Expectation expectation(const domain::Dossier& dossier, const domain::SystemId& peer,
                                              const ToTell& tell);

}  // namespace lienthong::sync
