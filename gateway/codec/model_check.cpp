#include "codec/model_check.hpp"

#include "codec/limits.hpp"
#include "codec/record_order.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <vector>

namespace lienthong::codec {
namespace {

using Problem = std::optional<SchemaProblem>;
using Field = SchemaNode::Field;
using Type = SchemaNode::Type;

Problem problem(const BrokenRule& broken) {
  return SchemaProblem{"", std::string(broken.rule), std::string(broken.text)};
}

/// Paths are put together on the way out, so that a value that fits costs none.
Problem under(std::string_view step, Problem inside) {
  if (!inside) return inside;
  const bool joined = inside->path.empty() || inside->path.starts_with('[');
  inside->path = std::string(step) + (joined ? "" : ".") + inside->path;
  return inside;
}

Problem under(std::size_t index, Problem inside) {
  return inside ? under("[" + std::to_string(index) + "]", std::move(inside)) : inside;
}

/// How often each field of a record was met. Records of more fields than any schema of ours has cost an allocation.
class Tally {
 public:
  explicit Tally(std::size_t fields) : size_(fields) {
    if (fields > few_.size()) many_.resize(fields);
  }
  std::uint32_t& operator[](std::size_t field) { return size_ > few_.size() ? many_[field] : few_[field]; }

 private:
  std::array<std::uint32_t, 64> few_{};
  std::vector<std::uint32_t> many_;
  std::size_t size_;
};

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

class ModelCheck {
 public:
  explicit ModelCheck(Wire wire) : wire_(wire) {}

  Problem at(const Value& value, const SchemaNode& node) {
    if (value.is_null()) return wire_ == Wire::loose_json ? Problem{} : null(node);
    if (depth_ >= Limits{}.depth) return problem({"depth", "the value is nested too deep"});
    ++depth_;
    auto found = inside(value, node);
    --depth_;
    return found;
  }

 private:
  static Problem null(const SchemaNode& node) {
    const bool allowed = node.nullable || (node.type == Type::any && node.one_of.empty());
    return allowed ? Problem{} : problem({"type", "the value is null"});
  }

  Problem inside(const Value& value, const SchemaNode& node) {
    if (node.type == Type::record) return value.is_record() ? record(value, node) : bare_text(value, node);
    if (node.type == Type::list) {
      if (value.is_list()) return list(value, node);
      const bool list_of_one = wire_ == Wire::loose_json && node.item != nullptr;
      return list_of_one ? at(value, *node.item) : problem(wrong_type);
    }
    if (node.type == Type::any && (value.is_record() || value.is_list())) {
      if (!node.one_of.empty()) return problem({"enum", "the value is not one of those allowed"});
      return value.is_list() ? broken_size(value.items().size(), node) : Problem{};
    }
    const auto broken = broken_rule(value, node, wire_);
    return broken ? problem(*broken) : Problem{};
  }

  static Problem broken_size(std::size_t size, const SchemaNode& node) {
    if (size > node.max_items.value_or(size)) return problem({"maxItems", "the list is too long"});
    if (size < node.min_items.value_or(size)) return problem({"minItems", "the list is too short"});
    return std::nullopt;
  }

  Problem list(const Value& value, const SchemaNode& node) {
    if (auto broken = broken_size(value.items().size(), node)) return broken;
    if (node.item == nullptr) return std::nullopt;
    std::size_t index = 0;
    for (const auto& item : value.items()) {
      if (auto broken = at(item, *node.item)) return under(index, std::move(broken));
      ++index;
    }
    return std::nullopt;
  }

  /// In XML an element that may hold attributes and children, but holds none, is a text.
  Problem bare_text(const Value& value, const SchemaNode& node) {
    if (wire_ != Wire::xml || value.is_list()) return problem(wrong_type);
    const auto is_own_text = [](const Field& field) { return field.name == "#text"; };
    const bool holds_text = std::any_of(node.fields.begin(), node.fields.end(), is_own_text);
    if (!holds_text && !is_blank(value.scalar())) return problem(wrong_type);
    const Member own{"#text", value};
    return members(std::span(&own, holds_text ? 1U : 0U), node);
  }

