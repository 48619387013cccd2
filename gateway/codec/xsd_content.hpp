#pragma once

#include "codec/schema.hpp"
#include "codec/xsd_occurs.hpp"

#include <memory>
#include <string>
#include <vector>

namespace lienthong::codec {

/// The fields and choices of an XML element while its type is read. Choices name their fields until all are known.
class XsdContent {
 public:
  struct Choice {
    std::vector<std::string> names;
    bool required = false;
  };

  /// What `record`, a type that was read before, holds.
  explicit XsdContent(const SchemaNode& record);
  XsdContent() = default;

  /// The same element a second time makes a list of it, and the model partial.
  Fidelity add(SchemaNode::Field field);
  Fidelity add(const XsdContent& more);
  /// Only what it does not have yet; false when it has some of it.
  bool add_new(const XsdContent& more);
  void add_choice(Choice choice) { choices_.push_back(std::move(choice)); }
  /// Puts an attribute in place of the inherited one.
  void set_attribute(SchemaNode::Field field);
  void drop(const std::string& name);
  void drop_elements();

  [[nodiscard]] const std::vector<SchemaNode::Field>& fields() const { return fields_; }
  [[nodiscard]] const SchemaNode::Field* find(const std::string& name) const;
  /// Whether at most one of its fields can be there.
  [[nodiscard]] bool is_one_of() const;
  [[nodiscard]] SchemaNode record() const;

 private:
  std::vector<SchemaNode::Field> fields_;
  std::vector<Choice> choices_;
};

/// `item` as often as `occurs` says: itself, or a list.
[[nodiscard]] std::shared_ptr<const SchemaNode> repeated(std::shared_ptr<const SchemaNode> item, const Occurs& occurs);

}  // namespace lienthong::codec
