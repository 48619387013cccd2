#pragma once

#include "mapping/toml_reader.hpp"

#include <toml++/toml.h>

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lienthong::peer {

/// Both ends included.
struct IntegerRange {
  std::int64_t low = 0;
  std::int64_t high = 0;
};

/// What a manifest holds beyond texts: numbers, flags, lists of texts, words of a closed list. Every mismatch becomes a
/// diagnostic and reading goes on with the default, so that an author sees all problems at once.
class ManifestReader {
 public:
  explicit ManifestReader(mapping::TomlReader& reader) : reader_(&reader) {}

  void report(const toml::node& at, std::string rule, std::string text);
  void only_keys(const toml::table& table, std::initializer_list<std::string_view> known);

  /// Empty when missing or wrong; both are reported.
  [[nodiscard]] std::string required_text(const toml::table& table, std::string_view key);
  [[nodiscard]] std::string text_or(const toml::table& table, std::string_view key, std::string otherwise);
  [[nodiscard]] std::int64_t integer_or(const toml::table& table, std::string_view key, IntegerRange range,
                                        std::int64_t otherwise);
  /// Above 0.
  [[nodiscard]] double rate_or(const toml::table& table, std::string_view key, double otherwise);
  /// Nothing when absent or not a boolean.
  [[nodiscard]] std::optional<bool> flag(const toml::table& table, std::string_view key);
  [[nodiscard]] std::vector<std::string> texts(const toml::table& table, std::string_view key);

  /// A word that `read` understands; "key.value" names the list when it does not.
  template <class T>
  [[nodiscard]] std::optional<T> word(const toml::table& table, std::string_view key,
                                      const std::function<std::optional<T>(std::string_view)>& read) {
    const auto written = reader_->optional_text(table, key);
    if (!written) return std::nullopt;
    auto value = read(written->text);
    if (!value) report(*table.get(key), "key.value", unknown_word(key, written->text));
    return value;
  }
  /// A list of such words.
  template <class T>
  [[nodiscard]] std::vector<T> words(const toml::table& table, std::string_view key,
                                     const std::function<std::optional<T>(std::string_view)>& read) {
    std::vector<T> out;
    for (const std::string& text : texts(table, key)) {
      if (auto value = read(text)) {
        out.push_back(*value);
      } else {
        report(*table.get(key), "key.value", unknown_word(key, text));
      }
    }
    return out;
  }

  [[nodiscard]] mapping::TomlReader& toml() { return *reader_; }

 private:
  static std::string unknown_word(std::string_view key, std::string_view text);
  mapping::TomlReader* reader_;
};

}  // namespace lienthong::peer
