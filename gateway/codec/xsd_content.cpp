#include "codec/xsd_content.hpp"

#include <algorithm>

namespace lienthong::codec {

using Field = SchemaNode::Field;

namespace {

bool mentions(const XsdContent::Choice& choice, const std::string& name) {
  return std::find(choice.names.begin(), choice.names.end(), name) != choice.names.end();
}

}  // namespace

XsdContent::XsdContent(const SchemaNode& record) : fields_(record.fields) {
  for (const auto& choice : record.choices) {
    Choice named{{}, choice.required};
    for (const auto index : choice.fields) named.names.push_back(fields_[index].name);
    choices_.push_back(std::move(named));
  }
}

const Field* XsdContent::find(const std::string& name) const {
  const auto found =
      std::find_if(fields_.begin(), fields_.end(), [&](const Field& field) { return field.name == name; });
  return found == fields_.end() ? nullptr : &*found;
}

Fidelity XsdContent::add(Field field) {
  const auto before =
      std::find_if(fields_.begin(), fields_.end(), [&](const Field& known) { return known.name == field.name; });
  if (before == fields_.end()) {
    fields_.push_back(std::move(field));
    return Fidelity::exact;
  }
  const auto& node = before->node;
  const auto item = node->type == SchemaNode::Type::list ? node->item : node;
  before->node = repeated(item, {Presence::optional, 1, std::nullopt});
  before->required = before->required || field.required;
  std::erase_if(choices_, [&](const Choice& choice) { return mentions(choice, field.name); });
  return Fidelity::partial;
}

Fidelity XsdContent::add(const XsdContent& more) {
  auto fidelity = Fidelity::exact;
  auto choices = more.choices_;
  for (const auto& field : more.fields_) {
    if (add(field) == Fidelity::exact) continue;
    fidelity = Fidelity::partial;
    std::erase_if(choices, [&](const Choice& choice) { return mentions(choice, field.name); });
  }
  choices_.insert(choices_.end(), choices.begin(), choices.end());
  return fidelity;
}

bool XsdContent::add_new(const XsdContent& more) {
  XsdContent fresh = more;
  for (const auto& field : fields_) fresh.drop(field.name);
  const bool all_new = fresh.fields_.size() == more.fields_.size();
  add(fresh);
  return all_new;
}

void XsdContent::drop(const std::string& name) {
  std::erase_if(fields_, [&](const Field& field) { return field.name == name; });
  std::erase_if(choices_, [&](const Choice& choice) { return mentions(choice, name); });
}

void XsdContent::set_attribute(Field field) {
  drop(field.name);
  fields_.push_back(std::move(field));
}

void XsdContent::drop_elements() {
  std::erase_if(fields_, [](const Field& field) { return !field.name.starts_with('@'); });
  choices_.clear();
}

bool XsdContent::is_one_of() const {
  if (fields_.size() == 1) return true;
  return std::any_of(choices_.begin(), choices_.end(),
                     [&](const Choice& choice) { return choice.names.size() == fields_.size(); });
}

SchemaNode XsdContent::record() const {
  SchemaNode node;
  node.type = SchemaNode::Type::record;
  node.fields = fields_;
  for (const auto& choice : choices_) {
    SchemaNode::Choice placed{{}, choice.required};
    for (std::size_t i = 0; i < fields_.size(); ++i) {
      if (mentions(choice, fields_[i].name)) placed.fields.push_back(i);
    }
    node.choices.push_back(std::move(placed));
  }
  return node;
}

std::shared_ptr<const SchemaNode> repeated(std::shared_ptr<const SchemaNode> item, const Occurs& occurs) {
  if (!occurs.repeats()) return item;
  SchemaNode list;
  list.type = SchemaNode::Type::list;
  list.item = std::move(item);
  if (occurs.presence == Presence::required || occurs.least > 1) list.min_items = occurs.least;
  list.max_items = occurs.most;
  return std::make_shared<const SchemaNode>(std::move(list));
}

}  // namespace lienthong::codec
