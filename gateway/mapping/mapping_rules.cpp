#include "base/text.hpp"
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

bool is_embedded(const Rule& rule) {
  if (!rule.as) return false;
  const std::string_view text = base::trim(rule.as->text);
  return base::trim(text.substr(0, text.find('('))) == "embedded";
}

std::optional<Rule> checked_constant(Rule rule, TomlReader& reader) {
  rule.kind = Rule::Kind::constant;
  if (rule.canonical.size() + rule.external.size() != 1) {
    reader.report(rule.place, "rule.shape", "a constant has exactly one of 'canonical' and 'external'");
    return std::nullopt;
  }
  if (rule.as || !rule.absent.empty() || rule.fallback || rule.refuse_missing) {
    reader.report(rule.place, "rule.shape", "a constant takes no 'as', 'absent', 'default' or 'missing'");
    return std::nullopt;
  }
  return rule;
}

std::optional<Rule> checked_computed(Rule rule, TomlReader& reader) {
  rule.kind = Rule::Kind::computed;
  const bool alone = rule.canonical.empty() && rule.external.size() == 1;
  const bool plain = !rule.as && rule.absent.empty() && !rule.fallback && !rule.constant && !rule.refuse_missing;
  if (alone && plain && rule.computed) return rule;
  reader.report(rule.place, "rule.shape", "a computed field has 'external', 'computed' and nothing else");
  return std::nullopt;
}

/// `absent`, `default` and `missing` each say what happens without a value: at most one of them.
bool excludes_itself(const Rule& rule, TomlReader& reader) {
  if (!rule.absent.empty() && rule.fallback) {
    reader.report(rule.fallback->place, "rule.shape", "'absent' and 'default' exclude each other");
    return true;
  }
  const bool writes_something = (!rule.absent.empty() && rule.write_absent) || rule.fallback;
  if (rule.refuse_missing && writes_something) {
    reader.report(rule.place, "rule.shape", "'missing' excludes 'absent' and 'default'");
    return true;
  }
  return false;
}

std::optional<Rule> checked_field(Rule rule, const toml::table& table, TomlReader& reader) {
  if (!table.contains("canonical") || !table.contains("external")) {
    reader.report(rule.place, "rule.shape",
                  "a field needs both 'canonical' and 'external', or one of them and 'constant' or 'computed'");
    return std::nullopt;
  }
  if (excludes_itself(rule, reader)) return std::nullopt;
  if (rule.canonical.empty() || rule.external.empty()) return std::nullopt;  // reported where it was read
  if (rule.canonical.size() > 1 && rule.external.size() > 1) {
    reader.report(rule.place, "rule.shape", "only one side of a field can have several paths");
    return std::nullopt;
  }
  if (rule.canonical.size() > 1 || rule.external.size() > 1) {
    rule.kind = Rule::Kind::parts;
    if (rule.as && !rule.fallback) return rule;
    reader.report(rule.place, "rule.shape",
                  "several paths need 'as' (name_parts, date_parts or join) and take no 'default'");
    return std::nullopt;
  }
  if (is_embedded(rule)) rule.kind = Rule::Kind::embedded;
  if (rule.kind == Rule::Kind::embedded && rule.fallback) {
    reader.report(rule.place, "rule.shape", "an embedded document takes no 'default'");
    return std::nullopt;
  }
  return rule;
}

/// What stands for "not there": written and read, or only read.
void read_absence(const toml::table& table, Rule& rule, TomlReader& reader) {
  rule.absent = reader.literals(table, "absent");
  const auto only_read = reader.literals(table, "read_absent");
  if (only_read.empty()) return;
  if (!rule.absent.empty()) {
    reader.report(only_read.front().place, "rule.shape", "'absent' and 'read_absent' exclude each other");
    return;
  }
  rule.absent = only_read;
  rule.write_absent = false;
}

std::optional<Rule> read_field(const toml::table& table, TomlReader& reader) {
  static const std::array<std::string, 12> keys{"canonical", "external", "as",   "absent",   "read_absent", "default",
                                                "constant",  "missing",  "each", "computed", "when",        "fields"};
  reader.only_keys(table, keys);
  Rule rule;
  rule.place = place_of(table);
  rule.canonical = reader.texts(table, "canonical");
  rule.external = reader.texts(table, "external");
  rule.as = reader.optional_text(table, "as");
  rule.computed = reader.optional_text(table, "computed");
  read_absence(table, rule, reader);
  rule.fallback = reader.optional_literal(table, "default");
  rule.constant = reader.optional_literal(table, "constant");
  if (table.contains("fields")) {
    reader.report(rule.place, "rule.shape", "'fields' belongs to 'each' and 'when'");
    return std::nullopt;
  }
  rule.refuse_missing = says(table, "missing", "refuse", reader);
  if (table.contains("computed")) return checked_computed(std::move(rule), reader);
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
    if (auto path = reader.required_text(*pair, "canonical")) rule.canonical.push_back(std::move(*path));
    if (auto path = reader.required_text(*pair, "external")) rule.external.push_back(std::move(*path));
    rule.write_empty = says(*pair, "empty", "write", reader);
    rule.refuse_missing = says(*pair, "missing", "refuse", reader);
  }
  if (!table.contains("fields")) reader.report(rule.place, "rule.shape", "'each' needs 'fields'");
  rule.fields = read_rules(table, reader);
  if (rule.canonical.empty() || rule.external.empty()) return std::nullopt;
  return rule;
}

std::optional<Rule> read_group(const toml::table& table, TomlReader& reader) {
  static const std::array<std::string, 2> keys{"when", "fields"};
  static const std::array<std::string, 2> when_keys{"canonical", "is"};
  reader.only_keys(table, keys);
  Rule rule;
  rule.kind = Rule::Kind::group;
  rule.place = place_of(table);
  const toml::table* when = reader.optional_table(table, "when");
  if (when != nullptr) {
    reader.only_keys(*when, when_keys);
    if (auto path = reader.required_text(*when, "canonical")) rule.canonical.push_back(std::move(*path));
    if (!when->contains("is")) reader.report(place_of(*when), "key.missing", "'is' is missing");
    rule.is = reader.literals(*when, "is");
  }
  if (!table.contains("fields")) reader.report(rule.place, "rule.shape", "'when' needs 'fields'");
  rule.fields = read_rules(table, reader);
  if (rule.canonical.empty() || rule.is.empty()) return std::nullopt;
  return rule;
}

std::optional<Rule> read_rule(const toml::table& table, TomlReader& reader) {
  if (table.contains("each")) return read_each(table, reader);
  if (table.contains("when")) return read_group(table, reader);
  return read_field(table, reader);
}

}  // namespace

std::vector<Rule> read_rules(const toml::table& table, TomlReader& reader) {
  std::vector<Rule> out;
  reader.each_table(table, "fields", [&](const toml::table& one) {
    auto rule = read_rule(one, reader);
    if (rule) out.push_back(std::move(*rule));
  });
  return out;
}

}  // namespace lienthong::mapping
