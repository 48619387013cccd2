#include "base/text.hpp"
#include "peer/manifest_sections.hpp"

#include <algorithm>
#include <set>

namespace lienthong::peer {
namespace {

using domain::Outcome;

constexpr std::string_view success_text = "thành công";
constexpr std::string_view failure_text = "không thành công";

std::optional<unsigned> status_of(const toml::node* node) {
  const auto* number = node == nullptr ? nullptr : node->as_integer();
  if (number == nullptr || number->get() < 100 || number->get() > 599) return std::nullopt;
  return static_cast<unsigned>(number->get());
}

/// `http = 404` or `http = [400, 499]`.
void read_http(const toml::table& table, OutcomeRule& rule, ManifestReader& reader) {
  const toml::node* node = table.get("http");
  if (node == nullptr) return;
  if (const toml::array* range = node->as_array()) {
    rule.http_from = range->size() == 2 ? status_of(range->get(0)) : std::nullopt;
    rule.http_to = range->size() == 2 ? status_of(range->get(1)) : std::nullopt;
  } else {
    rule.http_from = rule.http_to = status_of(node);
  }
  if (!rule.http_from || !rule.http_to || *rule.http_from > *rule.http_to) {
    reader.report(*node, "key.value", "'http' must be a status or a pair [from, to] of statuses");
  }
}

void read_fields(const toml::table& table, OutcomeRule& rule, ManifestReader& reader) {
  const toml::table* fields = reader.toml().optional_table(table, "fields");
  if (fields == nullptr) return;
  for (const auto& [key, node] : *fields) {
    std::vector<std::string> values = reader.texts(*fields, key.str());
    if (values.empty()) reader.report(node, "key.value", "a field needs at least one value");
    rule.fields.emplace_back(std::string(key.str()), std::move(values));
  }
}

OutcomeRule read_rule(const toml::table& table, ManifestReader& reader) {
  reader.only_keys(table, {"name", "http", "fields", "contains", "outcome"});
  OutcomeRule rule;
  rule.name = reader.required_text(table, "name");
  read_http(table, rule, reader);
  read_fields(table, rule, reader);
  rule.contains = reader.texts(table, "contains");
  const auto outcome = reader.word<Outcome>(table, "outcome", domain::outcome_from_name);
  if (!table.contains("outcome")) reader.report(table, "key.missing", "'outcome' is missing");
  rule.outcome = outcome.value_or(Outcome::unknown);
  if (!rule.http_from && rule.fields.empty() && rule.contains.empty()) {
    reader.report(table, "outcome.unconditional", "a rule without a condition would answer for every peer's text");
  }
  return rule;
}

bool mentions(const OutcomeRule& rule, std::string_view text) {
  return std::any_of(rule.contains.begin(), rule.contains.end(), [text](const std::string& part) {
    return base::to_nfc_lower(part).find(text) != std::string::npos;
  });
}

bool is_success(Outcome outcome) { return outcome == Outcome::accepted || outcome == Outcome::already; }

/// "không thành công" contains "thành công": a success must stand behind a rule that takes the negative text out.
void check_negatives_first(const std::vector<OutcomeRule>& rules, const std::vector<const toml::table*>& places,
                           ManifestReader& reader) {
  bool negative_seen = false;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    negative_seen = negative_seen || (mentions(rules[i], failure_text) && !is_success(rules[i].outcome));
    if (rules[i].outcome == Outcome::accepted && !negative_seen) {
      reader.report(*places[i], "outcome.negative_first",
                    "a rule for '" + std::string(failure_text) + "' must stand before the first 'accepted'");
    }
    const bool says_success = mentions(rules[i], success_text) && !mentions(rules[i], failure_text);
    if (says_success && rules[i].fields.empty()) {
      reader.report(*places[i], "outcome.text_only",
                    "'" + std::string(success_text) + "' alone is not an answer; name the field that says so too");
    }
  }
}

}  // namespace

std::vector<OutcomeRule> read_outcomes(const toml::table& manifest, ManifestReader& reader) {
  std::vector<OutcomeRule> out;
  std::vector<const toml::table*> places;
  std::set<std::string> names;
  reader.toml().each_table(manifest, "outcomes", [&](const toml::table& table) {
    out.push_back(read_rule(table, reader));
    places.push_back(&table);
    if (!out.back().name.empty() && !names.insert(out.back().name).second) {
      reader.report(*table.get("name"), "key.twice", "a rule above has this name");
    }
  });
  check_negatives_first(out, places, reader);
  return out;
}

}  // namespace lienthong::peer
