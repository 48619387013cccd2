#pragma once

#include "domain/lane_draft.hpp"

#include <optional>
#include <span>
#include <vector>

namespace lienthong::domain {

using StepRefs = std::vector<const StepToTell*>;

/// In the order in which they happened, over all kinds; of a `latest` kind only the last one.
[[nodiscard]] StepRefs steps_in_order(std::span<const StepToTell> steps);

/// What of `wanted` is not told yet. Supersedes the older ones of `latest` kinds, and later ones that must be told
/// again behind a late step because nobody has sent them yet.
[[nodiscard]] StepRefs choose_steps(LaneDraft& draft, const StepRefs& wanted);

/// Tells the last step once more when the lane would leave the peer elsewhere, or the peer has left it by itself.
void retell_last(LaneDraft& draft, const StepRefs& wanted, const PeerView& view,
                 const std::optional<Expectation>& expected);

}  // namespace lienthong::domain
