#pragma once

#include "base/result.hpp"
#include "codec/pattern.hpp"
#include "codec/value.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lienthong::codec {

/// One end of a range of numbers.
struct Bound {
  std::string lexeme;      ///< a JSON number; compared exactly, not as a double
  bool exclusive = false;  ///< the number itself is outside
};

/// What a schema says about one place in a document, whatever language it was written in. Enough to check a mapping,
/// and compiled into the plan, so that checking and mapping are one pass.
struct SchemaNode {
  enum class Type : std::uint8_t { text, integer, number, boolean, record, list, any };
  /// What is done to the white space of an XML text before it is judged: nothing, each tab and line end becomes a
  /// space, or runs become one space and the ends go.
  enum class Spaces : std::uint8_t { kept, replaced, collapsed };
  struct Field;
  /// xs:choice: at most one of these fields is there; exactly one when `required`.
  struct Choice {
    std::vector<std::size_t> fields;  ///< indices into `fields`
    bool required = false;
  };
  /// "x-not-before" of a record in our own schemas: the moment at `later` is not before the one at `earlier`, where
  /// both are there. Dotted paths from the record.
  struct Order {
    std::string earlier;
    std::string later;
  };
  Type type = Type::any;
  /// `type` any: the scalar types that a value may have, in the schema's order ("integer or string"); none: every type.
  std::vector<Type> types;
  bool nullable = false;
  std::optional<std::size_t> min_length;   ///< code points
  std::optional<std::size_t> max_length;   ///< code points
  std::shared_ptr<const Pattern> pattern;  ///< of a text; XML: of a lexeme of any type
  std::optional<Bound> minimum;            ///< of a number
  std::optional<Bound> maximum;
  std::vector<std::string> one_of;  ///< enum; lexemes
  std::string format;            ///< "date-time", "date", "base64", "double" (XML: lets INF and 1e5 in), … or empty
  Spaces spaces = Spaces::kept;  ///< of a text
  std::optional<std::size_t> min_items;  ///< of a list
  std::optional<std::size_t> max_items;
  std::vector<Field> fields;               ///< of a record, in the order in which XML must write them
  std::vector<Choice> choices;             ///< of a record
  std::vector<Order> orders;               ///< of a record
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
  std::string rule;  ///< "required", "type", "maxLength", "enum", "pattern", "choice", "order", "additional", "xsd"
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
  /// Whether model() says everything that the schema demands, but for unknown members and the order of XML elements.
  /// Where it does not (allOf, if, uniqueItems, xs:key, …) check() or check_xml() must judge a document as well.
  [[nodiscard]] virtual bool model_is_complete() const = 0;
  /// JSON only: every problem (up to most_problems), in document order; empty when valid. Of strings over 4 KiB only
  /// what model() says is checked (std::regex recursion, ecosystem 1.4).
  [[nodiscard]] virtual std::vector<SchemaProblem> check(const Value& value) const = 0;
  /// XML only: every problem libxml2 names (up to most_problems), checked on the bytes.
  [[nodiscard]] virtual std::vector<SchemaProblem> check_xml(std::string_view bytes) const = 0;
};

/// Draft-7 JSON Schema from a file. `$ref` inside the file only: a remote or file reference is `invalid`
/// ("schema.remote_ref"), nothing is fetched. A `pattern` with nested quantifiers or one that RE2 cannot match is
/// `invalid` ("schema.pattern"), so is an "x-not-before" that does not name two moments of one kind ("schema.order").
[[nodiscard]] base::Result<std::shared_ptr<const Schema>> load_json_schema(const std::filesystem::path& file);

/// XSD 1.0 from a file; `root` names the global element whose content model() describes. xs:import/xs:include only of
/// files beside it. Prefixes of names in the model follow `names` (URI → prefix).
[[nodiscard]] base::Result<std::shared_ptr<const Schema>> load_xsd(
    const std::filesystem::path& file, std::string_view root,
    const std::vector<std::pair<std::string, std::string>>& names);

}  // namespace lienthong::codec
