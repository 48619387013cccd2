#pragma once

#include "mapping/plan.hpp"
#include "mapping/toml_reader.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace lienthong::mapping {

/// One entry of `fields`, as written.
struct Rule {
  enum class Kind : std::uint8_t { field, parts, constant, computed, each, embedded, group };
  Kind kind = Kind::field;
  Place place;
  std::vector<PlacedText> canonical;  ///< one path; several on one side of `parts`
  std::vector<PlacedText> external;
  std::optional<PlacedText> as;
  std::optional<PlacedText> computed;
  std::vector<Literal> absent;
  bool write_absent = true;         ///< `absent`, which is written, and not `read_absent`, which is only read
  std::optional<Literal> fallback;  ///< `default`
  std::optional<Literal> constant;
  bool refuse_missing = false;  ///< `missing = "refuse"`
  bool write_empty = false;     ///< each: `empty = "write"`
  std::vector<Literal> is;      ///< group: values of the canonical field
  std::vector<Rule> fields;     ///< each, group
};

/// One entry of `losses`.
struct Loss {
  std::optional<PlacedText> canonical;
  std::optional<PlacedText> external;
  std::string why;
};

/// `external = {…}` or `xml = {…}`: a schema and how its documents look on the wire.
struct Form {
  Place place;
  Format format = Format::json;
  PlacedText schema;
  PlacedText root;                                              ///< XML
  std::vector<std::pair<std::string, std::string>> namespaces;  ///< XML: URI → prefix
};

/// A mapping file before anything it names was looked up.
struct MappingFile {
  std::string name;
  PlacedText canonical;
  std::vector<Form> forms;
  std::vector<Rule> rules;
  std::vector<Loss> losses;
};

/// Reads the file's head and losses; rules through read_rules. Wrong parts are reported and left out.
[[nodiscard]] MappingFile read_mapping_file(const toml::table& table, const std::filesystem::path& file,
                                            TomlReader& reader);
/// `fields` of `table`, nested ones too.
[[nodiscard]] std::vector<Rule> read_rules(const toml::table& table, TomlReader& reader);

}  // namespace lienthong::mapping
