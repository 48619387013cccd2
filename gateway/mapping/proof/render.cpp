#include "mapping/proof/render.hpp"

#include "base/digest.hpp"
#include "base/text.hpp"
#include "codec/builder.hpp"
#include "mapping/convert.hpp"
#include "mapping/embedded_document.hpp"
#include "mapping/proof/edge_values.hpp"
#include "mapping/proof/vietnamese_text.hpp"

#include <algorithm>
#include <optional>

namespace lienthong::mapping::proof {
namespace {

using codec::Arena;
using codec::SchemaNode;
using codec::Value;
using Kind = TreeNode::Kind;

codec::Wire wire_of_side(Side side, Format format) {
  return side == Side::external && format == Format::xml ? codec::Wire::xml : codec::Wire::json;
}

class Renderer {
 public:
  Renderer(const ScopeDraft& draft, Side side, Format format, Arena& arena)
      : draft_(&draft), side_(side), format_(format), arena_(&arena) {}

  Value whole() {
    const Tree& tree = side_ == Side::canonical ? draft_->scope->canonical : draft_->scope->external;
    return record(tree.nodes, tree.schema);
  }

 private:
  [[nodiscard]] bool xml() const { return wire_of_side(side_, format_) == codec::Wire::xml; }

  /// In the order of the schema, which XML needs; "#text" alone is the value itself.
  Value record(const std::vector<TreeNode>& nodes, const SchemaNode* schema) {
    std::vector<const TreeNode*> ordered;
    for (const TreeNode& node : nodes) ordered.push_back(&node);
    const auto before = [&](const TreeNode* a, const TreeNode* b) {
      return position(*a, schema) < position(*b, schema);
    };
    if (xml()) std::stable_sort(ordered.begin(), ordered.end(), before);
    std::vector<codec::Member> members;
    for (const TreeNode* node : ordered) {
      if (const auto value = at(*node, schema)) members.push_back({node->name, *value});
    }
    if (members.size() == 1 && members.front().name == "#text") return members.front().value;
    if (members.empty() && xml()) return Value::text("");
    return Value::record(arena_->copy(std::span<const codec::Member>(members)));
  }

  static std::size_t position(const TreeNode& node, const SchemaNode* schema) {
    if (schema == nullptr) return node.order;
    const auto is_it = [&](const SchemaNode::Field& field) { return field.name == node.name; };
    return static_cast<std::size_t>(std::find_if(schema->fields.begin(), schema->fields.end(), is_it) -
                                    schema->fields.begin());
  }

  std::optional<Value> at(const TreeNode& node, const SchemaNode* record) {
    if (node.kind == Kind::ignored) return lost(node, record);
    if (node.kind == Kind::branch || node.kind == Kind::one_item) return below(node);
    const TreeNode::Use* use = active_use(node, *draft_);
    if (use == nullptr) return std::nullopt;
    switch (use->kind) {
      case Kind::leaf:
        return leaf(node, *use);
      case Kind::constant: {
        const Step& step = draft_->scope->steps[use->index];
        return scalar(step, *step.constant, *step.external.schema);
      }
      case Kind::computed:
        return computed(draft_->scope->steps[use->index]);
      case Kind::list:
        return list(draft_->lists[use->index]);
      case Kind::embedded:
        return embedded(node, draft_->scope->embedded[use->index], draft_->embedded[use->index]);
      case Kind::branch:
      case Kind::one_item:
      case Kind::ignored:
        return std::nullopt;
    }
    return std::nullopt;
  }

  /// Moments that the schema orders are left out: any value might be the wrong way round.
  std::optional<Value> lost(const TreeNode& node, const SchemaNode* record) {
    const bool ordered = record != nullptr &&
                         std::any_of(record->orders.begin(), record->orders.end(), [&](const SchemaNode::Order& order) {
                           return order.earlier == node.name || order.later == node.name;
                         });
    if ((!draft_->with_lost || ordered) && !node.required) return std::nullopt;
    return any_value(*node.schema, wire_of_side(side_, format_), *arena_);
  }

  std::optional<Value> below(const TreeNode& node) {
    const bool item = node.kind == Kind::one_item && node.schema != nullptr && node.schema->item != nullptr;
    const Value inner = record(node.children, item ? node.schema->item.get() : node.schema);
    const bool nothing = inner.is_record() ? inner.members().empty() : inner.is_text() && inner.scalar().empty();
    const bool empty = nothing && !inner.is_null();
    if (empty && !node.required) return std::nullopt;
    if (node.kind != Kind::one_item || xml()) return inner;
    return empty ? Value::list({}) : Value::list(arena_->copy(std::span(&inner, 1)));
  }

  Value scalar(const Step& step, std::string_view lexeme, const SchemaNode& schema) {
    const std::string_view text = arena_->copy(lexeme);
    if (side_ == Side::canonical || xml()) return spelt_as(schema.type, text, wire_of_side(side_, format_));
    return spelt(text, step.parts ? wire_of(schema.type) : step.wire);
  }

  std::optional<Value> leaf(const TreeNode& node, const TreeNode::Use& use) {
    const Step& step = draft_->scope->steps[use.index];
    const SamplePtr& sample = draft_->values[use.index];
    if (sample && side_ == Side::canonical && step.function.kind == FunctionKind::list && !step.parts)
      return texts(sample->ends);
    if (sample && use.part < sample->ends.size() && sample->ends[use.part])
      return scalar(step, *sample->ends[use.part], *node.schema);
    return side_ == Side::external ? nothing(node, step, draft_->absences[use.index]) : std::nullopt;
  }

