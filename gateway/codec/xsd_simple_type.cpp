#include "codec/xsd_simple_type.hpp"

#include "codec/number_order.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>

namespace lienthong::codec {
namespace {

using Spaces = SchemaNode::Spaces;
using Type = SchemaNode::Type;

struct IntegerType {
  std::string_view name;
  std::string_view minimum;  ///< empty: none
  std::string_view maximum;
};
constexpr std::array integers{
    IntegerType{"integer", "", ""},
    IntegerType{"long", "-9223372036854775808", "9223372036854775807"},
    IntegerType{"int", "-2147483648", "2147483647"},
    IntegerType{"short", "-32768", "32767"},
    IntegerType{"byte", "-128", "127"},
    IntegerType{"nonNegativeInteger", "0", ""},
    IntegerType{"positiveInteger", "1", ""},
    IntegerType{"nonPositiveInteger", "", "0"},
    IntegerType{"negativeInteger", "", "-1"},
    IntegerType{"unsignedLong", "0", "18446744073709551615"},
    IntegerType{"unsignedInt", "0", "4294967295"},
    IntegerType{"unsignedShort", "0", "65535"},
    IntegerType{"unsignedByte", "0", "255"},
};

std::optional<Bound> inclusive(std::string_view lexeme) {
  return lexeme.empty() ? std::nullopt : std::optional(Bound{std::string(lexeme), false});
}

/// A text that may hold anything, as far as we judge.
BuiltinType unjudged(std::string_view local) {
  BuiltinType out;
  out.node.type = local == "anyType" ? Type::any : Type::text;
  out.node.spaces = Spaces::collapsed;
  if (local != "anyType") out.node.format = local;
  out.fidelity = Fidelity::partial;
  return out;
}

SchemaNode node_of(Type type, std::string_view format) {
  SchemaNode node;
  node.type = type;
  node.format = format;
  node.spaces = Spaces::collapsed;
  return node;
}

std::optional<std::size_t> size_of(const xmlNode& facet) {
  const auto text = attribute_or(facet, "value", "");
  std::size_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return out;
}

void tighten(std::optional<Bound>& bound, Bound other, std::strong_ordering tighter) {
  if (bound) {
    const auto order = compare_numbers(other.lexeme, bound->lexeme);
    if (order != tighter && !(order == 0 && other.exclusive)) return;
  }
  bound = std::move(other);
}

/// One xs:restriction. Facets of one kind in it are alternatives (patterns, enumerations) or come once.
class Facets {
 public:
  explicit Facets(SchemaNode& node) : node_(&node) {}

  void read(const xmlNode& facet) {
    const auto name = view_of(facet.name);
    const auto value = value_of(facet);
    if (name == "enumeration") listed_.push_back(value);
    if (name == "pattern") patterns_ += (patterns_.empty() ? "(" : "|(") + value + ")";
    if (name == "whiteSpace") read_spaces(value);
    if (name == "totalDigits") read_total_digits(facet);
    if (name == "fractionDigits" && node_->type != Type::integer) fidelity_ = Fidelity::partial;
    read_length(name, facet);
    read_bound(name, value);
  }

  Fidelity close() {
    if (!listed_.empty()) {
      const bool by_text = counts_characters() || node_->type != Type::text;
      if (by_text) {
        node_->one_of = std::move(listed_);
      } else {
        fidelity_ = Fidelity::partial;  // compared by value: two texts may be one moment
      }
    }
    if (!patterns_.empty()) {
      auto pattern = xsd_pattern(patterns_);
      if (!pattern || node_->pattern != nullptr) fidelity_ = Fidelity::partial;  // an inherited one holds as well
      if (pattern) node_->pattern = std::move(*pattern);
    }
    return fidelity_;
  }

 private:
  [[nodiscard]] bool counts_characters() const {
    return node_->type == Type::text && (node_->format.empty() || node_->format == "anyURI");
  }
  [[nodiscard]] bool has_exact_bounds() const {
    return node_->type == Type::integer || (node_->type == Type::number && node_->format.empty());
  }

