#include "codec/xsd_model.hpp"

#include "codec/xsd_index.hpp"
#include "codec/xsd_simple_type.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace lienthong::codec {
namespace {

using base::Error;
using base::ErrorKind;
using Field = SchemaNode::Field;
using NodePtr = std::shared_ptr<const SchemaNode>;
using Type = SchemaNode::Type;

enum class Presence { required, optional };
enum class Count { one, many };

/// How often something may stand, given what stands around it.
struct Occurs {
  Presence presence = Presence::required;
  Count count = Count::one;

  [[nodiscard]] Occurs within(const xmlNode& particle) const {
    Occurs out = *this;
    const auto most = attribute_or(particle, "maxOccurs", "1");
    if (attribute_or(particle, "minOccurs", "1") == "0") out.presence = Presence::optional;
    if (most != "1" && most != "0") out.count = Count::many;
    return out;
  }
};

NodePtr shared(SchemaNode node) { return std::make_shared<const SchemaNode>(std::move(node)); }

NodePtr list_of(NodePtr item) {
  SchemaNode list;
  list.type = Type::list;
  list.item = std::move(item);
  return shared(std::move(list));
}

std::vector<Field>::iterator named(std::vector<Field>& fields, const std::string& name) {
  return std::find_if(fields.begin(), fields.end(), [&](const Field& field) { return field.name == name; });
}

/// The same element twice in a row of elements is a list.
void append(std::vector<Field>& fields, Field field) {
  const auto before = named(fields, field.name);
  if (before == fields.end()) {
    fields.push_back(std::move(field));
  } else if (before->node->type != Type::list) {
    before->node = list_of(before->node);
  }
}

class ModelBuilder {
 public:
  ModelBuilder(const std::vector<XsdFile>& files, const PrefixList& names) : index_(files), names_(&names) {}

  base::Result<NodePtr> build(std::string_view root) {
    for (const auto& element : index_.elements()) {
      const auto local = attribute_or(*element.node, "name", "");
      if (local != root && prefixed(element.file->target, local) != root) continue;
      auto model = element_content(element);
      if (error_) return base::fail(std::move(*error_));
      return model;
    }
    return base::fail(ErrorKind::invalid, "schema.root", "the schema has no global element of that name");
  }

 private:
  void refuse(const char* code, const char* text, const XsdPart& at) {
    if (error_) return;
    error_ = Error(ErrorKind::invalid, code, text)
                 .with("file", at.file->name)
                 .with("line", std::to_string(xmlGetLineNo(at.node)));
  }

  [[nodiscard]] std::optional<std::string> prefixed(const std::string& uri, const std::string& local) const {
    if (uri.empty()) return local;
    const auto listed =
        std::find_if(names_->begin(), names_->end(), [&](const auto& entry) { return entry.first == uri; });
    if (listed == names_->end()) return std::nullopt;
    return listed->second.empty() ? local : listed->second + ":" + local;
  }

  /// Name of a declared element or attribute; its namespace depends on where it is declared.
  std::string name_of(const XsdPart& part, const char* form_default) {
    const auto local = attribute_or(*part.node, "name", "");
    const bool global = part.node->parent == &part.file->root();
    const auto form = attribute_or(*part.node, "form", attribute_or(part.file->root(), form_default, "unqualified"));
    const auto name = prefixed(global || form == "qualified" ? part.file->target : std::string{}, local);
    if (!name) refuse("schema.namespace", "a name of a namespace that the mapping does not list", part);
    return name.value_or("");
  }

  /// The declaration a `ref` names, or the part itself.
  XsdPart declared(const XsdPart& part) {
    const auto ref = attribute_of(*part.node, "ref");
    if (!ref) return part;
    const auto found = index_.find(view_of(part.node->name), XsdIndex::resolve(part, *ref));
    if (!found) refuse("schema.ref", "a ref names nothing", part);
    return found;
  }

