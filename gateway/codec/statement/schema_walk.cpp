#include "codec/statement/schema_walk.hpp"

#include "codec/model_scalar.hpp"
#include "codec/xml_names.hpp"

#include <algorithm>
#include <utility>

namespace lienthong::codec {
namespace {

using base::Error;
using base::ErrorKind;
using Type = SchemaNode::Type;

constexpr std::size_t most_text = 64 * 1024;
constexpr std::string_view text_field = "#text";

constexpr std::uint64_t bit(std::size_t field) { return std::uint64_t{1} << field; }

const SchemaNode* field_of(const SchemaNode& node, std::string_view name) {
  const auto found = std::find_if(node.fields.begin(), node.fields.end(),
                                  [&](const SchemaNode::Field& field) { return field.name == name; });
  return found == node.fields.end() ? nullptr : found->node.get();
}

/// The simple type of an element without child elements; nullptr when it has some.
const SchemaNode* text_of(const SchemaNode& node) {
  return node.type == Type::record ? field_of(node, text_field) : &node;
}

bool is_element(const SchemaNode::Field& field) { return !field.name.starts_with('@') && field.name != text_field; }

std::optional<BrokenRule> broken_lexeme(std::string_view lexeme, const SchemaNode& node) {
  return broken_rule(Value::text(lexeme), node, Wire::xml);
}

}  // namespace

std::optional<Error> SchemaWalk::open(const XmlName& name, std::span<const XmlAttribute> attributes) {
  if (unjudged_ != 0) {
    ++unjudged_;
    return std::nullopt;
  }
  text_.clear();
  if (frames_.empty()) return enter(*root_, root_name_, attributes);
  auto& frame = frames_.back();
  const auto& fields = frame.node->fields;
  if (frame.node->type != Type::record || name.uri != uri_)
    return broken("additional", "an element that may not stand here");
  const auto is_named = [&](const SchemaNode::Field& field) { return is_element(field) && field.name == name.local; };
  const auto begin = fields.begin() + static_cast<std::ptrdiff_t>(frame.next);
  const auto found = std::find_if(begin, fields.end(), is_named);
  if (found == fields.end()) {
    if (std::none_of(fields.begin(), begin, is_named))
      return broken("additional", "an element that may not stand here");
    return broken("order", "an element that comes too late or too often", name.local);
  }
  const auto index = static_cast<std::size_t>(found - fields.begin());
  const bool list = found->node->type == Type::list;
  frame.count = list && index == frame.next && (frame.seen & bit(index)) != 0 ? frame.count + 1 : 1;
  frame.next = list ? index : index + 1;
  frame.seen |= bit(index);
  if (list && found->node->max_items && frame.count > *found->node->max_items) {
    return broken("maxItems", "an element that comes too often", name.local);
  }
  return enter(list ? *found->node->item : *found->node, found->name, attributes);
}

std::optional<Error> SchemaWalk::enter(const SchemaNode& node, std::string_view name,
                                       std::span<const XmlAttribute> attributes) {
  frames_.push_back({&node, name});
  if (node.type == Type::any) {
    unjudged_ = 1;
    return std::nullopt;
  }
  return check_attributes(attributes);
}

std::optional<Error> SchemaWalk::check_attributes(std::span<const XmlAttribute> attributes) {
  auto& frame = frames_.back();
  for (const auto& attribute : attributes) {
    const auto& [uri, local] = attribute.name;
    const bool location = local == "schemaLocation" || local == "noNamespaceSchemaLocation";
    if (uri == xsi_uri && location) continue;
    const auto* node =
        uri.empty() && frame.node->type == Type::record ? field_of(*frame.node, "@" + std::string(local)) : nullptr;
    if (node == nullptr) return broken("additional", "an attribute that may not stand here");
    if (const auto rule = broken_lexeme(attribute.value, *node)) return broken(rule->rule, rule->text);
    const auto index = std::find_if(frame.node->fields.begin(), frame.node->fields.end(),
                                    [&](const SchemaNode::Field& field) { return field.node.get() == node; });
    frame.seen |= bit(static_cast<std::size_t>(index - frame.node->fields.begin()));
  }
  return std::nullopt;
}

std::optional<Error> SchemaWalk::text(std::string_view piece) {
  if (unjudged_ != 0) return std::nullopt;
  const auto& frame = frames_.back();
  if (text_of(*frame.node) == nullptr) {
    return is_blank(piece) ? std::nullopt : std::optional(broken("text", "text between elements"));
  }
  if (text_.size() + piece.size() > most_text) {
    return Error(ErrorKind::too_large, "camt.text", "the text of an element is too long");
  }
  text_ += piece;
  return std::nullopt;
}

std::optional<Error> SchemaWalk::close() {
  if (unjudged_ > 1) {
    --unjudged_;
    return std::nullopt;
  }
  if (unjudged_ == 1) {
    unjudged_ = 0;
    text_.clear();
    frames_.pop_back();
    return std::nullopt;
  }
  const auto& frame = frames_.back();
  auto error = check_missing(frame);
  if (const auto* simple = text_of(*frame.node); simple == nullptr) {
    text_.clear();
  } else if (!error) {
    error = check_text(*simple);
  }
  frames_.pop_back();
  return error;
}

std::optional<Error> SchemaWalk::check_text(const SchemaNode& node) const {
  const auto rule = broken_lexeme(text_, node);
  return rule ? std::optional(broken(rule->rule, rule->text)) : std::nullopt;
}

std::optional<Error> SchemaWalk::check_missing(const Frame& frame) const {
  if (frame.node->type != Type::record) return std::nullopt;
  const auto& fields = frame.node->fields;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (!fields[i].required || fields[i].name == text_field || (frame.seen & bit(i)) != 0) continue;
    return broken("required", "something that must be there is missing", fields[i].name);
  }
  return check_choices(frame);
}

std::optional<Error> SchemaWalk::check_choices(const Frame& frame) const {
  for (const auto& choice : frame.node->choices) {
    const auto taken = std::count_if(choice.fields.begin(), choice.fields.end(),
                                     [&](std::size_t field) { return (frame.seen & bit(field)) != 0; });
    if (taken > 1 || (taken == 0 && choice.required)) return broken("choice", "not exactly one of several elements");
  }
  return std::nullopt;
}

Error SchemaWalk::broken(std::string_view rule, std::string_view text) const { return broken(rule, text, {}); }

Error SchemaWalk::broken(std::string_view rule, std::string_view text, std::string_view child) const {
  std::string path;
  for (const auto& frame : frames_) path.append(path.empty() ? "" : "/").append(frame.name);
  if (!child.empty()) path.append("/").append(child);
  return Error(ErrorKind::invalid, "camt." + std::string(rule), std::string(text)).with("element", std::move(path));
}

}  // namespace lienthong::codec
