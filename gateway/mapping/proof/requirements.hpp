#pragma once

#include "mapping/proof/draft.hpp"

#include <vector>

namespace lienthong::mapping::proof {

/// What must still be there so that both schemas hold the document and the mapping takes it: required places of
/// records that are there, places whose rule says `missing = "refuse"`, one branch of a required choice. Of this scope
/// only, not of the items and documents in it.
[[nodiscard]] std::vector<TreeNode::Use> missing_in(const ScopeDraft& draft, Side document);

/// Leaves one branch of every choice; `turn` says which.
void settle_choices(ScopeDraft& draft, std::size_t turn);

/// Takes something out.
void remove(ScopeDraft& draft, const TreeNode::Use& use);

}  // namespace lienthong::mapping::proof
