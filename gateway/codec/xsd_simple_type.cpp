#include "codec/xsd_simple_type.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace lienthong::codec {
namespace {

using Type = SchemaNode::Type;

constexpr std::array<std::string_view, 13> integers{"integer",
                                                    "int",
                                                    "long",
                                                    "short",
                                                    "byte",
                                                    "nonNegativeInteger",
                                                    "positiveInteger",
                                                    "nonPositiveInteger",
                                                    "negativeInteger",
                                                    "unsignedLong",
                                                    "unsignedInt",
                                                    "unsignedShort",
                                                    "unsignedByte"};

std::optional<std::size_t> size_of(const xmlNode& facet) {
  const auto text = attribute_or(facet, "value", "");
  std::size_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return out;
}

}  // namespace

SchemaNode builtin_type(std::string_view local) {
  SchemaNode node;
  node.type = Type::text;
  if (local == "anyType") node.type = Type::any;
  if (local == "boolean") node.type = Type::boolean;
  if (local == "decimal" || local == "float" || local == "double") node.type = Type::number;
  if (std::find(integers.begin(), integers.end(), local) != integers.end()) node.type = Type::integer;
  if (local == "dateTime") node.format = "date-time";
  if (local == "date") node.format = "date";
  if (local == "base64Binary") node.format = "base64";
  return node;
}

void apply_facets(const xmlNode& restriction, SchemaNode& node) {
  std::vector<std::string> listed;
  for (const auto* facet : xs_children(restriction)) {
    const auto name = view_of(facet->name);
    if (name == "enumeration") listed.push_back(attribute_or(*facet, "value", ""));
    if (name == "minLength" || name == "length") node.min_length = size_of(*facet);
    if (name == "maxLength" || name == "length") node.max_length = size_of(*facet);
  }
  if (!listed.empty()) node.one_of = std::move(listed);
}

}  // namespace lienthong::codec
