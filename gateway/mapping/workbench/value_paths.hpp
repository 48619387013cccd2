#pragma once

#include "codec/value.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace lienthong::mapping {

/// A place of a document that holds a scalar, or a list or record with nothing in it.
struct Leaf {
  std::string path;  ///< "documents[2].name"
  codec::Value value;
};
/// In the order of the document. Members of one name (repeated XML siblings) are numbered like items of a list. Names
/// that might be anything else than a name are "?": a path is safe to print.
[[nodiscard]] std::vector<Leaf> leaves_of(const codec::Value& document);

/// The same place in every item: "documents.name" of "documents[2].name".
[[nodiscard]] std::string without_indices(std::string_view path);

/// The path with "?" for each name that might be anything else than a name.
[[nodiscard]] std::string showable_path(std::string_view path);

/// The values at a dotted path, through lists and repeated siblings.
[[nodiscard]] std::vector<codec::Value> values_at(const codec::Value& document, std::string_view path);

}  // namespace lienthong::mapping
