#pragma once

#include "codec/schema.hpp"
#include "mapping/program.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lienthong::mapping {

/// One name of a path, found in a schema.
struct PathStep {
  std::string name;
  const codec::SchemaNode* node = nullptr;
  bool required = false;
  std::size_t order = 0;
};
using PathSteps = std::vector<PathStep>;

/// The steps from `root` to a dotted path, through lists; nothing when the schema has no such place. `#text` of a
/// scalar is the scalar itself.
[[nodiscard]] std::optional<PathSteps> resolve(const codec::SchemaNode& root, std::string_view path);

/// Every path below `root`, for suggestions.
[[nodiscard]] std::vector<std::string> all_paths(const codec::SchemaNode& root);

/// The end of a correspondence at `steps` (without its slot).
[[nodiscard]] End end_of(const PathSteps& steps);

/// Whether a place that has this use already may have another one under a condition that excludes it.
using MayShare = std::function<bool(const TreeNode::Use&)>;

/// Puts a use, which the file has at `place`, at the end of `steps`, and the records on the way; its slot, or nothing
/// when something else is there already.
[[nodiscard]] std::optional<std::size_t> insert(Tree& tree, const PathSteps& steps, const TreeNode::Use& use,
                                                Place place, const MayShare& may_share);

/// Puts the nodes of every record in the order of its schema, as XML needs them.
void sort_by_schema(std::vector<TreeNode>& nodes);
/// Puts them in the order in which the file names them first.
void sort_by_place(std::vector<TreeNode>& nodes);

}  // namespace lienthong::mapping
