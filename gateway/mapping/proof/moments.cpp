#include "mapping/proof/moments.hpp"

#include "mapping/proof/inventory.hpp"
#include "mapping/rfc3339.hpp"

#include <algorithm>

namespace lienthong::mapping::proof {
namespace {

using codec::SchemaNode;

/// Whether one canonical moment is before another of its kind.
bool is_before(std::string_view left, std::string_view right) {
  const auto one = read_rfc3339(left);
  const auto two = read_rfc3339(right);
  return one && two ? *one < *two : left < right;
}

std::optional<std::size_t> step_at(const ScopeDraft& draft, std::string_view canonical) {
  const auto& steps = draft.scope->steps;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (draft.values[i] && steps[i].canonical.path == canonical) return i;
  }
  return std::nullopt;
}

const std::string* moment_of(const ScopeDraft& draft, std::size_t step) {
  const SamplePtr& value = draft.values[step];
  return value && value->meaning ? &*value->meaning : nullptr;
}

/// Gives `step` the first sample that `fits`, or nothing.
template <class Fits>
void replace(ScopeDraft& draft, std::size_t step, const SampleStore& store, Side side, const Fits& fits) {
  const auto& samples = store.of(draft.scope->steps[step], nullptr, side).carried;
  const auto found = std::find_if(samples.begin(), samples.end(),
                                  [&](const SamplePtr& sample) { return sample->meaning && fits(*sample->meaning); });
  draft.values[step] = found == samples.end() ? nullptr : *found;
}

void respect(ScopeDraft& draft, const std::string& earlier_path, const std::string& later_path,
             const SampleStore& store, Side side) {
  const auto earlier = step_at(draft, earlier_path);
  const auto later = step_at(draft, later_path);
  if (!earlier || !later) return;
  const std::string* first = moment_of(draft, *earlier);
  const std::string* second = moment_of(draft, *later);
  if (first == nullptr || second == nullptr || !is_before(*second, *first)) return;
  if (store.dates_codes(draft.scope->steps[*later])) {
    const std::string edge = *second;
    replace(draft, *earlier, store, side, [&](const std::string& moment) { return !is_before(edge, moment); });
  } else {
    const std::string edge = *first;
    replace(draft, *later, store, side, [&](const std::string& moment) { return !is_before(moment, edge); });
  }
}

void walk(ScopeDraft& draft, const std::vector<TreeNode>& nodes, const SchemaNode* record, const std::string& prefix,
          const SampleStore& store, Side side) {
  if (record == nullptr) return;
  for (const SchemaNode::Order& order : record->orders)
    respect(draft, place_below(prefix, order.earlier), place_below(prefix, order.later), store, side);
  for (const TreeNode& node : nodes) {
    if (node.kind == TreeNode::Kind::branch)
      walk(draft, node.children, node.schema, place_below(prefix, node.name), store, side);
  }
}

}  // namespace

void respect_orders(ScopeDraft& draft, const SampleStore& store, Side side) {
  // Twice: the first change may break an order that was looked at before it.
  for (int round = 0; round < 2; ++round)
    walk(draft, draft.scope->canonical.nodes, draft.scope->canonical.schema, "", store, side);
}

}  // namespace lienthong::mapping::proof
