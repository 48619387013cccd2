#pragma once

#include "codec/schema.hpp"
#include "mapping/function.hpp"
#include "mapping/toml_reader.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

// What a mapping file becomes: for each scope (the document, or one item of an `each`) a tree of the places on either
// side and the steps that join them. Names are compared while reading; no path is split or looked up per message.
// Schema nodes are borrowed from the schemas that the plan keeps.

namespace lienthong::mapping {

/// How a scalar is spelt on the external side.
enum class Wire : std::uint8_t { text, number, boolean };

/// One side of a correspondence.
struct End {
  std::string path;  ///< relative to the scope
  const codec::SchemaNode* schema = nullptr;
  std::size_t slot = 0;  ///< in the frame of this side
  /// Every node on the way is required: a valid document always has it.
  bool certain = false;
  /// Otherwise the optional node nearest to it: it is there exactly when that is.
  std::string anchor;
};

/// One scalar correspondence; a constant has one end only.
struct Step {
  Function function;
  Wire wire = Wire::text;
  std::optional<std::string> absent;
  std::optional<std::string> fallback;
  std::optional<std::string> constant;
  bool refuse_missing = false;  ///< the author knows that there is no message without it
  End canonical;
  End external;
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
  Place place;
};

/// A place in a document that a scope knows.
struct TreeNode {
  enum class Kind : std::uint8_t {
    leaf,      ///< a step
    constant,  ///< a step that only writes
    branch,    ///< a record
    one_item,  ///< a list that is always one record
    list,      ///< an each
    ignored,   ///< declared as a loss
  };
  Kind kind = Kind::leaf;
  std::string name;
  const codec::SchemaNode* schema = nullptr;
  bool required = false;
  bool write_empty = false;  ///< branch: written even when nothing is in it
  std::size_t order = 0;     ///< among the fields of its record in the schema
  std::size_t slot = 0;
  std::size_t index = 0;  ///< of the step or each
  std::vector<TreeNode> children;
};

struct Tree {
  std::vector<TreeNode> nodes;
  const codec::SchemaNode* schema = nullptr;
  std::size_t slots = 0;
  Place place;  ///< what stands in the file for the whole of it
};

struct Scope {
  Tree canonical;
  Tree external;
  std::vector<Step> steps;
  std::vector<Each> eaches;
};

[[nodiscard]] inline const TreeNode* find_node(const std::vector<TreeNode>& nodes, std::string_view name) {
  for (const TreeNode& node : nodes) {
    if (node.name == name) return &node;
  }
  return nullptr;
}

}  // namespace lienthong::mapping
