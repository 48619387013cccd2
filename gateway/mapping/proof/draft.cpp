#include "mapping/proof/draft.hpp"

#include <algorithm>

namespace lienthong::mapping::proof {
namespace {

const When always;

}  // namespace

bool ScopeDraft::holds(const When& when) const {
  if (!when) return true;
  const Condition& condition = scope->conditions[*when];
  const Step& step = scope->steps[condition.step];
  const SamplePtr& value = values[condition.step];
  if (!value || !value->meaning || !holds(step.when)) return false;
  return std::find(condition.is.begin(), condition.is.end(), *value->meaning) != condition.is.end();
}

const When& condition_of(const TreeNode::Use& use, const Scope& scope) {
  switch (use.kind) {
    case TreeNode::Kind::leaf:
    case TreeNode::Kind::constant:
    case TreeNode::Kind::computed:
      return scope.steps[use.index].when;
    case TreeNode::Kind::list:
      return scope.eaches[use.index].when;
    case TreeNode::Kind::embedded:
      return scope.embedded[use.index].when;
    case TreeNode::Kind::branch:
    case TreeNode::Kind::one_item:
    case TreeNode::Kind::ignored:
      return always;
  }
  return always;
}

bool ScopeDraft::is_there(const TreeNode::Use& use) const {
  switch (use.kind) {
    case TreeNode::Kind::leaf:
      return values[use.index] && use.part < values[use.index]->ends.size() && values[use.index]->ends[use.part];
    case TreeNode::Kind::constant:
    case TreeNode::Kind::computed:
      return true;
    case TreeNode::Kind::list:
      return lists[use.index].there;
    case TreeNode::Kind::embedded:
      return !embedded[use.index].empty();
    case TreeNode::Kind::branch:
    case TreeNode::Kind::one_item:
    case TreeNode::Kind::ignored:
      return false;
  }
  return false;
}

const TreeNode::Use* active_use(const TreeNode& node, const ScopeDraft& draft) {
  const auto found = std::find_if(node.uses.begin(), node.uses.end(), [&](const TreeNode::Use& use) {
    return draft.holds(condition_of(use, *draft.scope));
  });
  return found == node.uses.end() ? nullptr : &*found;
}

}  // namespace lienthong::mapping::proof