  /// libxml2 compares with the value as the type reads it.
  [[nodiscard]] std::string value_of(const xmlNode& facet) const {
    auto value = attribute_or(facet, "value", "");
    if (node_->spaces != Spaces::collapsed || view_of(facet.name) == "pattern") return value;
    const auto first = value.find_first_not_of(" \t\r\n");
    return first == std::string::npos ? "" : value.substr(first, value.find_last_not_of(" \t\r\n") + 1 - first);
  }

  void read_spaces(std::string_view value) {
    if (value == "replace") node_->spaces = Spaces::replaced;
    if (value == "collapse") node_->spaces = Spaces::collapsed;
  }

  /// Digits after trailing zeros are taken off are not a range, except of integers.
  void read_total_digits(const xmlNode& facet) {
    const auto digits = size_of(facet);
    constexpr std::size_t most = 1000;
    if (node_->type != Type::integer || !digits || *digits > most) {
      fidelity_ = Fidelity::partial;
      return;
    }
    const std::string power = "1" + std::string(*digits, '0');
    tighten(node_->minimum, {"-" + power, true}, std::strong_ordering::greater);
    tighten(node_->maximum, {power, true}, std::strong_ordering::less);
  }

  void read_length(std::string_view name, const xmlNode& facet) {
    const bool low = name == "minLength" || name == "length";
    const bool high = name == "maxLength" || name == "length";
    if (!low && !high) return;
    const auto size = size_of(facet);
    if (!counts_characters() || !size) {
      fidelity_ = Fidelity::partial;  // octets of a binary, items of a list
      return;
    }
    if (low) node_->min_length = size;
    if (high) node_->max_length = size;
  }

  void read_bound(std::string_view name, const std::string& value) {
    const bool low = name.starts_with("min") && name.ends_with("clusive");
    const bool high = name.starts_with("max") && name.ends_with("clusive");
    if (!low && !high) return;
    if (!has_exact_bounds()) {
      fidelity_ = Fidelity::partial;
      return;
    }
    const Bound bound{value, name.ends_with("Exclusive")};
    if (low) tighten(node_->minimum, bound, std::strong_ordering::greater);
    if (high) tighten(node_->maximum, bound, std::strong_ordering::less);
  }

  SchemaNode* node_;
  Fidelity fidelity_ = Fidelity::exact;
  std::vector<std::string> listed_;
  std::string patterns_;
};

}  // namespace

BuiltinType builtin_type(std::string_view local) {
  BuiltinType out;
  out.node.type = Type::text;
  if (local == "string" || local == "anySimpleType") return out;
  const auto whole =
      std::find_if(integers.begin(), integers.end(), [&](const IntegerType& type) { return type.name == local; });
  if (whole != integers.end()) {
    out.node = node_of(Type::integer, "");
    out.node.minimum = inclusive(whole->minimum);
    out.node.maximum = inclusive(whole->maximum);
    return out;
  }
  if (local == "normalizedString") {
    out.node.spaces = Spaces::replaced;
    return out;
  }
  if (local == "token") return {node_of(Type::text, ""), Fidelity::exact};
  if (local == "boolean") return {node_of(Type::boolean, ""), Fidelity::exact};
  if (local == "decimal") return {node_of(Type::number, ""), Fidelity::exact};
  if (local == "float" || local == "double") return {node_of(Type::number, "double"), Fidelity::exact};
  if (local == "dateTime") return {node_of(Type::text, "date-time"), Fidelity::exact};
  if (local == "date") return {node_of(Type::text, "date"), Fidelity::exact};
  if (local == "base64Binary") return {node_of(Type::text, "base64"), Fidelity::exact};
  return unjudged(local);
}

Fidelity apply_facets(const xmlNode& restriction, SchemaNode& node) {
  Facets facets(node);
  for (const auto* facet : xs_children(restriction)) facets.read(*facet);
  return facets.close();
}

}  // namespace lienthong::codec
