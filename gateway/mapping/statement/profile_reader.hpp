#pragma once

#include "mapping/toml_reader.hpp"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lienthong::mapping {

/// A word of a closed list and what it means.
template <class T>
struct Word {
  std::string_view word;
  T value;
};

/// What statement profiles hold beyond texts: single characters and words of closed lists.
class ProfileReader {
 public:
  explicit ProfileReader(TomlReader& toml) : toml_(&toml) {}

  void only_keys(const toml::table& table, std::initializer_list<std::string_view> known);
  /// "key.value" unless it is one character of ASCII that can separate: no letter, digit or quote.
  [[nodiscard]] std::optional<char> mark(const toml::table& table, std::string_view key);
  [[nodiscard]] std::string text_or(const toml::table& table, std::string_view key, std::string_view otherwise);
  [[nodiscard]] std::vector<std::string> texts(const toml::table& table, std::string_view key);
  void report(const toml::node& at, std::string rule, std::string text);

  template <class T, std::size_t N>
  [[nodiscard]] T word_or(const toml::table& table, std::string_view key, const std::array<Word<T>, N>& words,
                          T otherwise) {
    const auto written = toml_->optional_text(table, key);
    if (!written) return otherwise;
    for (const auto& known : words) {
      if (known.word == written->text) return known.value;
    }
    toml_->report(written->place, "key.value", "'" + written->text + "' is no value of '" + std::string(key) + "'");
    return otherwise;
  }

  /// Calls `use` with each word that is a key of the table `key` and with the texts there; other keys are
  /// "key.unknown".
  template <class T, std::size_t N, class Use>
  void each_word(const toml::table& table, std::string_view key, const std::array<Word<T>, N>& words, Use use) {
    const auto* inner = toml_->optional_table(table, key);
    if (inner == nullptr) return;
    std::vector<std::string> known;
    for (const auto& word : words) known.emplace_back(word.word);
    toml_->only_keys(*inner, known);
    for (const auto& word : words) {
      for (auto& text : toml_->texts(*inner, word.word)) use(word.value, std::move(text));
    }
  }

  [[nodiscard]] TomlReader& toml() { return *toml_; }

 private:
  TomlReader* toml_;
};

}  // namespace lienthong::mapping
