#include "mapping/statement/profile_reader.hpp"

#include <utility>

namespace lienthong::mapping {
namespace {

bool can_separate(char c) {
  const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  const bool digit = c >= '0' && c <= '9';
  const bool visible = (c >= ' ' && c <= '~') || c == '\t';
  return visible && !letter && !digit && c != '"';
}

}  // namespace

void ProfileReader::only_keys(const toml::table& table, std::initializer_list<std::string_view> known) {
  toml_->only_keys(table, std::vector<std::string>(known.begin(), known.end()));
}

std::optional<char> ProfileReader::mark(const toml::table& table, std::string_view key) {
  const auto written = toml_->optional_text(table, key);
  if (!written) return std::nullopt;
  if (written->text.size() == 1 && can_separate(written->text.front())) return written->text.front();
  toml_->report(written->place, "key.value", "'" + std::string(key) + "' must be one character that can separate");
  return std::nullopt;
}

std::string ProfileReader::text_or(const toml::table& table, std::string_view key, std::string_view otherwise) {
  auto written = toml_->optional_text(table, key);
  return written ? std::move(written->text) : std::string(otherwise);
}

std::vector<std::string> ProfileReader::texts(const toml::table& table, std::string_view key) {
  std::vector<std::string> out;
  for (auto& text : toml_->texts(table, key)) out.push_back(std::move(text.text));
  return out;
}

void ProfileReader::report(const toml::node& at, std::string rule, std::string text) {
  toml_->report(place_of(at), std::move(rule), std::move(text));
}

}  // namespace lienthong::mapping