  Value texts(const Lexemes& items) {
    codec::ListBuilder out(*arena_);
    for (const Lexeme& item : items) out.add(Value::text(arena_->copy(*item)));
    return out.build();
  }

  std::optional<Value> nothing(const TreeNode& node, const Step& step, AbsentWay way) {
    if (way.kind == AbsentWay::Kind::null) return Value::null();
    if (way.kind == AbsentWay::Kind::spelt || (node.required && !step.absent.empty()))
      return scalar(step, step.absent[way.spelling], *node.schema);
    return std::nullopt;
  }

  std::optional<Value> list(const ListDraft& list) {
    if (!list.there || (xml() && list.items.empty())) return std::nullopt;
    codec::ListBuilder out(*arena_);
    for (const ScopeDraft& item : list.items) out.add(Renderer(item, side_, format_, *arena_).whole());
    return out.build();
  }

  std::optional<Value> embedded(const TreeNode& node, const Embedded& rule, const std::vector<ScopeDraft>& document) {
    if (document.empty()) {
      if (side_ == Side::canonical || !node.required || rule.absent.empty()) return std::nullopt;
      return Value::text(arena_->copy(rule.absent.front()));
    }
    const Value inner = Renderer(document.front(), side_, rule.format, *arena_).whole();
    if (side_ == Side::canonical) return inner;
    const auto written = write_embedded(rule, inner, *arena_);
    return written ? std::optional(*written) : std::nullopt;
  }

  /// Worked out from the samples, not by the plan: what the plan verifies must not be its own word.
  Value computed(const Step& step) {
    const Computed& rule = *step.computed;
    std::string out;
    for (std::size_t i = 0; i < rule.parts.size(); ++i) {
      const Computed::Part& part = rule.parts[i];
      std::string text = part.literal;
      if (part.each) text = std::to_string(draft_->lists[*part.each].items.size());
      if (part.step) text = written_at(*part.step);
      if (part.step && rule.kind == ComputedKind::reference) std::erase_if(text, [](char c) { return !is_word(c); });
      if (i > 0) out += rule.separator;
      out += text;
    }
    return scalar(step, rule.kind == ComputedKind::sha256 ? base::sha256_hex(out) : out, *step.external.schema);
  }

  static bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }

  [[nodiscard]] std::string written_at(std::size_t index) const {
    const Step& step = draft_->scope->steps[index];
    if (step.constant) return *step.constant;
    const SamplePtr& sample = draft_->values[index];
    if (sample) return base::to_nfc(sample->ends.front().value_or(""));  // as it is once it was read
    const AbsentWay way = draft_->absences[index];
    const bool spelt_out = way.kind == AbsentWay::Kind::spelt || (step.external.required && !step.absent.empty());
    return spelt_out && way.kind != AbsentWay::Kind::null ? step.absent[way.spelling] : std::string{};
  }

  const ScopeDraft* draft_;
  Side side_;
  Format format_;
  Arena* arena_;
};

std::optional<std::string> any_lexeme(const SchemaNode& node, codec::Wire wire) {
  const std::size_t length = std::clamp<std::size_t>(12, node.min_length.value_or(0), node.max_length.value_or(12));
  for (const std::string& usual : {vietnamese_text(length), std::string("1"), std::string("true")}) {
    if (holds(node, usual, wire)) return usual;
  }
  for (const std::string& lexeme : edge_values(node, node)) {
    if (holds(node, lexeme, wire)) return lexeme;
  }
  return std::nullopt;
}

bool is_other_branch(const SchemaNode& record, std::size_t field) {
  return std::any_of(record.choices.begin(), record.choices.end(), [&](const SchemaNode::Choice& choice) {
    const auto at = std::find(choice.fields.begin(), choice.fields.end(), field);
    return at != choice.fields.end() && at != choice.fields.begin();
  });
}

}  // namespace

Value render(const ScopeDraft& draft, Side side, Format format, Arena& arena) {
  return Renderer(draft, side, format, arena).whole();
}

Value any_value(const SchemaNode& node, codec::Wire wire, Arena& arena) {
  if (node.type == SchemaNode::Type::list) {
    codec::ListBuilder out(arena);
    const std::size_t count = std::max<std::size_t>(1, node.min_items.value_or(1));
    for (std::size_t i = 0; i < count && node.item; ++i) out.add(any_value(*node.item, wire, arena));
    return out.build();
  }
  if (node.type == SchemaNode::Type::record) {
    codec::RecordBuilder out(arena);
    for (std::size_t i = 0; i < node.fields.size(); ++i) {
      if (node.fields[i].node && !is_other_branch(node, i))
        out.add(node.fields[i].name, any_value(*node.fields[i].node, wire, arena));
    }
    if (out.empty() && wire == codec::Wire::xml) return Value::text("");
    return out.build();
  }
  const auto lexeme = any_lexeme(node, wire);
  if (!lexeme) return node.nullable ? Value::null() : Value::text("");
  return spelt_as(node.type, arena.copy(*lexeme), wire);
}

}  // namespace lienthong::mapping::proof
