#pragma once

#include "base/result.hpp"
#include "codec/value.hpp"
#include "mapping/plan.hpp"
#include "mapping/workbench/glossary.hpp"
#include "mapping/workbench/sources.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace lienthong::mapping {

/// What a first draft of a mapping is made from.
struct DraftRequest {
  std::string name;       ///< "portal/ho-so"
  std::string canonical;  ///< "canonical/dossier"
  std::string schema;     ///< below the schemas folder: "external/portal/ho-so.schema.json"
  Format format = Format::json;
  std::string root;                                             ///< XML
  std::vector<std::pair<std::string, std::string>> namespaces;  ///< XML: URI → prefix
  Sources sources;
  Glossary glossary;
  std::vector<codec::Value> samples;  ///< contents of messages; may be none
};

/// A field that the author has still to place.
struct Undecided {
  Side side = Side::canonical;
  std::string path;
  bool required = false;
  friend auto operator<=>(const Undecided&, const Undecided&) = default;
};

/// A mapping file that reads, and whose problems are what is left to decide.
struct Draft {
  std::string text;
  std::size_t guessed = 0;           ///< rules
  std::vector<Undecided> undecided;  ///< what `map check` names
  std::vector<std::string> tables;   ///< code tables that it uses and that are still to be written
};

/// Pairs fields by name, type and sample; a guess the compiler refuses becomes a comment with its reason. The error of
/// a schema that cannot be loaded.
[[nodiscard]] base::Result<Draft> draft_mapping(const DraftRequest& request);

}  // namespace lienthong::mapping
