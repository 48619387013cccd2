#pragma once

#include "base/result.hpp"
#include "codec/schema.hpp"
#include "codec/xml_gate.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lienthong::codec {

/// Judges a document by the model of a schema while it is told of it: which elements may stand where, in which order
/// and how often, and what their texts look like. What the model leaves open (xs:anyType) is passed over. Digits of
/// decimals are not in the model and not judged. Memory depends on the depth and on the texts that the schema bounds.
class SchemaWalk {
 public:
  /// `root` is the content of the document's element and must outlive the walk; so must the views.
  SchemaWalk(const SchemaNode& root, std::string_view root_name, std::string_view uri)
      : root_(&root), root_name_(root_name), uri_(uri) {}

  /// `invalid` "camt.<rule>" with the path of the element ("element"); the rules are those of SchemaProblem.
  [[nodiscard]] std::optional<base::Error> open(const XmlName& name, std::span<const XmlAttribute> attributes);
  [[nodiscard]] std::optional<base::Error> text(std::string_view piece);
  [[nodiscard]] std::optional<base::Error> close();

  /// After `close`: the text of the element that was closed; empty for one that holds elements.
  [[nodiscard]] const std::string& closed_text() const { return text_; }
  /// Whether the element that was opened last, or one around it, is left open by the schema.
  [[nodiscard]] bool passes_over() const { return unjudged_ != 0; }

 private:
  struct Frame {
    const SchemaNode* node;
    std::string_view name;
    std::size_t next = 0;     ///< fields before this one can no longer come
    std::uint64_t count = 0;  ///< of the list at `next`
    std::uint64_t seen = 0;   ///< one bit for each field
  };

  [[nodiscard]] std::optional<base::Error> enter(const SchemaNode& node, std::string_view name,
                                                 std::span<const XmlAttribute> attributes);
  [[nodiscard]] std::optional<base::Error> check_attributes(std::span<const XmlAttribute> attributes);
  [[nodiscard]] std::optional<base::Error> check_missing(const Frame& frame) const;
  [[nodiscard]] std::optional<base::Error> check_choices(const Frame& frame) const;
  [[nodiscard]] std::optional<base::Error> check_text(const SchemaNode& node) const;
  [[nodiscard]] base::Error broken(std::string_view rule, std::string_view text) const;
  [[nodiscard]] base::Error broken(std::string_view rule, std::string_view text, std::string_view child) const;

  const SchemaNode* root_;
  std::string_view root_name_;
  std::string_view uri_;
  std::vector<Frame> frames_;
  std::size_t unjudged_ = 0;  ///< open elements that the schema leaves open
  std::string text_;
};

}  // namespace lienthong::codec
