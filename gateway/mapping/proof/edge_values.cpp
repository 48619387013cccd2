#include "mapping/proof/edge_values.hpp"

#include "base/digest.hpp"
#include "base/text.hpp"
#include "codec/json.hpp"
#include "mapping/proof/pattern_text.hpp"
#include "mapping/proof/vietnamese_text.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <set>

namespace lienthong::mapping::proof {
namespace {

using codec::SchemaNode;
using Type = SchemaNode::Type;
using Texts = std::vector<std::string>;

/// A text longer than this says no more about a mapping than one of this length does.
constexpr std::size_t longest_text = 5000;
constexpr std::size_t usual_length = 12;

void keep_different(Texts& texts) {
  std::set<std::string, std::less<>> seen;
  std::erase_if(texts, [&](const std::string& text) { return !seen.insert(text).second; });
}

void append(Texts& to, const Texts& more) { to.insert(to.end(), more.begin(), more.end()); }

/// The usual length first, then every edge and its neighbours.
std::vector<std::size_t> lengths_at_edges(const SchemaNode& canonical, const SchemaNode& external,
                                          std::optional<std::size_t> cut_at) {
  std::vector<std::size_t> out{1, usual_length, 0, 300};
  const auto add = [&](std::optional<std::size_t> edge) {
    if (!edge) return;
    if (*edge > 0) out.push_back(*edge - 1);
    out.push_back(*edge);
    out.push_back(*edge + 1);
  };
  for (const SchemaNode* node : {&canonical, &external}) {
    add(node->min_length);
    add(node->max_length);
  }
  add(cut_at);
  std::erase_if(out, [](std::size_t length) { return length > longest_text; });
  return out;
}

Texts pattern_texts(const SchemaNode& canonical, const SchemaNode& external) {
  LengthRange lengths{0, longest_text};
  for (const SchemaNode* node : {&canonical, &external}) {
    lengths.least = std::max(lengths.least, node->min_length.value_or(0));
    lengths.most = std::min(lengths.most, node->max_length.value_or(longest_text));
  }
  Texts out;
  for (const SchemaNode* node : {&canonical, &external}) {
    if (node->pattern) append(out, texts_matching(*node->pattern, lengths));
  }
  return out;
}

Texts format_texts(std::string_view format) {
  if (format == "date-time") return edge_instants();
  if (format == "date") return {"2025-07-01", "2024-02-29"};
  if (format == "base64") return {base::to_base64("tệp"), base::to_base64(vietnamese_text(90)), ""};
  if (format == "uri") return {"https://tep.example/a", "https://tep.example/a?b=%C3%AA#c"};
  if (format == "email") return {"an@hue.example"};
  return {};
}

Texts edge_texts(const SchemaNode& canonical, const SchemaNode& external, std::optional<std::size_t> cut_at) {
  Texts out = pattern_texts(canonical, external);
  append(out, format_texts(canonical.format));
  append(out, format_texts(external.format));
  for (const std::size_t length : lengths_at_edges(canonical, external, cut_at)) out.push_back(vietnamese_text(length));
  append(out, {std::string(decomposed_name), "<b>&amp; \"a\" 'b'</b> ]]> C:\\tep \xF0\x9F\x98\x80", "  hai đầu trắng ",
               "Dòng 1\r\nDòng 2\tcột\n", "0", "null", "\x01"});
  return out;
}

bool is_number(std::string_view lexeme) {
  codec::Arena arena;
  const auto value = codec::read_json(lexeme, arena);
  return value && value->is_number();
}

Texts edge_numbers(const SchemaNode& canonical, const SchemaNode& external) {
  Texts out = edge_integers(canonical, external);
  append(out, {"1.5", "-2.25", "0.1", "100000000000000000000.000000000001"});
  return out;
}

std::optional<std::int64_t> integer_of(std::string_view lexeme) {
  std::int64_t out = 0;
  const auto [end, error] = std::from_chars(lexeme.data(), lexeme.data() + lexeme.size(), out);
  if (error != std::errc{} || end != lexeme.data() + lexeme.size()) return std::nullopt;
  return out;
}

}  // namespace

codec::Value spelt_as(Type type, std::string_view lexeme, codec::Wire wire) {
  if (wire == codec::Wire::xml) return codec::Value::text(lexeme);
  switch (type) {
    case Type::integer:
    case Type::number:
      return codec::Value::number(lexeme);
    case Type::boolean:
      return codec::Value::boolean(lexeme == "true");
    case Type::text:
    case Type::any:
    case Type::record:
    case Type::list:
      return codec::Value::text(lexeme);
  }
  return {};
}

bool holds(const SchemaNode& node, std::string_view lexeme, codec::Wire wire) {
  const bool numeric = node.type == Type::integer || node.type == Type::number;
  if (wire == codec::Wire::json && numeric && !is_number(lexeme)) return false;
  if (wire == codec::Wire::json && node.type == Type::boolean && lexeme != "true" && lexeme != "false") return false;
  const auto unwritable = [](char c) { return c >= 0 && c < ' ' && c != '\t' && c != '\n' && c != '\r'; };
  if (wire == codec::Wire::xml && std::any_of(lexeme.begin(), lexeme.end(), unwritable)) return false;
  const std::string text = base::to_nfc(lexeme);  // as it is once it was read
  return !codec::broken_rule(spelt_as(node.type, text, wire), node, wire);
}

Texts edge_integers(const SchemaNode& canonical, const SchemaNode& external) {
  std::vector<std::int64_t> numbers{
      1, 0, 42, -1, std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min()};
  for (const SchemaNode* node : {&canonical, &external}) {
    for (const auto& bound : {node->minimum, node->maximum}) {
      const auto edge = bound ? integer_of(bound->lexeme) : std::nullopt;
      if (edge) numbers.insert(numbers.end(), {*edge, *edge - 1, *edge + 1});
    }
  }
  Texts out;
  for (const std::int64_t number : numbers) out.push_back(std::to_string(number));
  keep_different(out);
  return out;
}

Texts edge_instants() {
  return {"2026-06-15T08:30:00.000+07:00", "2025-12-31T23:59:59.999+07:00", "2026-01-01T00:00:00.000+07:00",
          "2024-02-29T12:00:00.000+07:00", "2025-02-28T23:59:59.000+07:00", "2026-06-30T23:59:00.000+07:00",
          "2026-07-01T00:00:00.001+07:00", "2026-06-15T06:59:59.999+07:00", "2026-06-15T07:00:00.000+07:00",
          "2026-06-15T08:30:00Z",          "2026-06-15T23:30:00.5-05:30",   "1970-01-01T07:00:00.000+07:00",
          "1969-12-31T23:59:59.000+07:00", "9999-12-31T23:59:59.999+07:00"};
}

Texts edge_dates() {
  return {"2026-06-15", "2024-02-29", "2025-12-31", "2026-01-01", "1991-03", "1991-12", "1991", "2000"};
}

Texts edge_values(const SchemaNode& canonical, const SchemaNode& external, std::optional<std::size_t> cut_at) {
  Texts out = canonical.one_of;
  append(out, external.one_of);
  const auto either = [&](Type type) { return canonical.type == type || external.type == type; };
  if (either(Type::boolean)) append(out, {"true", "false"});
  if (either(Type::integer)) append(out, edge_integers(canonical, external));
  if (either(Type::number)) append(out, edge_numbers(canonical, external));
  if (either(Type::text) || either(Type::any)) append(out, edge_texts(canonical, external, cut_at));
  keep_different(out);
  return out;
}

}  // namespace lienthong::mapping::proof
