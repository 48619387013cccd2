#pragma once

#include "base/error.hpp"
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

/// Why a document is refused, once it is: it stands aside, since every field could fail and next to none does.
using Refusal = std::optional<base::Error>;

/// One pass over a document of the source side: puts what each node needs into the frame, checks what is required.
class Gatherer {
 public:
  Gatherer(Side side, Format format, Notes& notes, Refusal& refusal, Frame frame)
      : side_(side), format_(format), notes_(&notes), refusal_(&refusal), frame_(frame) {}
  /// `value` is the scope's own value: usually a record; a scalar when the tree is just "#text". False: refused.
  [[nodiscard]] bool scope(const Tree& tree, const codec::Value& value, const Trail* trail);

 private:
  /// The nodes of one record, and which of them must be there.
  struct Level {
    const std::vector<TreeNode>& nodes;
    const std::vector<std::uint32_t>& must_have;
  };

  [[nodiscard]] bool content(const Level& level, const codec::Value& value, const Trail* trail);
  [[nodiscard]] bool record(const Level& level, const codec::Value& value, const Trail* trail);
  [[nodiscard]] bool take(const TreeNode& node, const codec::Value& value, const codec::Value& parent,
                          const Trail* trail);
  [[nodiscard]] bool take_one_item(const TreeNode& node, const codec::Value& value, const Trail* trail);
  [[nodiscard]] bool check_lost(const TreeNode& node, const codec::Value& value, const Trail* trail) const;
  [[nodiscard]] bool check_choices(const codec::SchemaNode* record, const codec::Value& value,
                                   const Trail* trail) const;
  [[nodiscard]] bool check_required(const Level& level, const Trail* trail) const;
  [[nodiscard]] bool refuse(std::string_view code, std::string_view what, const Trail* trail,
                            std::string_view name) const;
  void unread(std::string_view name, const Trail* trail);

  Side side_;
  Format format_;
  Notes* notes_;
  Refusal* refusal_;
  Frame frame_;
};

}  // namespace lienthong::mapping