  NodePtr element_content(const XsdPart& element) {
    NodePtr node = type_used_by(element);
    if (attribute_or(*element.node, "nillable", "false") != "true") return node;
    SchemaNode nullable = *node;
    nullable.nullable = true;
    return shared(std::move(nullable));
  }

  /// Of an element or attribute: its named type, its inline type, or none.
  NodePtr type_used_by(const XsdPart& part) {
    if (const auto name = attribute_of(*part.node, "type")) return named_type(part, *name);
    for (const auto* child : xs_children(*part.node)) {
      const auto kind = view_of(child->name);
      if (kind == "complexType" || kind == "simpleType") return type_content({child, part.file});
    }
    return shared(view_of(part.node->name) == "attribute" ? builtin_type("string") : SchemaNode{});
  }

  NodePtr named_type(const XsdPart& at, std::string_view qname) {
    const auto name = XsdIndex::resolve(at, qname);
    if (name.uri == xs_uri) return shared(builtin_type(name.local));
    auto type = index_.find("complexType", name);
    if (!type) type = index_.find("simpleType", name);
    if (type) return type_content(type);
    refuse("schema.ref", "a type that is not declared", at);
    return shared({});
  }

  NodePtr type_content(const XsdPart& type) {
    const auto known = built_.find(type.node);
    if (known != built_.end()) return known->second;
    if (error_) return shared({});
    if (!open_.insert(type.node).second) {
      refuse("schema.recursive", "a type holds itself", type);
      return shared({});
    }
    auto node = shared(view_of(type.node->name) == "complexType" ? complex_type(type) : simple_type(type));
    open_.erase(type.node);
    built_.emplace(type.node, node);
    return node;
  }

  /// Lists and unions of simple types are texts to us.
  SchemaNode simple_type(const XsdPart& type) {
    const auto* restriction = xs_child(*type.node, "restriction");
    if (restriction == nullptr) return builtin_type("string");
    return restricted({restriction, type.file});
  }

  SchemaNode restricted(const XsdPart& restriction) {
    SchemaNode node = builtin_type("string");
    if (const auto base = attribute_of(*restriction.node, "base")) {
      node = *named_type(restriction, *base);
    } else if (const auto* inner = xs_child(*restriction.node, "simpleType")) {
      node = *type_content({inner, restriction.file});
    }
    apply_facets(*restriction.node, node);
    return node;
  }

  SchemaNode complex_type(const XsdPart& type) {
    SchemaNode node;
    node.type = Type::record;
    if (const auto* simple = xs_child(*type.node, "simpleContent")) return simple_content({simple, type.file});
    const auto* complex = xs_child(*type.node, "complexContent");
    if (complex != nullptr) {
      derive({complex, type.file}, node.fields);
    } else {
      add_body(type, node.fields);
    }
    const auto is_mixed = [](const xmlNode& at) { return attribute_or(at, "mixed", "false") == "true"; };
    if (is_mixed(*type.node) || (complex != nullptr && is_mixed(*complex))) {
      append(node.fields, {"#text", false, shared(builtin_type("string"))});
    }
    return node;
  }

  /// A text with attributes: "#text" beside them; a plain text when there is none.
  SchemaNode simple_content(const XsdPart& content) {
    SchemaNode node;
    node.type = Type::record;
    for (const auto* derivation : xs_children(*content.node)) {
      const XsdPart part{derivation, content.file};
      const auto base = named_type(part, attribute_or(*derivation, "base", ""));
      SchemaNode text = *base;
      if (base->type == Type::record) {
        node.fields = base->fields;
        const auto own = named(node.fields, "#text");
        text = own == node.fields.end() ? builtin_type("string") : *own->node;
        if (own != node.fields.end()) node.fields.erase(own);
      }
      apply_facets(*derivation, text);
      add_attributes(part, node.fields);
      if (node.fields.empty()) return text;
      node.fields.push_back({"#text", true, shared(std::move(text))});
    }
    return node;
  }

