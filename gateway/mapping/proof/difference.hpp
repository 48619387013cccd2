#pragma once

#include "codec/value.hpp"
#include "mapping/proof/inventory.hpp"

#include <optional>
#include <string>
#include <vector>

namespace lienthong::mapping::proof {

/// A place where two documents are not the same. Embedded documents are compared inside.
struct Difference {
  std::string path;   ///< "documents[2].name"
  std::string place;  ///< "documents.name"
  std::optional<codec::Value> before;
  std::optional<codec::Value> after;
};

/// In the order of paths. What the values refer to must outlive the result; texts of embedded documents live in
/// `arena`.
[[nodiscard]] std::vector<Difference> differences(const Inventory& inventory, Side side, const codec::Value& before,
                                                  const codec::Value& after, codec::Arena& arena);

/// A path without indices and without a last "#text".
[[nodiscard]] std::string place_of(std::string_view path);
/// `"a"`, `12`, `[]`, `nothing`: for people, long texts shortened.
[[nodiscard]] std::string shown(const std::optional<codec::Value>& value);

}  // namespace lienthong::mapping::proof
