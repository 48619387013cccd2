#pragma once

#include "codec/schema.hpp"
#include "codec/xml.hpp"
#include "mapping/format.hpp"
#include "mapping/function.hpp"
#include "mapping/orders.hpp"
#include "mapping/place.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

// What a mapping file becomes: for each scope (the document, one item of an `each`, an embedded document) a tree of the
// places on either side and the steps that join them. Names are compared while reading; no path is split or looked up
// per message. Schema nodes are borrowed from the schemas that the plan keeps.

namespace lienthong::mapping {

/// How a scalar is spelt on the external side.
enum class Wire : std::uint8_t { text, number, boolean };

/// As many fields as one field may be parted into.
inline constexpr std::size_t most_parts = 8;

/// One side of a correspondence.
struct End {
  std::string path;  ///< relative to the scope
  const codec::SchemaNode* schema = nullptr;
  std::size_t slot = 0;  ///< in the frame of this side
  /// Every node on the way is required: a valid document always has it.
  bool certain = false;
  bool required = false;  ///< in its own record
  bool proven = false;    ///< whatever the step's function writes here meets the schema: no need to check it again
  /// Otherwise the optional node nearest to it: it is there exactly when that is.
  std::string anchor;
};

/// Index into Scope::conditions; nothing: always.
using When = std::optional<std::size_t>;

/// A group of rules holds where a canonical field of the same scope has one of some values (`when = {…}`).
struct Condition {
  std::size_t step = 0;         ///< the field's step
  std::vector<std::string> is;  ///< canonical lexemes
  Place place;
};

/// An external field made of others.
struct Computed {
  struct Part {
    std::string literal;              ///< when it is neither of the two below
    std::optional<std::size_t> step;  ///< the step that writes the field
    std::optional<std::size_t> each;  ///< count: the list
  };
  ComputedKind kind = ComputedKind::concat;
  std::string separator;
  std::vector<Part> parts;
};

/// One scalar correspondence; a constant has one end only, a computed field only an external one.
struct Step {
  Function function;
  std::string as;  ///< as its author wrote it; for explain
  Wire wire = Wire::text;
  std::vector<std::string> absent;  ///< external values for "not there"
  bool write_absent = true;         ///< whether the first of them is written for it
  std::optional<std::string> fallback;
  std::optional<std::string> constant;
  std::optional<Computed> computed;
  bool refuse_missing = false;  ///< the author knows that there is no message without it
  End canonical;
  End external;
  std::optional<Parts> parts;  ///< the side `parted` has the ends `part_ends` in place of one
  Side parted = Side::external;
  std::vector<End> part_ends;
  /// code: the step whose moment selects the table's version, of this scope or of the whole document.
  std::optional<std::size_t> dated_by;
  bool dated_here = false;
  When when;
  Place place;
};

struct Scope;

/// One list correspondence.
struct Each {
  End canonical;
  End external;
  bool write_empty = false;
  bool refuse_missing = false;
  std::unique_ptr<Scope> item;
  When when;
  Place place;
};

/// A canonical record ↔ an external text that is a document itself: JSON in JSON, XML in JSON.
struct Embedded {
  End canonical;
  End external;
  std::string mapping;  ///< the file that says how
  Format format = Format::json;
  codec::XmlNames xml_names;
  std::string xml_root;
  std::vector<std::string> absent;
  bool write_absent = true;
  bool refuse_missing = false;
  std::unique_ptr<Scope> document;
  When when;
  Place place;
};

/// A place in a document that a scope knows.
struct TreeNode {
  enum class Kind : std::uint8_t {
    leaf,      ///< a step
    constant,  ///< a step that only writes
    computed,  ///< a step that writes and verifies
    branch,    ///< a record
    one_item,  ///< a list that is always one record
    list,      ///< an each
    embedded,  ///< an embedded document
    ignored,   ///< declared as a loss
  };
  /// The way of most values: a text that is the same on both sides and surely fits either schema. Any other goes the
  /// way of its step.
  struct PlainText {
    bool usable = false;
    std::uint32_t source_slot = 0;
    std::uint32_t most_bytes = 0;        ///< a code point is a byte or more,
    std::uint32_t least_four_bytes = 0;  ///< and four at most
  };
  /// What is at a place; under conditions there may be several.
  struct Use {
    Kind kind = Kind::leaf;
    std::size_t index = 0;  ///< of the step, each or embedded
    std::size_t part = 0;   ///< of a step with parts on this side
  };
  // What every run looks at comes first.
  std::string name;
  Kind kind = Kind::leaf;
  bool required = false;
  bool write_empty = false;  ///< branch: written even when nothing is in it
  PlainText plain;           ///< leaf: for writing this place
  std::size_t slot = 0;
  std::vector<Use> uses;  ///< leaf, constant, computed, list, embedded: at least one
  std::vector<TreeNode> children;
  std::vector<std::uint32_t> must_have;  ///< children that a document must have
  const codec::SchemaNode* schema = nullptr;
  std::size_t order = 0;  ///< among the fields of its record in the schema
  Place place;            ///< of the first rule in the file that names it
};

struct Tree {
  std::vector<TreeNode> nodes;
  const codec::SchemaNode* schema = nullptr;
  std::size_t slots = 0;
  Place place;                                ///< what stands in the file for the whole of it
  std::vector<std::uint32_t> must_have = {};  ///< nodes that a document must have
};

/// `missing = "refuse"`: there is no external record without this value, on either way.
struct Demand {
  TreeNode::Kind kind = TreeNode::Kind::leaf;  ///< leaf, list or embedded
  std::size_t index = 0;                       ///< of the step, each or embedded
  std::optional<std::size_t> record;           ///< slot of the external record it stands in; none: the scope itself
};

struct Scope {
  Tree canonical;
  Tree external;
  std::vector<Step> steps;
  std::vector<Each> eaches;
  std::vector<Embedded> embedded;
  std::vector<Condition> conditions;
  std::vector<Demand> demands;
  std::optional<OrderTree> orders;  ///< document: of its canonical schema
};

/// The group that a use belongs to.
[[nodiscard]] inline When when_of(const Scope& scope, const TreeNode::Use& use) {
  switch (use.kind) {
    case TreeNode::Kind::list:
      return scope.eaches[use.index].when;
    case TreeNode::Kind::embedded:
      return scope.embedded[use.index].when;
    case TreeNode::Kind::leaf:
    case TreeNode::Kind::constant:
    case TreeNode::Kind::computed:
      return scope.steps[use.index].when;
    case TreeNode::Kind::branch:
    case TreeNode::Kind::one_item:
    case TreeNode::Kind::ignored:
      return std::nullopt;
  }
  return std::nullopt;
}

[[nodiscard]] inline const TreeNode* find_node(const std::vector<TreeNode>& nodes, std::string_view name) {
  for (const TreeNode& node : nodes) {
    if (node.name == name) return &node;
  }
  return nullptr;
}

}  // namespace lienthong::mapping
