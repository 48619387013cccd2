#include "mapping/toml_reader.hpp"

#include "mapping/suggest.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace lienthong::mapping {

Place place_of(const toml::node& node) {
  const toml::source_position begin = node.source().begin;
  return {begin.line, begin.column};
}

std::optional<std::string> read_bytes(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return std::nullopt;
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  if (in.bad()) return std::nullopt;
  return bytes;
}

std::optional<toml::table> TomlReader::parse(std::string_view bytes) {
  try {
    return toml::parse(bytes, file_);
  } catch (const toml::parse_error& error) {  // the library knows no other way to say it
    const toml::source_position at = error.source().begin;
    report({at.line, at.column}, "toml.syntax", std::string(error.description()));
    return std::nullopt;
  }
}

void TomlReader::report(Place place, std::string rule, std::string text) {
  problems_->push_back({file_, place.line, place.column, std::move(rule), std::move(text)});
}

void TomlReader::only_keys(const toml::table& table, std::span<const std::string> known) {
  for (const auto& [key, value] : table) {
    if (std::find(known.begin(), known.end(), key.str()) != known.end()) continue;
    const toml::source_position at = key.source().begin;
    report({at.line, at.column}, "key.unknown",
           "unknown key '" + std::string(key.str()) + "'" + suggestion(key.str(), known));
  }
}

std::optional<PlacedText> TomlReader::required_text(const toml::table& table, std::string_view key) {
  if (!table.contains(key)) {
    report(place_of(table), "key.missing", "'" + std::string(key) + "' is missing");
    return std::nullopt;
  }
  return optional_text(table, key);
}

std::optional<PlacedText> TomlReader::optional_text(const toml::table& table, std::string_view key) {
  const toml::node* node = table.get(key);
  if (node == nullptr) return std::nullopt;
  if (const auto* text = node->as_string()) return PlacedText{text->get(), place_of(*node)};
  report(place_of(*node), "key.type", "'" + std::string(key) + "' must be a text");
  return std::nullopt;
}

std::optional<Literal> TomlReader::literal_of(const toml::node& node, std::string_view key) {
  if (const auto* text = node.as_string()) return Literal{Literal::Kind::text, text->get(), place_of(node)};
  if (const auto* number = node.as_integer()) {
    return Literal{Literal::Kind::integer, std::to_string(number->get()), place_of(node)};
  }
  if (const auto* truth = node.as_boolean()) {
    return Literal{Literal::Kind::boolean, truth->get() ? "true" : "false", place_of(node)};
  }
  report(place_of(node), "key.type", "'" + std::string(key) + "' must be a text, an integer or a boolean");
  return std::nullopt;
}

std::optional<Literal> TomlReader::optional_literal(const toml::table& table, std::string_view key) {
  const toml::node* node = table.get(key);
  return node == nullptr ? std::nullopt : literal_of(*node, key);
}

std::vector<PlacedText> TomlReader::texts(const toml::table& table, std::string_view key) {
  std::vector<PlacedText> out;
  const toml::node* node = table.get(key);
  if (node == nullptr) return out;
  const toml::array* items = node->as_array();
  if (items == nullptr) {
    if (auto text = optional_text(table, key)) out.push_back(std::move(*text));
    return out;
  }
  if (items->empty()) report(place_of(*node), "key.value", "'" + std::string(key) + "' is an empty array");
  for (const toml::node& item : *items) {
    if (const auto* text = item.as_string()) {
      out.push_back({text->get(), place_of(item)});
    } else {
      report(place_of(item), "key.type", "an item of '" + std::string(key) + "' must be a text");
    }
  }
  return out;
}

std::vector<Literal> TomlReader::literals(const toml::table& table, std::string_view key) {
  std::vector<Literal> out;
  const toml::node* node = table.get(key);
  if (node == nullptr) return out;
  const auto take = [&](const toml::node& one) {
    if (auto literal = literal_of(one, key)) out.push_back(std::move(*literal));
  };
  if (const toml::array* items = node->as_array()) {
    if (items->empty()) report(place_of(*node), "key.value", "'" + std::string(key) + "' is an empty array");
    for (const toml::node& item : *items) take(item);
  } else {
    take(*node);
  }
  return out;
}

const toml::table* TomlReader::optional_table(const toml::table& table, std::string_view key) {
  const toml::node* node = table.get(key);
  if (node == nullptr) return nullptr;
  if (const toml::table* found = node->as_table()) return found;
  report(place_of(*node), "key.type", "'" + std::string(key) + "' must be a table");
  return nullptr;
}

const toml::array* TomlReader::optional_array(const toml::table& table, std::string_view key) {
  const toml::node* node = table.get(key);
  if (node == nullptr) return nullptr;
  if (const toml::array* found = node->as_array()) return found;
  report(place_of(*node), "key.type", "'" + std::string(key) + "' must be an array");
  return nullptr;
}

}  // namespace lienthong::mapping
