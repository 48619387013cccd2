#include "codec/xsd_model.hpp"

#include "codec/xsd_model_builder.hpp"
#include "codec/xsd_simple_type.hpp"

#include <algorithm>

namespace lienthong::codec {

using base::Error;
using base::ErrorKind;
using Type = SchemaNode::Type;

namespace {

std::shared_ptr<const SchemaNode> shared(SchemaNode node) {
  return std::make_shared<const SchemaNode>(std::move(node));
}

bool is_mixed(const xmlNode& at) { return attribute_or(at, "mixed", "false") == "true"; }

/// What else an element may demand: a value of its own, keys among what is below it, another element in its place.
bool is_plain(const xmlNode& element) {
  if (attribute_of(element, "fixed") || attribute_of(element, "default") ||
      attribute_or(element, "abstract", "") == "true") {
    return false;
  }
  return xs_child(element, "key") == nullptr && xs_child(element, "keyref") == nullptr &&
         xs_child(element, "unique") == nullptr;
}

/// Blank text beside attributes is not in a value, so that nothing can be said of it where white space counts.
Fidelity fidelity_beside_attributes(const SchemaNode& text) {
  const bool blank_counts = text.type == Type::text && text.spaces != SchemaNode::Spaces::collapsed;
  const bool judged = text.min_length || text.max_length || text.pattern != nullptr || !text.one_of.empty();
  return blank_counts && judged ? Fidelity::partial : Fidelity::exact;
}

}  // namespace

base::Result<XsdModel> XsdModelBuilder::build(std::string_view root) {
  for (const auto& element : index_.elements()) {
    // A document may put such an element in the place of another.
    if (attribute_of(*element.node, "substitutionGroup")) note(Fidelity::partial);
  }
  for (const auto& element : index_.elements()) {
    const auto local = attribute_or(*element.node, "name", "");
    if (local != root && prefixed(element.file->target, local) != root) continue;
    auto content = element_content(element);
    if (error_) return base::fail(std::move(*error_));
    return XsdModel{std::move(content), fidelity_};
  }
  return base::fail(ErrorKind::invalid, "schema.root", "the schema has no global element of that name");
}

void XsdModelBuilder::refuse(const char* code, const char* text, const XsdPart& at) {
  if (error_) return;
  error_ = Error(ErrorKind::invalid, code, text)
               .with("file", at.file->name)
               .with("line", std::to_string(xmlGetLineNo(at.node)));
}

SchemaNode XsdModelBuilder::builtin(std::string_view local) {
  auto type = builtin_type(local);
  note(type.fidelity);
  return std::move(type.node);
}

std::optional<std::string> XsdModelBuilder::prefixed(const std::string& uri, const std::string& local) const {
  if (uri.empty()) return local;
  const auto listed =
      std::find_if(names_->begin(), names_->end(), [&](const auto& entry) { return entry.first == uri; });
  if (listed == names_->end()) return std::nullopt;
  return listed->second.empty() ? local : listed->second + ":" + local;
}

std::string XsdModelBuilder::name_of(const XsdPart& part, const char* form_default) {
  const auto local = attribute_or(*part.node, "name", "");
  const bool global = part.node->parent == &part.file->root();
  const auto form = attribute_or(*part.node, "form", attribute_or(part.file->root(), form_default, "unqualified"));
  const auto name = prefixed(global || form == "qualified" ? part.file->target : std::string{}, local);
  if (!name) refuse("schema.namespace", "a name of a namespace that the mapping does not list", part);
  return name.value_or("");
}

XsdPart XsdModelBuilder::declared(const XsdPart& part) {
  const auto ref = attribute_of(*part.node, "ref");
  if (!ref) return part;
  const auto found = index_.find(view_of(part.node->name), XsdIndex::resolve(part, *ref));
  if (!found) refuse("schema.ref", "a ref names nothing", part);
  return found;
}

XsdModelBuilder::NodePtr XsdModelBuilder::element_content(const XsdPart& element) {
  NodePtr node = type_used_by(element);
  if (!is_plain(*element.node)) note(Fidelity::partial);
  if (attribute_or(*element.node, "nillable", "false") != "true") return node;
  SchemaNode nullable = *node;
  nullable.nullable = true;
  const auto is_attribute = [](const Field& field) { return field.name.starts_with('@'); };
  // A null has no attributes, although its element may have to have some.
  if (std::any_of(node->fields.begin(), node->fields.end(), is_attribute)) note(Fidelity::partial);
  return shared(std::move(nullable));
}

XsdModelBuilder::NodePtr XsdModelBuilder::type_used_by(const XsdPart& part) {
  if (const auto name = attribute_of(*part.node, "type")) return named_type(part, *name);
  for (const auto* child : xs_children(*part.node)) {
    const auto kind = view_of(child->name);
    if (kind == "complexType" || kind == "simpleType") return type_content({child, part.file});
  }
  return shared(builtin(view_of(part.node->name) == "attribute" ? "string" : "anyType"));
}

XsdModelBuilder::NodePtr XsdModelBuilder::named_type(const XsdPart& at, std::string_view qname) {
  const auto name = XsdIndex::resolve(at, qname);
  if (name.uri == xs_uri) return shared(builtin(name.local));
  auto type = index_.find("complexType", name);
  if (!type) type = index_.find("simpleType", name);
  if (type) return type_content(type);
  refuse("schema.ref", "a type that is not declared", at);
  return shared({});
}

XsdModelBuilder::NodePtr XsdModelBuilder::type_content(const XsdPart& type) {
  const auto known = built_.find(type.node);
  if (known != built_.end()) return known->second;
  if (error_) return shared({});
  if (!open_.insert(type.node).second) {
    refuse("schema.recursive", "a type holds itself", type);
    return shared({});
  }
  if (attribute_or(*type.node, "abstract", "false") == "true") note(Fidelity::partial);
  auto node = shared(view_of(type.node->name) == "complexType" ? complex_type(type) : simple_type(type));
  open_.erase(type.node);
  built_.emplace(type.node, node);
  return node;
}

/// Lists and unions of simple types are texts to us, which we do not judge.
SchemaNode XsdModelBuilder::simple_type(const XsdPart& type) {
  const auto* restriction = xs_child(*type.node, "restriction");
  if (restriction != nullptr) return restricted({restriction, type.file});
  return builtin(xs_child(*type.node, "list") == nullptr ? "union" : "list");
}

SchemaNode XsdModelBuilder::restricted(const XsdPart& restriction) {
  SchemaNode node;
  if (const auto base = attribute_of(*restriction.node, "base")) {
    node = *named_type(restriction, *base);
  } else if (const auto* inner = xs_child(*restriction.node, "simpleType")) {
    node = *type_content({inner, restriction.file});
  } else {
    node = builtin("string");
  }
  note(apply_facets(*restriction.node, node));
  return node;
}

SchemaNode XsdModelBuilder::complex_type(const XsdPart& type) {
  if (const auto* simple = xs_child(*type.node, "simpleContent")) return simple_content({simple, type.file});
  const auto* complex = xs_child(*type.node, "complexContent");
  XsdContent content;
  if (complex != nullptr) {
    content = derived({complex, type.file});
  } else {
    add_body(type, content);
  }
  if (is_mixed(*type.node) || (complex != nullptr && is_mixed(*complex))) {
    content.add({"#text", false, shared(builtin("string"))});
  }
  return content.record();
}

/// A text with attributes: "#text" beside them; a plain text when there is none.
SchemaNode XsdModelBuilder::simple_content(const XsdPart& content) {
  SchemaNode text = builtin("string");
  XsdContent around;
  for (const auto* derivation : xs_children(*content.node)) {
    const XsdPart part{derivation, content.file};
    const auto base = named_type(part, attribute_or(*derivation, "base", ""));
    text = *base;
    if (base->type == Type::record) {
      around = XsdContent(*base);
      const auto* own = around.find("#text");
      text = own == nullptr ? builtin("string") : *own->node;
      around.drop("#text");
    }
    note(apply_facets(*derivation, text));
    add_attributes(part, around);
  }
  if (around.fields().empty()) return text;
  note(fidelity_beside_attributes(text));
  around.add({"#text", true, shared(std::move(text))});
  return around.record();
}

XsdContent XsdModelBuilder::derived(const XsdPart& content) {
  XsdContent out;
  for (const auto* derivation : xs_children(*content.node)) {
    const XsdPart part{derivation, content.file};
    const auto base = attribute_or(*derivation, "base", "");
    const auto name = XsdIndex::resolve(part, base);
    // Any record restricts anyType: nothing is inherited from it.
    if (name.uri != xs_uri || name.local != "anyType") out = XsdContent(*named_type(part, base));
    // A restriction writes its elements again, but inherits the attributes it does not mention.
    if (view_of(derivation->name) != "extension") out.drop_elements();
    add_body(part, out);
  }
  return out;
}

void XsdModelBuilder::add_body(const XsdPart& body, XsdContent& content) {
  add_attributes(body, content);
  for (const auto* child : xs_children(*body.node)) add_particle({child, body.file}, {}, content);
}

void XsdModelBuilder::add_attributes(const XsdPart& owner, XsdContent& content) {
  for (const auto* child : xs_children(*owner.node)) {
    const XsdPart part{child, owner.file};
    const auto kind = view_of(child->name);
    if (kind == "attribute") add_attribute(part, content);
    if (kind == "anyAttribute" && attribute_or(*child, "processContents", "") != "skip") note(Fidelity::partial);
    if (kind != "attributeGroup") continue;
    const auto group = declared(part);
    if (group) add_attributes(group, content);
  }
}

void XsdModelBuilder::add_attribute(const XsdPart& attribute, XsdContent& content) {
  const auto declaration = declared(attribute);
  if (!declaration) return;
  if (attribute_of(*attribute.node, "fixed") || attribute_of(*declaration.node, "fixed")) note(Fidelity::partial);
  const auto name = "@" + name_of(declaration, "attributeFormDefault");
  const auto use = attribute_or(*attribute.node, "use", "optional");
  if (use == "prohibited") return content.drop(name);
  content.set_attribute({name, use == "required", type_used_by(declaration)});
}

base::Result<XsdModel> model_of_xsd(const std::vector<XsdFile>& files, std::string_view root, const PrefixList& names) {
  return XsdModelBuilder(files, names).build(root);
}

}  // namespace lienthong::codec
