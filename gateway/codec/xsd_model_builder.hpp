#pragma once

#include "codec/xsd_content.hpp"
#include "codec/xsd_index.hpp"
#include "codec/xsd_model.hpp"

#include <map>
#include <optional>
#include <set>

namespace lienthong::codec {

/// Reads the content of one global element out of the trees of a schema: types here, particles in xsd_particles.cpp.
class XsdModelBuilder {
 public:
  XsdModelBuilder(const std::vector<XsdFile>& files, const PrefixList& names) : index_(files), names_(&names) {}

  base::Result<XsdModel> build(std::string_view root);

 private:
  using Field = SchemaNode::Field;
  using NodePtr = std::shared_ptr<const SchemaNode>;

  void refuse(const char* code, const char* text, const XsdPart& at);
  void note(Fidelity fidelity) { fidelity_ = fidelity == Fidelity::partial ? fidelity : fidelity_; }
  SchemaNode builtin(std::string_view local);

  [[nodiscard]] std::optional<std::string> prefixed(const std::string& uri, const std::string& local) const;
  /// Name of a declared element or attribute; its namespace depends on where it is declared.
  std::string name_of(const XsdPart& part, const char* form_default);
  /// The declaration a `ref` names, or the part itself.
  XsdPart declared(const XsdPart& part);

  NodePtr element_content(const XsdPart& element);
  /// Of an element or attribute: its named type, its inline type, or none.
  NodePtr type_used_by(const XsdPart& part);
  NodePtr named_type(const XsdPart& at, std::string_view qname);
  NodePtr type_content(const XsdPart& type);
  SchemaNode simple_type(const XsdPart& type);
  SchemaNode restricted(const XsdPart& restriction);
  SchemaNode complex_type(const XsdPart& type);
  SchemaNode simple_content(const XsdPart& content);
  XsdContent derived(const XsdPart& content);

  void add_body(const XsdPart& body, XsdContent& content);
  void add_attributes(const XsdPart& owner, XsdContent& content);
  void add_attribute(const XsdPart& attribute, XsdContent& content);

  // Each says whether a document must have something of the particle, whatever stands around it.
  Presence add_particle(const XsdPart& particle, const Occurs& around, XsdContent& content);
  Presence add_element(const XsdPart& particle, const Occurs& occurs, XsdContent& content);
  Presence add_children(const XsdPart& group, const Occurs& occurs, XsdContent& content);
  Presence add_choice(const XsdPart& choice, const Occurs& occurs, XsdContent& content);

  XsdIndex index_;
  const PrefixList* names_;
  std::map<const xmlNode*, NodePtr> built_;
  std::set<const xmlNode*> open_;
  Fidelity fidelity_ = Fidelity::exact;
  std::optional<base::Error> error_;
};

}  // namespace lienthong::codec
