#include "ops/toml_reader.hpp"

#include "mapping/suggest.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <utility>

namespace lienthong::ops {
namespace {

constexpr std::uintmax_t largest_file = 4 * 1024 * 1024;

}  // namespace

mapping::Diagnostic diagnostic_at(const toml::source_region& where, const std::string& file, std::string rule,
                                  std::string text) {
  return {file, where.begin.line, where.begin.column, std::move(rule), std::move(text)};
}

std::optional<toml::table> parse_toml(std::string_view text, const std::string& file, mapping::Diagnostics& problems) {
  try {
    return toml::parse(text, file);
  } catch (const toml::parse_error& error) {
    problems.push_back(diagnostic_at(error.source(), file, "toml.syntax", std::string(error.description())));
    return std::nullopt;
  }
}

std::optional<std::string> read_text_file(const std::filesystem::path& file, mapping::Diagnostics& problems) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(file, ignored)) {
    problems.push_back({file.string(), 0, 0, "file.unreadable", "there is no such file"});
    return std::nullopt;
  }
  if (std::filesystem::file_size(file, ignored) > largest_file) {
    problems.push_back({file.string(), 0, 0, "file.unreadable", "the file is larger than 4 MiB"});
    return std::nullopt;
  }
  std::ifstream stream(file, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  if (!stream) {
    problems.push_back({file.string(), 0, 0, "file.unreadable", "the file cannot be read"});
    return std::nullopt;
  }
  return text;
}

std::optional<toml::table> parse_toml_file(const std::filesystem::path& file, mapping::Diagnostics& problems) {
  const auto text = read_text_file(file, problems);
  return text ? parse_toml(*text, file.string(), problems) : std::nullopt;
}

TomlReader::TomlReader(const toml::table& table, std::string file, mapping::Diagnostics& problems)
    : table_(&table), file_(std::move(file)), problems_(&problems) {}

void TomlReader::complain(std::string_view key, std::string rule, std::string text) {
  const toml::node* node = table_->get(key);
  const toml::source_region& where = node == nullptr ? table_->source() : node->source();
  problems_->push_back(diagnostic_at(where, file_, std::move(rule), std::move(text)));
}

const toml::node* TomlReader::required(std::string_view key) {
  asked_.emplace_back(key);
  const toml::node* node = table_->get(key);
  if (node == nullptr) complain(key, "key.missing", "'" + std::string(key) + "' is missing");
  return node;
}

std::optional<std::string> TomlReader::text(std::string_view key) {
  const toml::node* node = required(key);
  if (node == nullptr) return std::nullopt;
  const auto* value = node->as_string();
  if (value == nullptr || value->get().empty()) {
    complain(key, "key.type", "'" + std::string(key) + "' must be a text that is not empty");
    return std::nullopt;
  }
  return value->get();
}

std::optional<std::string> TomlReader::optional_text(std::string_view key) {
  if (table_->contains(key)) return text(key);
  asked_.emplace_back(key);
  return std::nullopt;
}

std::optional<std::int64_t> TomlReader::integer(std::string_view key) {
  const toml::node* node = required(key);
  if (node == nullptr) return std::nullopt;
  const auto* value = node->as_integer();
  if (value == nullptr) {
    complain(key, "key.type", "'" + std::string(key) + "' must be an integer");
    return std::nullopt;
  }
  return value->get();
}

std::optional<std::chrono::year_month_day> TomlReader::read_date(std::string_view key, const toml::node& node) {
  const auto* value = node.as_date();
  if (value == nullptr) {
    complain(key, "key.type", "'" + std::string(key) + "' must be a date, without quotes: 2026-01-31");
    return std::nullopt;
  }
  // toml++ checks that the day exists in its month.
  return std::chrono::year_month_day{std::chrono::year{value->get().year}, std::chrono::month{value->get().month},
                                     std::chrono::day{value->get().day}};
}

std::optional<std::chrono::year_month_day> TomlReader::date(std::string_view key) {
  const toml::node* node = required(key);
  return node == nullptr ? std::nullopt : read_date(key, *node);
}

std::optional<std::chrono::year_month_day> TomlReader::optional_date(std::string_view key) {
  if (table_->contains(key)) return date(key);
  asked_.emplace_back(key);
  return std::nullopt;
}

std::vector<std::string> TomlReader::texts(std::string_view key) {
  const toml::node* node = required(key);
  if (node == nullptr) return {};
  const toml::array* list = node->as_array();
  std::vector<std::string> values;
  if (list != nullptr) {
    for (const toml::node& entry : *list) {
      const auto* value = entry.as_string();
      if (value != nullptr) values.push_back(value->get());
    }
  }
  if (values.empty() || values.size() != list->size()) {
    complain(key, "key.type", "'" + std::string(key) + "' must be a list of texts with at least one entry");
    return {};
  }
  return values;
}

std::vector<std::string> TomlReader::optional_texts(std::string_view key) {
  if (table_->contains(key)) return texts(key);
  asked_.emplace_back(key);
  return {};
}

std::optional<TomlReader> TomlReader::table(std::string_view key) {
  const toml::node* node = required(key);
  if (node == nullptr) return std::nullopt;
  if (!node->is_table()) {
    complain(key, "key.type", "write it as [" + std::string(key) + "]");
    return std::nullopt;
  }
  return TomlReader(*node->as_table(), file_, *problems_);
}

std::vector<TomlReader> TomlReader::tables(std::string_view key) {
  asked_.emplace_back(key);
  const toml::node* node = table_->get(key);
  if (node == nullptr) return {};
  const toml::array* list = node->as_array();
  std::vector<TomlReader> readers;
  if (list != nullptr) {
    for (const toml::node& entry : *list) {
      if (entry.is_table()) readers.emplace_back(*entry.as_table(), file_, *problems_);
    }
  }
  if (list == nullptr || readers.size() != list->size()) {
    complain(key, "key.type", "write it as [[" + std::string(key) + "]]");
    return {};
  }
  return readers;
}

void TomlReader::finish() {
  for (const auto& [key, node] : *table_) {
    if (std::ranges::find(asked_, key.str()) != asked_.end()) continue;
    const std::string name(key.str());
    problems_->push_back(diagnostic_at(key.source(), file_, "key.unknown",
                                       "there is no key '" + name + "'" + mapping::suggestion(name, asked_)));
  }
}

}  // namespace lienthong::ops
