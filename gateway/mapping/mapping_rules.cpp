#include "mapping/mapping_file.hpp"

#include <array>

namespace lienthong::mapping {
namespace {

/// A key that has one word it may say.
bool says(const toml::table& table, std::string_view key, std::string_view word, TomlReader& reader) {
  const auto written = reader.optional_text(table, key);
  if (!written) return false;
  if (written->text == word) return true;
  reader.report(written->place, "key.value", "'" + std::string(key) + "' can only be \"" + std::string(word) + "\"");
  return false;
}

std::optional<Rule> checked_constant(Rule rule, TomlReader& reader) {
  rule.kind = Rule::Kind::constant;
  if (rule.canonical.has_value() == rule.external.has_value()) {
    reader.report(rule.place, "rule.shape", "a constant has exactly one of 'canonical' and 'external'");
    return std::nullopt;
  }
  if (rule.as || rule.absent || rule.fallback || rule.refuse_missing) {
    reader.report(rule.place, "rule.shape", "a constant takes no 'as', 'absent', 'default' or 'missing'");
    return std::nullopt;
  }
  return rule;
}

std::optional<Rule> checked_field(Rule rule, const toml::table& table, TomlReader& reader) {
  if (!table.contains("canonical") || !table.contains("external")) {
    reader.report(rule.place, "rule.shape",
                  "a field needs both 'canonical' and 'external', or one of them and 'constant'");
    return std::nullopt;
  }
  if (rule.absent && rule.fallback) {
    reader.report(rule.fallback->place, "rule.shape", "'absent' and 'default' exclude each other");
    return std::nullopt;
  }
  if (rule.refuse_missing && (rule.absent || rule.fallback)) {
    reader.report(rule.place, "rule.shape", "'missing' excludes 'absent' and 'default'");
    return std::nullopt;
  }
  if (!rule.canonical || !rule.external) return std::nullopt;  // reported where it was read
  return rule;
}

std::optional<Rule> read_field(const toml::table& table, TomlReader& reader) {
  static const std::array<std::string, 9> keys{"canonical", "external", "as",   "absent", "default",
                                               "constant",  "missing",  "each", "fields"};
  reader.only_keys(table, keys);
  Rule rule;
  rule.place = place_of(table);
  rule.canonical = reader.optional_text(table, "canonical");
  rule.external = reader.optional_text(table, "external");
  rule.as = reader.optional_text(table, "as");
  rule.absent = reader.optional_literal(table, "absent");
  rule.fallback = reader.optional_literal(table, "default");
  rule.constant = reader.optional_literal(table, "constant");
  if (table.contains("fields")) {
    reader.report(rule.place, "rule.shape", "'fields' belongs to 'each'");
    return std::nullopt;
  }
  rule.refuse_missing = says(table, "missing", "refuse", reader);
  const bool constant = table.contains("constant");
  return constant ? checked_constant(std::move(rule), reader) : checked_field(std::move(rule), table, reader);
}

std::optional<Rule> read_each(const toml::table& table, TomlReader& reader) {
  static const std::array<std::string, 2> keys{"each", "fields"};
  static const std::array<std::string, 4> pair_keys{"canonical", "external", "empty", "missing"};
  reader.only_keys(table, keys);
  Rule rule;
  rule.kind = Rule::Kind::each;
  rule.place = place_of(table);
  const toml::table* pair = reader.optional_table(table, "each");
  if (pair != nullptr) {
    reader.only_keys(*pair, pair_keys);
    rule.canonical = reader.required_text(*pair, "canonical");
    rule.external = reader.required_text(*pair, "external");
    rule.write_empty = says(*pair, "empty", "write", reader);
    rule.refuse_missing = says(*pair, "missing", "refuse", reader);
  }
  if (!table.contains("fields")) reader.report(rule.place, "rule.shape", "'each' needs 'fields'");
  rule.fields = read_rules(table, reader);
  if (!rule.canonical || !rule.external) return std::nullopt;
  return rule;
}

}  // namespace

std::vector<Rule> read_rules(const toml::table& table, TomlReader& reader) {
  std::vector<Rule> out;
  reader.each_table(table, "fields", [&](const toml::table& one) {
    auto rule = one.contains("each") ? read_each(one, reader) : read_field(one, reader);
    if (rule) out.push_back(std::move(*rule));
  });
  return out;
}

}  // namespace lienthong::mapping
