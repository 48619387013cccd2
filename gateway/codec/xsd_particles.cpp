#include "codec/xsd_model_builder.hpp"

#include <algorithm>
#include <utility>

namespace lienthong::codec {
namespace {

bool says(const xmlNode& node, const char* attribute, std::string_view value) {
  return attribute_or(node, attribute, "") == value;
}

}  // namespace

Presence XsdModelBuilder::add_particle(const XsdPart& particle, const Occurs& around, XsdContent& content) {
  const auto kind = view_of(particle.node->name);
  const auto [occurs, presence, excluded, fidelity] = occurs_within(around, *particle.node);
  if (excluded) return Presence::optional;
  auto within = Presence::optional;
  if (kind == "element") {
    within = add_element(particle, occurs, content);
  } else if (kind == "choice") {
    within = add_choice(particle, occurs, content);
  } else if (kind == "sequence" || kind == "all") {
    within = add_children(particle, occurs, content);
  } else if (kind == "group") {
    const auto group = declared(particle);
    if (group) within = add_children(group, occurs, content);
  } else if (kind == "any") {
    const bool anything = presence == Presence::optional && says(*particle.node, "processContents", "skip");
    if (!anything) note(Fidelity::partial);
  } else {
    return Presence::optional;  // attributes and what else stands beside particles
  }
  note(fidelity);
  return presence == Presence::optional ? presence : within;
}

Presence XsdModelBuilder::add_element(const XsdPart& particle, const Occurs& occurs, XsdContent& content) {
  const auto declaration = declared(particle);
  if (error_ || !declaration) return Presence::optional;
  const bool must = occurs.presence == Presence::required;
  note(content.add({name_of(declaration, "elementFormDefault"), must, repeated(element_content(declaration), occurs)}));
  return Presence::required;
}

/// Several particles that come, go or repeat only together are more than a record can say.
Presence XsdModelBuilder::add_children(const XsdPart& group, const Occurs& occurs, XsdContent& content) {
  if (error_ || !open_.insert(group.node).second) {
    refuse("schema.recursive", "a group holds itself", group);
    return Presence::optional;
  }
  auto within = Presence::optional;
  const auto children = xs_children(*group.node);
  for (const auto* child : children) {
    if (add_particle({child, group.file}, occurs, content) == Presence::required) within = Presence::required;
  }
  open_.erase(group.node);
  const bool together = occurs.repeats() || (occurs.presence == Presence::optional && within == Presence::required);
  if (children.size() > 1 && together) note(Fidelity::partial);
  return within;
}

Presence XsdModelBuilder::add_choice(const XsdPart& choice, const Occurs& occurs, XsdContent& content) {
  const auto branches = xs_children(*choice.node);
  auto of_branch = occurs;
  if (branches.size() > 1) of_branch.presence = Presence::optional;
  auto within = Presence::required;
  bool alternatives = !occurs.repeats();
  XsdContent all;
  for (const auto* branch : branches) {
    XsdContent own;
    if (add_particle({branch, choice.file}, of_branch, own) == Presence::optional) within = Presence::optional;
    alternatives = all.add_new(own) && own.is_one_of() && alternatives;
  }
  if (branches.size() > 1 && !alternatives) note(Fidelity::partial);
  if (branches.size() > 1 && alternatives) {
    const bool required = occurs.presence == Presence::required && within == Presence::required;
    XsdContent::Choice one{{}, required};
    for (const auto& field : all.fields()) one.names.push_back(field.name);
    all.add_choice(std::move(one));
  }
  note(content.add(all));
  return within;
}

}  // namespace lienthong::codec
