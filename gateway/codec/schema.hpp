#pragma once

#include "base/result.hpp"
#include "codec/value.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lienthong::codec {

/// What a schema says about one place in a document, whatever language it was written in. Enough to check a mapping.
struct SchemaNode {
  enum class Type : std::uint8_t { text, integer, number, boolean, record, list, any };
  struct Field;
  Type type = Type::any;
  bool nullable = false;
  std::optional<std::size_t> min_length;   ///< code points
  std::optional<std::size_t> max_length;   ///< code points
  std::vector<std::string> one_of;         ///< enum; lexemes
  std::string format;                      ///< "date-time", "date", … or empty
  std::vector<Field> fields;               ///< of a record, in the order in which XML must write them
  std::shared_ptr<const SchemaNode> item;  ///< of a list (XML: of a repeated element)
};
struct SchemaNode::Field {
  std::string name;  ///< XML: prefixed as in XmlNames; attributes begin with '@'
  bool required = false;
  std::shared_ptr<const SchemaNode> node;
};

/// A place where a document breaks its schema.
struct SchemaProblem {
  std::string path;  ///< "documents[2].name"
  std::string rule;  ///< "required", "type", "maxLength", "enum", "pattern", "additional", "xsd"
  std::string text;  ///< constant English; never the offending value
};

/// A check stops naming problems here, so that a hostile document cannot make its own report costly.
inline constexpr std::size_t most_problems = 200;

/// A loaded, compiled schema. Immutable; may be shared between threads.
class Schema {
 public:
  virtual ~Schema() = default;
  /// The root's content.
  [[nodiscard]] virtual const SchemaNode& model() const = 0;
  /// JSON only: every problem (up to most_problems), in document order; empty when valid. Strings over 4 KiB are
  /// checked for type and length only (std::regex recursion, ecosystem 1.4).
  [[nodiscard]] virtual std::vector<SchemaProblem> check(const Value& value) const = 0;
  /// XML only: every problem libxml2 names (up to most_problems), checked on the bytes.
  [[nodiscard]] virtual std::vector<SchemaProblem> check_xml(std::string_view bytes) const = 0;
};

/// Draft-7 JSON Schema from a file. `$ref` inside the file only: a remote or file reference is `invalid`
/// ("schema.remote_ref"), nothing is fetched. A `pattern` with nested quantifiers is `invalid` ("schema.pattern").
[[nodiscard]] base::Result<std::shared_ptr<const Schema>> load_json_schema(const std::filesystem::path& file);

/// XSD 1.0 from a file; `root` names the global element whose content model() describes. xs:import/xs:include only of
/// files beside it. Prefixes of names in the model follow `names` (URI → prefix).
[[nodiscard]] base::Result<std::shared_ptr<const Schema>> load_xsd(
    const std::filesystem::path& file, std::string_view root,
    const std::vector<std::pair<std::string, std::string>>& names);

}  // namespace lienthong::codec
