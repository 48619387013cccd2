#include "mapping/constraints.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <charconv>

namespace lienthong::mapping {

std::optional<Fault> broken_constraint(std::string_view lexeme, const codec::SchemaNode& node) {
  const bool listed =
      node.one_of.empty() || std::find(node.one_of.begin(), node.one_of.end(), lexeme) != node.one_of.end();
  if (!listed) return Fault{"mapping.enum", "not one of the schema's values"};
  if (node.type != codec::SchemaNode::Type::text || (!node.max_length && !node.min_length)) return std::nullopt;
  const bool surely_fits = !node.max_length || lexeme.size() <= *node.max_length;  // a code point has at least one byte
  if (surely_fits && node.min_length.value_or(0) <= (lexeme.empty() ? 0U : 1U)) return std::nullopt;
  const std::size_t length = base::code_points(lexeme);
  if (node.max_length && length > *node.max_length) return Fault{"mapping.length", "longer than the schema allows"};
  if (node.min_length && length < *node.min_length) return Fault{"mapping.length", "shorter than the schema allows"};
  return std::nullopt;
}

std::optional<std::string> whole_number(std::string_view lexeme) {
  const std::size_t point = lexeme.find('.');
  if (point != std::string_view::npos) {
    const std::string_view fraction = lexeme.substr(point + 1);
    if (fraction.empty() || fraction.find_first_not_of('0') != std::string_view::npos) return std::nullopt;
  }
  const std::string_view whole = lexeme.substr(0, point);
  std::int64_t number = 0;
  const auto [stopped, error] = std::from_chars(whole.data(), whole.data() + whole.size(), number);
  if (whole.empty() || error != std::errc{} || stopped != whole.data() + whole.size()) return std::nullopt;
  return std::to_string(number);
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

bool spells(std::string_view lexeme, codec::SchemaNode::Type type) {
  using Type = codec::SchemaNode::Type;
  switch (type) {
    case Type::integer:
      return whole_number(lexeme) == lexeme;
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
