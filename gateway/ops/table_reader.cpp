#include "ops/table_reader.hpp"

#include <utility>

namespace lienthong::ops {
namespace {

constexpr std::uintmax_t largest_file = 4 * 1024 * 1024;

}  // namespace

std::optional<toml::table> parse_toml(std::string_view text, const std::string& file, mapping::Diagnostics& problems) {
  return mapping::TomlReader(file, problems).parse(text);
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
  auto text = mapping::read_bytes(file);
  if (!text) problems.push_back({file.string(), 0, 0, "file.unreadable", "the file cannot be read"});
  return text;
}

std::optional<toml::table> parse_toml_file(const std::filesystem::path& file, mapping::Diagnostics& problems) {
  const auto text = read_text_file(file, problems);
  return text ? parse_toml(*text, file.string(), problems) : std::nullopt;
}

TableReader::TableReader(const toml::table& table, std::string file, mapping::Diagnostics& problems)
    : TableReader(table, mapping::TomlReader(std::move(file), problems)) {}

TableReader::TableReader(const toml::table& table, mapping::TomlReader file) : table_(&table), file_(std::move(file)) {}

void TableReader::complain(std::string_view key, std::string rule, std::string text) {
  const toml::node* node = table_->get(key);
  file_.report(mapping::place_of(node == nullptr ? *table_ : *node), std::move(rule), std::move(text));
}

const toml::node* TableReader::required(std::string_view key) {
  asked_.emplace_back(key);
  const toml::node* node = table_->get(key);
  if (node == nullptr) complain(key, "key.missing", "'" + std::string(key) + "' is missing");
  return node;
}

std::optional<std::string> TableReader::text(std::string_view key) {
  const toml::node* node = required(key);
  if (node == nullptr) return std::nullopt;
  const auto* value = node->as_string();
  if (value == nullptr || value->get().empty()) {
    complain(key, "key.type", "'" + std::string(key) + "' must be a text that is not empty");
    return std::nullopt;
  }
  return value->get();
}

std::optional<std::string> TableReader::optional_text(std::string_view key) {
  if (table_->contains(key)) return text(key);
  asked_.emplace_back(key);
  return std::nullopt;
}

std::optional<std::int64_t> TableReader::integer(std::string_view key) {
  const toml::node* node = required(key);
  if (node == nullptr) return std::nullopt;
  const auto* value = node->as_integer();
  if (value == nullptr) {
    complain(key, "key.type", "'" + std::string(key) + "' must be an integer");
    return std::nullopt;
  }
  return value->get();
}

std::optional<std::chrono::year_month_day> TableReader::read_date(std::string_view key, const toml::node& node) {
  const auto* value = node.as_date();
  if (value == nullptr) {
    complain(key, "key.type", "'" + std::string(key) + "' must be a date, without quotes: 2026-01-31");
    return std::nullopt;
  }
  // toml++ checks that the day exists in its month.
  return std::chrono::year_month_day{std::chrono::year{value->get().year}, std::chrono::month{value->get().month},
                                     std::chrono::day{value->get().day}};
}

std::optional<std::chrono::year_month_day> TableReader::date(std::string_view key) {
  const toml::node* node = required(key);
  return node == nullptr ? std::nullopt : read_date(key, *node);
}

std::optional<std::chrono::year_month_day> TableReader::optional_date(std::string_view key) {
  if (table_->contains(key)) return date(key);
  asked_.emplace_back(key);
  return std::nullopt;
}

std::vector<std::string> TableReader::texts(std::string_view key) {
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

std::vector<std::string> TableReader::optional_texts(std::string_view key) {
  if (table_->contains(key)) return texts(key);
  asked_.emplace_back(key);
  return {};
}

std::optional<TableReader> TableReader::table(std::string_view key) {
  const toml::node* node = required(key);
  if (node == nullptr) return std::nullopt;
  if (!node->is_table()) {
    complain(key, "key.type", "write it as [" + std::string(key) + "]");
    return std::nullopt;
  }
  return TableReader(*node->as_table(), file_);
}

std::vector<TableReader> TableReader::tables(std::string_view key) {
  asked_.emplace_back(key);
  const toml::node* node = table_->get(key);
  if (node == nullptr) return {};
  const toml::array* list = node->as_array();
  std::vector<TableReader> readers;
  if (list != nullptr) {
    for (const toml::node& entry : *list) {
      if (entry.is_table()) readers.push_back(TableReader(*entry.as_table(), file_));
    }
  }
  if (list == nullptr || readers.size() != list->size()) {
    complain(key, "key.type", "write it as [[" + std::string(key) + "]]");
    return {};
  }
  return readers;
}

void TableReader::finish() { file_.only_keys(*table_, asked_); }

}  // namespace lienthong::ops
