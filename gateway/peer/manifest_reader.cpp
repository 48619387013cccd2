#include "peer/manifest_reader.hpp"

namespace lienthong::peer {

void ManifestReader::report(const toml::node& at, std::string rule, std::string text) {
  reader_->report(mapping::place_of(at), std::move(rule), std::move(text));
}

void ManifestReader::only_keys(const toml::table& table, std::initializer_list<std::string_view> known) {
  const std::vector<std::string> names(known.begin(), known.end());
  reader_->only_keys(table, names);
}

std::string ManifestReader::required_text(const toml::table& table, std::string_view key) {
  auto found = reader_->required_text(table, key);
  if (!found) return {};
  if (found->text.empty()) report(*table.get(key), "key.value", "'" + std::string(key) + "' must not be empty");
  return found->text;
}

std::string ManifestReader::text_or(const toml::table& table, std::string_view key, std::string otherwise) {
  auto found = reader_->optional_text(table, key);
  return found ? found->text : std::move(otherwise);
}

std::int64_t ManifestReader::integer_or(const toml::table& table, std::string_view key, IntegerRange range,
                                        std::int64_t otherwise) {
  const toml::node* node = table.get(key);
  if (node == nullptr) return otherwise;
  const auto* number = node->as_integer();
  if (number == nullptr) {
    report(*node, "key.type", "'" + std::string(key) + "' must be an integer");
    return otherwise;
  }
  if (number->get() < range.low || number->get() > range.high) {
    report(
        *node, "key.value",
        "'" + std::string(key) + "' must be from " + std::to_string(range.low) + " to " + std::to_string(range.high));
    return otherwise;
  }
  return number->get();
}

double ManifestReader::rate_or(const toml::table& table, std::string_view key, double otherwise) {
  const toml::node* node = table.get(key);
  if (node == nullptr) return otherwise;
  const auto number = node->value<double>();
  if (!node->is_number() || !number) {
    report(*node, "key.type", "'" + std::string(key) + "' must be a number");
    return otherwise;
  }
  if (*number <= 0) {
    report(*node, "key.value", "'" + std::string(key) + "' must be above 0");
    return otherwise;
  }
  return *number;
}

std::optional<bool> ManifestReader::flag(const toml::table& table, std::string_view key) {
  const toml::node* node = table.get(key);
  if (node == nullptr) return std::nullopt;
  if (const auto* truth = node->as_boolean()) return truth->get();
  report(*node, "key.type", "'" + std::string(key) + "' must be true or false");
  return std::nullopt;
}

std::vector<std::string> ManifestReader::texts(const toml::table& table, std::string_view key) {
  std::vector<std::string> out;
  const toml::node* node = table.get(key);
  if (node == nullptr) return out;
  const toml::array* items = node->as_array();
  if (items == nullptr) {
    report(*node, "key.type", "'" + std::string(key) + "' must be an array of texts");
    return out;
  }
  for (const toml::node& item : *items) {
    if (const auto* text = item.as_string()) {
      out.push_back(text->get());
    } else {
      report(item, "key.type", "an item of '" + std::string(key) + "' must be a text");
    }
  }
  return out;
}

std::string ManifestReader::unknown_word(std::string_view key, std::string_view text) {
  return "'" + std::string(text) + "' is not a value of '" + std::string(key) + "'";
}

}  // namespace lienthong::peer
