#include "mapping/gather.hpp"

#include "base/text.hpp"
#include "codec/json_path.hpp"
#include "codec/model_check.hpp"
#include "mapping/constraints.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace lienthong::mapping {
namespace {

using codec::Value;

template <class Word>
bool same_ends(const char* left, const char* right, std::size_t size) {
  Word first_left = 0;
  Word first_right = 0;
  Word last_left = 0;
  Word last_right = 0;
  std::memcpy(&first_left, left, sizeof(Word));
  std::memcpy(&first_right, right, sizeof(Word));
  std::memcpy(&last_left, left + size - sizeof(Word), sizeof(Word));
  std::memcpy(&last_right, right + size - sizeof(Word), sizeof(Word));
  return first_left == first_right && last_left == last_right;
}

/// Names are short, and there is one for each field: two words tell nearly all of them without a call.
bool is_same_name(std::string_view left, std::string_view right) {
  const std::size_t size = left.size();
  if (size != right.size()) return false;
  if (size >= 8 && size <= 16) return same_ends<std::uint64_t>(left.data(), right.data(), size);
  if (size >= 4 && size < 8) return same_ends<std::uint32_t>(left.data(), right.data(), size);
  return left == right;
}

/// Documents mostly come in the order of their schema: `next` is where the name should stand.
const TreeNode* next_node(const std::vector<TreeNode>& nodes, std::string_view name, std::size_t& next) {
  for (std::size_t tried = 0, at = next; tried < nodes.size(); ++tried, ++at) {
    if (at >= nodes.size()) at = 0;
    if (!is_same_name(nodes[at].name, name)) continue;
    next = at + 1;
    return &nodes[at];
  }
  return nullptr;
}

}  // namespace

std::string path_of(const Trail* trail, std::string_view last) {
  std::string out(last);
  for (; trail != nullptr; trail = trail->up) {
    std::string here(trail->name);
    if (trail->index) here += "[" + std::to_string(*trail->index) + "]";
    out = out.empty() ? std::move(here) : std::move(here) + "." + out;
  }
  return out;
}

bool Gatherer::scope(const Tree& tree, const Value& value, const Trail* trail) {
  if (!check_choices(tree.schema, value, trail)) return false;
  return content({tree.nodes, tree.must_have}, value, trail);
}

/// xs:choice: of some elements only one may be there.
bool Gatherer::check_choices(const codec::SchemaNode* record, const Value& value, const Trail* trail) const {
  if (side_ == Side::canonical || record == nullptr || record->choices.empty() || !value.is_record()) return true;
  const auto fault = broken_choice(*record, value.members());
  return !fault || refuse(fault->code, fault->text, trail, "");
}

bool Gatherer::content(const Level& level, const Value& value, const Trail* trail) {
  if (value.is_record()) return record(level, value, trail);
  const TreeNode* own_text = find_node(level.nodes, "#text");
  if (own_text != nullptr && !value.is_list()) {
    if (!value.is_null()) frame_[own_text->slot] = {&value, nullptr, true};
    return check_required(level, trail);
  }
  const bool empty_element = format_ == Format::xml && value.is_text() && base::trim(value.scalar()).empty();
  if (empty_element) return check_required(level, trail);
  return refuse("mapping.type", "not a record", trail, "");
}

bool Gatherer::record(const Level& level, const Value& value, const Trail* trail) {
  std::size_t next = 0;
  for (const codec::Member& member : value.members()) {
    const TreeNode* node = next_node(level.nodes, member.name, next);
    if (node == nullptr) {
      unread(member.name, trail);
      continue;
    }
    Found& found = frame_[node->slot];
    if (node->kind == TreeNode::Kind::leaf && !found.seen && !member.value.is_null()) {  // nearly all
      found = {&member.value, &value, true};
      continue;
    }
    if (!take(*node, member.value, value, trail)) return false;
  }
  return check_required(level, trail);
}

bool Gatherer::take(const TreeNode& node, const Value& value, const Value& parent, const Trail* trail) {
  if (node.kind == TreeNode::Kind::ignored) return check_lost(node, value, trail);
  Found& found = frame_[node.slot];
  if (node.kind == TreeNode::Kind::list) {
    found = value.is_null() ? Found{} : Found{&value, &parent, true};
    return true;
  }
  if (value.is_null()) {
    found.seen = found.seen || (node.schema != nullptr && node.schema->nullable);
    return true;
  }
  if (found.seen && node.kind == TreeNode::Kind::one_item) {
    unread(node.name, trail);
    return true;
  }
  if (found.seen) return refuse("mapping.repeated", "stands twice where it may stand once", trail, node.name);
  found = {&value, &parent, true};
  const Trail here{trail, node.name, std::nullopt};
  if (node.kind == TreeNode::Kind::branch) {
    if (!check_choices(node.schema, value, &here)) return false;
    return content({node.children, node.must_have}, value, &here);
  }
  if (node.kind == TreeNode::Kind::one_item) return take_one_item(node, value, &here);
  return true;
}

/// Nobody maps what is declared lost, but a document that breaks its schema there is broken all the same.
bool Gatherer::check_lost(const TreeNode& node, const Value& value, const Trail* trail) const {
  if (side_ == Side::canonical || node.schema == nullptr) return true;
  const auto wire = format_ == Format::xml ? codec::Wire::xml : codec::Wire::loose_json;
  const bool one_of_many = node.schema->type == codec::SchemaNode::Type::list && node.schema->item &&
                           format_ == Format::xml && !value.is_list();
  const auto problem = codec::broken_part(value, one_of_many ? *node.schema->item : *node.schema, wire);
  if (!problem) return true;
  const Trail here{trail, node.name, std::nullopt};
  return refuse(fault_code(problem->rule), problem->text, &here, problem->path);
}

bool Gatherer::take_one_item(const TreeNode& node, const Value& value, const Trail* trail) {
  if (!value.is_list()) return content({node.children, node.must_have}, value, trail);
  if (value.items().empty()) return true;
  for (std::size_t i = 1; i < value.items().size(); ++i) {
    const Trail item{trail->up, trail->name, i};
    unread("", &item);
  }
  return content({node.children, node.must_have}, value.items().front(), trail);
}

bool Gatherer::check_required(const Level& level, const Trail* trail) const {
  for (const std::uint32_t index : level.must_have) {
    const TreeNode& node = level.nodes[index];
    if (frame_[node.slot].seen) continue;
    return refuse("mapping.required", "is required", trail, node.name);
  }
  return true;
}

bool Gatherer::refuse(std::string_view code, std::string_view what, const Trail* trail, std::string_view name) const {
  refusal_->emplace(base::ErrorKind::invalid, std::string(code), path_of(trail, name) + ": " + std::string(what));
  return false;
}

void Gatherer::unread(std::string_view name, const Trail* trail) {
  // The sender chose this name: a person's name used as a key must not reach a record or a log.
  const std::string_view shown = name.empty() ? name : codec::showable_name(name);  // empty: an item of a list
  notes_->push_back({path_of(trail, shown), "field.unread", "no rule of the mapping reads this field"});
}

}  // namespace lienthong::mapping
