#pragma once

#include "mapping/diagnostic.hpp"
#include "mapping/toml_reader.hpp"

#include <toml++/toml.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lienthong::ops {

/// A file of at most 4 MiB. Nothing, and "file.unreadable", when it cannot be read.
[[nodiscard]] std::optional<std::string> read_text_file(const std::filesystem::path& file,
                                                        mapping::Diagnostics& problems);
/// Reads and parses. Not TOML: "toml.syntax" with its place, and nothing.
[[nodiscard]] std::optional<toml::table> parse_toml_file(const std::filesystem::path& file,
                                                         mapping::Diagnostics& problems);
/// The same for text; `file` is only named.
[[nodiscard]] std::optional<toml::table> parse_toml(std::string_view text, const std::string& file,
                                                    mapping::Diagnostics& problems);

/// One table of a file, read key by key; stricter than mapping::TomlReader, over which it stands: no text may be empty,
/// and a key is known because it was asked for. Whatever is wrong becomes a diagnostic at its place and reading goes
/// on, so that the author sees everything at once. `finish` then names the keys nobody asked for. The table must
/// outlive the reader.
class TableReader {
 public:
  TableReader(const toml::table& table, std::string file, mapping::Diagnostics& problems);

  /// A text that is not empty.
  std::optional<std::string> text(std::string_view key);
  std::optional<std::int64_t> integer(std::string_view key);
  std::optional<std::chrono::year_month_day> date(std::string_view key);
  /// Nothing, without a complaint, when the key is absent.
  std::optional<std::string> optional_text(std::string_view key);
  std::optional<std::chrono::year_month_day> optional_date(std::string_view key);
  std::vector<std::string> optional_texts(std::string_view key);
  /// A list of texts with at least one entry.
  std::vector<std::string> texts(std::string_view key);
  /// The table [key]; a complaint and nothing when it is absent or something else.
  std::optional<TableReader> table(std::string_view key);
  /// The entries of [[key]]; none when absent.
  std::vector<TableReader> tables(std::string_view key);

  [[nodiscard]] bool has(std::string_view key) const { return table_->contains(key); }
  void finish();
  /// A problem at `key`, or at the table itself when the key is absent.
  void complain(std::string_view key, std::string rule, std::string text);

 private:
  TableReader(const toml::table& table, mapping::TomlReader file);
  const toml::node* required(std::string_view key);
  std::optional<std::chrono::year_month_day> read_date(std::string_view key, const toml::node& node);

  const toml::table* table_;
  mapping::TomlReader file_;
  std::vector<std::string> asked_;
};

}  // namespace lienthong::ops
