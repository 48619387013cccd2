#pragma once

#include "base/result.hpp"
#include "codec/value.hpp"
#include "mapping/plan.hpp"
#include "mapping/program.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lienthong::mapping {

/// Where the evaluator is, innermost first; becomes a path only when something has to be said about it.
struct Trail {
  const Trail* up = nullptr;
  std::string_view name;
  std::optional<std::size_t> index;
};
/// "documents[2].name"
[[nodiscard]] std::string path_of(const Trail* trail, std::string_view last);

/// What one record had at one node of its tree.
struct Found {
  const codec::Value* value = nullptr;   ///< nothing when not there or null
  const codec::Value* parent = nullptr;  ///< the record it is in: where repeated siblings are
  bool seen = false;
};
using Frame = std::span<Found>;

/// One pass over a document of the source side: puts what each node needs into the frame, checks what is required.
class Gatherer {
 public:
  Gatherer(Side side, Format format, Notes& notes, Frame frame)
      : side_(side), format_(format), notes_(&notes), frame_(frame) {}
  /// `value` is the scope's own value: usually a record; a scalar when the tree is just "#text".
  [[nodiscard]] base::Result<void> scope(const Tree& tree, const codec::Value& value, const Trail* trail);

 private:
  /// The nodes of one record, and which of them must be there.
  struct Level {
    const std::vector<TreeNode>& nodes;
    const std::vector<std::uint32_t>& must_have;
  };

  [[nodiscard]] base::Result<void> content(const Level& level, const codec::Value& value, const Trail* trail);
  [[nodiscard]] base::Result<void> record(const Level& level, const codec::Value& value, const Trail* trail);
  [[nodiscard]] base::Result<void> take(const TreeNode& node, const codec::Value& value, const codec::Value& parent,
                                        const Trail* trail);
  [[nodiscard]] base::Result<void> take_one_item(const TreeNode& node, const codec::Value& value, const Trail* trail);
  [[nodiscard]] base::Result<void> check_lost(const TreeNode& node, const codec::Value& value,
                                              const Trail* trail) const;
  [[nodiscard]] base::Result<void> check_choices(const codec::SchemaNode* record, const codec::Value& value,
                                                 const Trail* trail) const;
  [[nodiscard]] base::Result<void> check_required(const Level& level, const Trail* trail) const;
  void unread(std::string_view name, const Trail* trail);

  Side side_;
  Format format_;
  Notes* notes_;
  Frame frame_;
};

}  // namespace lienthong::mapping
