#include "mapping/proof/mutation.hpp"

#include "codec/builder.hpp"
#include "codec/json_path.hpp"
#include "mapping/proof/difference.hpp"
#include "mapping/proof/edge_values.hpp"
#include "mapping/proof/vietnamese_text.hpp"

#include <algorithm>
#include <optional>

namespace lienthong::mapping::proof {
namespace {

using codec::Arena;
using codec::SchemaNode;
using codec::Value;
using Type = SchemaNode::Type;

constexpr std::size_t longest = 20'000;

/// What stands at a place: one value, which may be an item of a list, or a list.
enum class Target : std::uint8_t { value, list };

/// The document with another value, or none, at the first place of that name.
class Edit {
 public:
  Edit(std::string_view place, Target target, std::optional<Value> value, Arena& arena)
      : place_(place), target_(target), value_(value), arena_(&arena) {}

  std::optional<Value> of(const Value& document) {
    const Value out = rebuilt(document, "");
    return done_ ? std::optional(out) : std::nullopt;
  }

 private:
  Value rebuilt(const Value& value, const std::string& path) {
    if (value.is_list()) return rebuilt_list(value, path);
    if (!value.is_record()) return value;
    codec::RecordBuilder out(*arena_);
    for (const codec::Member& member : value.members()) {
      const std::string inner = place_of(codec::path_member(path, member.name));
      const bool here = !done_ && inner == place_ && (!member.value.is_list() || target_ == Target::list);
      if (!here) out.add(member.name, rebuilt(member.value, inner));
      if (here && value_) out.add(member.name, *value_);
      done_ = done_ || here;
    }
    return out.build();
  }

  Value rebuilt_list(const Value& list, const std::string& path) {
    codec::ListBuilder out(*arena_);
    for (const Value& item : list.items()) {
      const bool here = !done_ && path == place_ && !item.is_record() && !item.is_list();
      if (!here) out.add(rebuilt(item, path));
      if (here && value_) out.add(*value_);
      done_ = done_ || here;
    }
    return out.build();
  }

  std::string place_;
  Target target_;
  std::optional<Value> value_;
  Arena* arena_;
  bool done_ = false;
};

const Value* value_at(const Value& value, const std::string& path, std::string_view place) {
  if (path == place) return &value;
  for (const Value& item : value.items()) {
    if (const Value* found = value_at(item, path, place)) return found;
  }
  for (const codec::Member& member : value.members()) {
    if (const Value* found = value_at(member.value, place_of(codec::path_member(path, member.name)), place))
      return found;
  }
  return nullptr;
}

class Mutations {
 public:
  Mutations(const Value& document, std::string place, const SchemaNode& node, codec::Wire wire, Arena& arena)
      : document_(&document), place_(std::move(place)), node_(&node), wire_(wire), arena_(&arena) {}

  std::vector<Mutation> of_scalar() {
    add("left out", std::nullopt);
    codec::RecordBuilder record(*arena_);
    record.add("khong", Value::text("x"));
    add("a record", record.build());
    if (wire_ == codec::Wire::json && node_->type == Type::text) add("a boolean", Value::boolean(true));
    if (wire_ == codec::Wire::json && node_->type != Type::list) {
      codec::ListBuilder list(*arena_);
      list.add(Value::text("a"));
      list.add(Value::text("b"));
      add("a list", list.build());
    }
    if (node_->max_length && *node_->max_length < longest) lexeme("too long", vietnamese_text(*node_->max_length + 1));
    if (node_->min_length.value_or(0) > 0) lexeme("too short", vietnamese_text(*node_->min_length - 1));
    if (!node_->one_of.empty()) lexeme("no value of the enum", "khong-co");
    if (node_->pattern) lexeme("no match of the pattern", "~ ~");
    if (!node_->format.empty()) lexeme("not of the format", "30/02/2026");
    if (node_->type == Type::integer) lexeme("not whole", "1.5");
    if (node_->type == Type::integer || node_->type == Type::number) bounds();
    if (wire_ == codec::Wire::xml && node_->type != Type::text) lexeme("no number", "x");
    return std::move(out_);
  }

  std::vector<Mutation> of_list() {
    add("left out", std::nullopt);
    const Value* list = value_at(*document_, "", place_);
    if (list == nullptr || list->items().empty()) return std::move(out_);
    const std::size_t most = node_->max_items.value_or(longest);
    if (most < 200) repeated("too many items", list->items().front(), most + 1);
    if (node_->min_items.value_or(0) > 0) repeated("too few items", list->items().front(), *node_->min_items - 1);
    return std::move(out_);
  }

 private:
  void add(std::string_view what, std::optional<Value> value) {
    const Target target = node_->type == Type::list ? Target::list : Target::value;
    const auto document = Edit(place_, target, value, *arena_).of(*document_);
    if (document) out_.push_back({what, *document});
  }

  void lexeme(std::string_view what, const std::string& lexeme) {
    const bool numeric = wire_ == codec::Wire::json && (node_->type == Type::integer || node_->type == Type::number);
    const bool number = !lexeme.empty() && lexeme.find_first_not_of("-0123456789.") == std::string::npos;
    const std::string_view text = arena_->copy(lexeme);
    add(what, numeric && number ? Value::number(text) : Value::text(text));
  }

  void bounds() {
    for (const std::string& value : edge_integers(*node_, *node_)) {
      if (!holds(*node_, value, wire_)) lexeme("out of bounds", value);
    }
  }

  void repeated(std::string_view what, const Value& item, std::size_t count) {
    codec::ListBuilder list(*arena_);
    for (std::size_t i = 0; i < count; ++i) list.add(item);
    add(what, list.build());
  }

  const Value* document_;
  std::string place_;
  const SchemaNode* node_;
  codec::Wire wire_;
  Arena* arena_;
  std::vector<Mutation> out_;
};

const SchemaNode* node_of(const Field& field, Side side) {
  const bool canonical = side == Side::canonical;
  if (field.each != nullptr) return (canonical ? field.each->canonical : field.each->external).schema;
  if (field.embedded != nullptr) return (canonical ? field.embedded->canonical : field.embedded->external).schema;
  if (field.step->parts && field.step->parted == side) return field.step->part_ends.front().schema;
  return (canonical ? field.step->canonical : field.step->external).schema;
}

}  // namespace

std::vector<Mutation> mutations_of(const Value& document, const Field& field, Side side, Format format, Arena& arena) {
  const SchemaNode* node = node_of(field, side);
  const bool ignored = field.step != nullptr && field.step->constant;  // a constant is not read
  if (ignored || node == nullptr || field.places(side).empty()) return {};
  const bool xml = side == Side::external && format == Format::xml;
  Mutations all(document, field.places(side).front(), *node, xml ? codec::Wire::xml : codec::Wire::json, arena);
  return node->type == Type::list ? all.of_list() : all.of_scalar();
}

}  // namespace lienthong::mapping::proof