  Problem record(const Value& value, const SchemaNode& node) {
    if (auto broken = members(value.members(), node)) return broken;
    for (const auto& order : node.orders) {
      if (!keeps_order(value, order)) return under(order.later, problem(wrong_order));
    }
    return std::nullopt;
  }

  Problem members(std::span<const Member> members, const SchemaNode& node) {
    Tally met(node.fields.size());
    std::size_t next = 0;  // members mostly stand in the order of the fields
    for (const auto& member : members) {
      const auto field = field_from(next, member.name, node);
      if (field == node.fields.size()) {
        if (wire_ == Wire::xml && member.name == "#text") return under(member.name, problem(stray_text));
        continue;
      }
      next = field;
      if (auto broken = one(member.value, node.fields[field], met[field])) {
        return under(node.fields[field].name, std::move(broken));
      }
    }
    if (auto broken = missing(node, met)) return broken;
    return broken_choice(node, met);
  }

  /// Looks from `start` on to the end and then from the beginning; the number of fields when there is none.
  static std::size_t field_from(std::size_t start, std::string_view name, const SchemaNode& node) {
    const auto count = node.fields.size();
    for (std::size_t i = start; i < count; ++i) {
      if (node.fields[i].name == name) return i;
    }
    for (std::size_t i = 0; i < start; ++i) {
      if (node.fields[i].name == name) return i;
    }
    return count;
  }

  /// One member of a field; `met`: how many items of it came before.
  Problem one(const Value& value, const Field& field, std::uint32_t& met) {
    if (wire_ != Wire::xml) {
      ++met;
      return at(value, *field.node);
    }
    const Value* single = &value;
    const auto items = value.is_list() ? value.items() : std::span(single, 1);
    const bool repeats = field.node->type == Type::list;
    const auto most = repeats ? field.node->max_items : std::optional<std::size_t>{1};
    for (const auto& item : items) {
      if (met >= most.value_or(SIZE_MAX)) return problem({"maxItems", "the element stands too often"});
      const auto index = met++;
      const auto* node = repeats ? field.node->item.get() : field.node.get();
      auto broken = node == nullptr ? Problem{} : at(item, *node);
      if (broken) return repeats ? under(index, std::move(broken)) : broken;
    }
    return std::nullopt;
  }

  Problem missing(const SchemaNode& node, Tally& met) {
    for (std::size_t i = 0; i < node.fields.size(); ++i) {
      const auto& field = node.fields[i];
      if (met[i] == 0 && field.required) {
        if (auto broken = absent(field)) return under(field.name, std::move(broken));
      }
      const auto least = wire_ == Wire::xml ? field.node->min_items.value_or(0) : 0;
      if (met[i] != 0 && met[i] < least) {
        return under(field.name, problem({"minItems", "the element stands too seldom"}));
      }
    }
    return std::nullopt;
  }

  /// Blank text beside attributes is not in the value. Where white space counts, it may have been there.
  Problem absent(const Field& field) {
    if (wire_ != Wire::xml || field.name != "#text") return problem({"required", "a required member is missing"});
    const bool counts = field.node->type == Type::text && field.node->spaces != SchemaNode::Spaces::collapsed;
    return counts ? Problem{} : at(Value::text(""), *field.node);
  }

  static Problem broken_choice(const SchemaNode& node, Tally& met) {
    for (const auto& choice : node.choices) {
      const auto there = std::count_if(choice.fields.begin(), choice.fields.end(), [&](auto i) { return met[i] != 0; });
      if (there > 1) return problem({"choice", "more than one of the alternatives is there"});
      if (there == 0 && choice.required) return problem({"choice", "none of the alternatives is there"});
    }
    return std::nullopt;
  }

  static constexpr BrokenRule wrong_type{"type", "the value is of another type"};
  static constexpr BrokenRule stray_text{"type", "text beside elements"};

  Wire wire_;
  std::size_t depth_ = 0;
};

}  // namespace

std::optional<SchemaProblem> broken_part(const Value& value, const SchemaNode& node, Wire wire) {
  return ModelCheck(wire).at(value, node);
}

}  // namespace lienthong::codec
