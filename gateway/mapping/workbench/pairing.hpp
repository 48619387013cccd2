#pragma once

#include "codec/schema.hpp"
#include "mapping/workbench/glossary.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lienthong::mapping {

/// A place of a record that one rule can name.
struct FieldPlace {
  std::string path;  ///< from the record; "#text" of a scalar
  const codec::SchemaNode* node = nullptr;
  bool required = false;  ///< in the record right around it
  bool certain = false;   ///< and so is everything on the way
};
/// Scalars and lists below a record, through records, not into lists; in the schema's order. At most 2000.
[[nodiscard]] std::vector<FieldPlace> places_of(const codec::SchemaNode& record);

/// How likely two names mean the same, from 0 to 1, and why.
struct Likeness {
  double score = 0;
  std::string why;
};
/// `canonical`: path from the root of the document; `external`: path in its record.
[[nodiscard]] Likeness likeness(const Glossary& glossary, std::string_view canonical, std::string_view external);

/// Positions in the two lists of places.
struct Pairing {
  std::size_t canonical = 0;
  std::size_t external = 0;
  std::string why;
};
/// The likeliest pairs of scalars and of lists, each place in one at most, in the order of the external places.
/// `list`: the canonical list whose items these are, or empty.
[[nodiscard]] std::vector<Pairing> pair_places(const Glossary& glossary, std::string_view list,
                                               const std::vector<FieldPlace>& canonical,
                                               const std::vector<FieldPlace>& external);

}  // namespace lienthong::mapping