  void derive(const XsdPart& content, std::vector<Field>& fields) {
    for (const auto* derivation : xs_children(*content.node)) {
      const XsdPart part{derivation, content.file};
      const auto base = named_type(part, attribute_or(*derivation, "base", ""));
      const bool extends = view_of(derivation->name) == "extension";
      for (const auto& field : base->fields) {
        // A restriction writes its elements again, but inherits the attributes it does not mention.
        if (extends || field.name.starts_with('@')) fields.push_back(field);
      }
      add_body(part, fields);
    }
  }

  void add_body(const XsdPart& body, std::vector<Field>& fields) {
    add_attributes(body, fields);
    for (const auto* child : xs_children(*body.node)) add_particle({child, body.file}, {}, fields);
  }

  void add_attributes(const XsdPart& owner, std::vector<Field>& fields) {
    for (const auto* child : xs_children(*owner.node)) {
      const XsdPart part{child, owner.file};
      const auto kind = view_of(child->name);
      if (kind != "attribute" && kind != "attributeGroup") continue;
      const auto declaration = declared(part);
      if (!declaration) return;
      if (kind == "attributeGroup") {
        add_attributes(declaration, fields);
        continue;
      }
      const auto name = "@" + name_of(declaration, "attributeFormDefault");
      const auto before = named(fields, name);
      if (before != fields.end()) fields.erase(before);
      const auto use = attribute_or(*child, "use", "optional");
      if (use != "prohibited") fields.push_back({name, use == "required", type_used_by(declaration)});
    }
  }

  void add_particle(const XsdPart& particle, const Occurs& around, std::vector<Field>& fields) {
    const auto kind = view_of(particle.node->name);
    const auto occurs = around.within(*particle.node);
    if (kind == "element") return add_element(particle, occurs, fields);
    if (kind == "choice") return add_choice(particle, occurs, fields);
    if (kind == "group") {
      const auto group = declared(particle);
      if (group) return add_children(group, occurs, fields);
    }
    if (kind == "sequence" || kind == "all") add_children(particle, occurs, fields);
  }

  void add_children(const XsdPart& particle, const Occurs& occurs, std::vector<Field>& fields) {
    if (error_ || !open_.insert(particle.node).second)
      return refuse("schema.recursive", "a group holds itself", particle);
    for (const auto* child : xs_children(*particle.node)) add_particle({child, particle.file}, occurs, fields);
    open_.erase(particle.node);
  }

  void add_choice(const XsdPart& choice, Occurs occurs, std::vector<Field>& fields) {
    const auto branches = xs_children(*choice.node);
    if (branches.size() > 1) occurs.presence = Presence::optional;
    std::vector<Field> all;
    for (const auto* branch : branches) {
      std::vector<Field> own;
      add_particle({branch, choice.file}, occurs, own);
      for (auto& field : own) {
        if (named(all, field.name) == all.end()) all.push_back(std::move(field));
      }
    }
    for (auto& field : all) append(fields, std::move(field));
  }

  void add_element(const XsdPart& particle, const Occurs& occurs, std::vector<Field>& fields) {
    if (attribute_or(*particle.node, "maxOccurs", "1") == "0") return;
    const auto declaration = declared(particle);
    if (error_ || !declaration) return;
    const auto content = element_content(declaration);
    const bool must = occurs.presence == Presence::required;
    append(fields, {name_of(declaration, "elementFormDefault"), must,
                    occurs.count == Count::many ? list_of(content) : content});
  }

  XsdIndex index_;
  const PrefixList* names_;
  std::map<const xmlNode*, NodePtr> built_;
  std::set<const xmlNode*> open_;
  std::optional<Error> error_;
};

}  // namespace

base::Result<NodePtr> model_of_xsd(const std::vector<XsdFile>& files, std::string_view root, const PrefixList& names) {
  return ModelBuilder(files, names).build(root);
}

}  // namespace lienthong::codec
