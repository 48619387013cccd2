#pragma once

#include "mapping/diagnostic.hpp"
#include "mapping/place.hpp"

#include <toml++/toml.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lienthong::mapping {

/// A scalar as its author wrote it: "2", 2 or true.
struct Literal {
  enum class Kind : std::uint8_t { text, integer, boolean };
  Kind kind = Kind::text;
  std::string lexeme;
  Place place;
};

[[nodiscard]] Place place_of(const toml::node& node);

/// Reads typed keys of one TOML file; every mismatch becomes a diagnostic of that file, and reading goes on.
class TomlReader {
 public:
  TomlReader(std::string file, Diagnostics& problems) : file_(std::move(file)), problems_(&problems) {}

  /// The file as a table; "toml.unreadable" or "toml.syntax" when there is none.
  [[nodiscard]] std::optional<toml::table> parse(std::string_view bytes);

  void report(Place place, std::string rule, std::string text);
  /// "key.unknown" for each key that is not among `known`, with a suggestion.
  void only_keys(const toml::table& table, std::span<const std::string> known);

  /// "key.missing" at `table` when it is not there; "key.type" when it is something else.
  [[nodiscard]] std::optional<PlacedText> required_text(const toml::table& table, std::string_view key);
  [[nodiscard]] std::optional<PlacedText> optional_text(const toml::table& table, std::string_view key);
  [[nodiscard]] std::optional<Literal> optional_literal(const toml::table& table, std::string_view key);
  /// A text, or an array of at least one text.
  [[nodiscard]] std::vector<PlacedText> texts(const toml::table& table, std::string_view key);
  /// A literal, or an array of at least one literal.
  [[nodiscard]] std::vector<Literal> literals(const toml::table& table, std::string_view key);
  [[nodiscard]] const toml::table* optional_table(const toml::table& table, std::string_view key);
  /// Calls `use` for each table of an array; items of another type are "key.type".
  template <class Use>
  void each_table(const toml::table& table, std::string_view key, Use use) {
    const toml::array* items = optional_array(table, key);
    if (items == nullptr) return;
    for (const toml::node& item : *items) {
      if (const toml::table* one = item.as_table()) {
        use(*one);
      } else {
        report(place_of(item), "key.type", "an item of '" + std::string(key) + "' must be a table");
      }
    }
  }

 private:
  const toml::array* optional_array(const toml::table& table, std::string_view key);
  [[nodiscard]] std::optional<Literal> literal_of(const toml::node& node, std::string_view key);

  std::string file_;
  Diagnostics* problems_;
};

/// The bytes of a file, or nothing when it cannot be read.
[[nodiscard]] std::optional<std::string> read_bytes(const std::filesystem::path& file);

}  // namespace lienthong::mapping
