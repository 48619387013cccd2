#pragma once

#include "domain/lane_draft.hpp"

#include <span>
#include <vector>

namespace lienthong::domain {

/// Documents the peer is not going to hold as things stand, and whether the first of them introduces the dossier to it.
struct DocumentNews {
  std::vector<const DocumentToTell*> documents;
  bool introduces = false;
};

/// Corrected data unblocks its lane without a person: a refused document makes room for a newer one of its kind, and
/// what waited behind it, never tried, is told again behind the new one.
void replace_refused(LaneDraft& draft, std::span<const DocumentToTell> documents);

/// Supersedes waiting documents that are outdone, except the introduction while something stands behind it.
[[nodiscard]] DocumentNews choose_documents(LaneDraft& draft, std::span<const DocumentToTell> documents,
                                            const PeerView& view);

}  // namespace lienthong::domain
