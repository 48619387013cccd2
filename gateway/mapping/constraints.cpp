#include "mapping/constraints.hpp"

#include "codec/model_check.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

namespace lienthong::mapping {
namespace {

using codec::SchemaNode;
using codec::Value;
using Type = SchemaNode::Type;

/// Most texts have a greatest length and nothing else.
bool surely_fits(std::string_view text, const SchemaNode& node) {
  const bool plain = node.type == Type::text && node.one_of.empty() && !node.pattern && node.format.empty();
  if (!plain || text.size() > node.max_length.value_or(text.size())) return false;  // a code point is a byte or more
  return (text.size() + 3) / 4 >= node.min_length.value_or(0);                      // and four at most
}

/// What nearly every number is: some digits, as std::to_string would spell them. Nothing for any other.
std::optional<std::int64_t> small_number(std::string_view lexeme) {
  if (lexeme.empty() || lexeme.size() > 18 || (lexeme.front() == '0' && lexeme.size() > 1)) return std::nullopt;
  std::int64_t out = 0;
  for (const char c : lexeme) {
    if (c < '0' || c > '9') return std::nullopt;
    out = out * 10 + (c - '0');
  }
  return out;
}

/// Most numbers have bounds at most, and those are small numbers too.
bool surely_in_range(std::string_view lexeme, const SchemaNode& node) {
  if (node.type != Type::integer || node.pattern || !node.one_of.empty() || !node.format.empty()) return false;
  const auto number = small_number(lexeme);
  if (!number) return false;
  const auto bound = [](const codec::Bound& one) { return one.exclusive ? std::nullopt : small_number(one.lexeme); };
  if (node.minimum) {
    const auto least = bound(*node.minimum);
    if (!least || *number < *least) return false;
  }
  if (!node.maximum) return true;
  const auto most = bound(*node.maximum);
  return most && *number <= *most;
}

struct Name {
  std::string_view rule;
  std::string_view code;
};
constexpr std::array names{
    Name{"enum", "mapping.enum"},         Name{"minLength", "mapping.length"}, Name{"maxLength", "mapping.length"},
    Name{"pattern", "mapping.pattern"},   Name{"minimum", "mapping.range"},    Name{"maximum", "mapping.range"},
    Name{"format", "mapping.format"},     Name{"minItems", "mapping.items"},   Name{"maxItems", "mapping.items"},
    Name{"required", "mapping.required"}, Name{"choice", "mapping.choice"}};

struct Whole {
  std::int64_t number = 0;
  bool plain = false;  ///< spelt as std::to_string would
};

std::optional<Whole> read_whole(std::string_view lexeme) {
  const std::size_t point = lexeme.find('.');
  if (point != std::string_view::npos) {
    const std::string_view fraction = lexeme.substr(point + 1);
    if (fraction.empty() || fraction.find_first_not_of('0') != std::string_view::npos) return std::nullopt;
  }
  const std::string_view whole = lexeme.substr(0, point);
  Whole out;
  const auto [stopped, error] = std::from_chars(whole.data(), whole.data() + whole.size(), out.number);
  if (whole.empty() || error != std::errc{} || stopped != whole.data() + whole.size()) return std::nullopt;
  const std::string_view digits = whole.substr(whole.front() == '-' ? 1 : 0);
  const bool padded = digits.front() == '0' && (digits.size() > 1 || whole.front() == '-');
  out.plain = point == std::string_view::npos && !padded;
  return out;
}

}  // namespace

std::string_view fault_code(std::string_view rule) {
  const auto* found = std::find_if(names.begin(), names.end(), [&](const Name& one) { return one.rule == rule; });
  return found == names.end() ? "mapping.type" : found->code;
}

std::optional<Fault> broken_constraint(std::string_view lexeme, const SchemaNode& node, Format format) {
  if (surely_fits(lexeme, node) || surely_in_range(lexeme, node)) return std::nullopt;
  const auto wire = format == Format::xml ? codec::Wire::xml : codec::Wire::loose_json;
  const auto broken = codec::broken_rule(Value::text(lexeme), node, wire);
  if (!broken) return std::nullopt;
  return Fault{fault_code(broken->rule), broken->text};
}

std::optional<Fault> broken_value(const Value& value, const SchemaNode& node) {
  if (!value.is_list()) {
    if (value.is_text() && surely_fits(value.scalar(), node)) return std::nullopt;
    if (value.is_number() && surely_in_range(value.scalar(), node)) return std::nullopt;
    const auto broken = codec::broken_rule(value, node, codec::Wire::json);
    if (!broken) return std::nullopt;
    return Fault{fault_code(broken->rule), broken->text};
  }
  const auto problem = codec::broken_part(value, node, codec::Wire::json);
  if (!problem) return std::nullopt;
  return Fault{fault_code(problem->rule), "the list, or an item of it, breaks the schema"};
}

std::optional<Fault> broken_choice(const SchemaNode& record, std::span<const codec::Member> members) {
  for (const SchemaNode::Choice& choice : record.choices) {
    const auto is_there = [&](std::size_t field) {
      const std::string& name = record.fields[field].name;
      return std::any_of(members.begin(), members.end(), [&](const codec::Member& one) { return one.name == name; });
    };
    const auto count = std::count_if(choice.fields.begin(), choice.fields.end(), is_there);
    if (count > 1) return Fault{"mapping.choice", "more than one of the fields of which the schema allows one"};
    if (count == 0 && choice.required) return Fault{"mapping.choice", "none of the fields of which one is required"};
  }
  return std::nullopt;
}

std::optional<std::string_view> whole_number(std::string_view lexeme, codec::Arena& arena) {
  if (small_number(lexeme)) return lexeme;
  const auto whole = read_whole(lexeme);
  if (!whole) return std::nullopt;
  return whole->plain ? lexeme : arena.copy(std::to_string(whole->number));
}

bool is_whole_number(std::string_view lexeme) {
  return small_number(lexeme).has_value() || read_whole(lexeme).has_value();
}

bool is_json_number(std::string_view lexeme) {
  const auto skip_digits = [&] {
    const std::size_t end = std::min(lexeme.find_first_not_of("0123456789"), lexeme.size());
    lexeme.remove_prefix(end);
    return end > 0;
  };
  if (lexeme.starts_with('-')) lexeme.remove_prefix(1);
  if (lexeme.size() > 1 && lexeme[0] == '0' && lexeme[1] >= '0' && lexeme[1] <= '9') return false;
  if (!skip_digits()) return false;
  if (lexeme.starts_with('.')) {
    lexeme.remove_prefix(1);
    if (!skip_digits()) return false;
  }
  if (lexeme.starts_with('e') || lexeme.starts_with('E')) {
    lexeme.remove_prefix(1);
    if (lexeme.starts_with('+') || lexeme.starts_with('-')) lexeme.remove_prefix(1);
    if (!skip_digits()) return false;
  }
  return lexeme.empty();
}

bool spells(std::string_view lexeme, Type type) {
  switch (type) {
    case Type::integer: {
      const auto whole = read_whole(lexeme);
      return whole && whole->plain;
    }
    case Type::number:
      return is_json_number(lexeme);
    case Type::boolean:
      return lexeme == "true" || lexeme == "false";
    case Type::text:
    case Type::any:
      return true;
    case Type::record:
    case Type::list:
      return false;
  }
  return false;
}

}  // namespace lienthong::mapping
