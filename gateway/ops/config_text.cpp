#include "ops/config_text.hpp"

#include "ops/config_table.hpp"

#include <fmt/format.h>

namespace lienthong::ops {
namespace {

/// Samples are ours: no quote or backslash needs escaping.
std::string literal(const Setting& setting) {
  if (const auto* text = std::get_if<std::string>(&setting)) return fmt::format("\"{}\"", *text);
  if (const auto* integer = std::get_if<std::int64_t>(&setting)) return fmt::format("{}", *integer);
  return fmt::format("{:.1f}", std::get<double>(setting));
}

std::string limits(const Key& key) {
  switch (key.type) {
    case KeyType::text:
      return "";
    case KeyType::url:
      return "http(s)://…";
    case KeyType::integer:
      return fmt::format("{}–{}", key.range.low, key.range.high);
    case KeyType::number:
      return fmt::format("above {}, at most {}", key.range.low, key.range.high);
    case KeyType::choice:
      return fmt::format("{}", fmt::join(key.choices, ", "));
  }
  return "";
}

std::string_view presence_text(Presence presence) {
  switch (presence) {
    case Presence::required:
      return "required";
    case Presence::defaulted:
      return "default";
    case Presence::optional:
      return "optional";
  }
  return "";
}

std::string example_key(const Section& section, const Key& key) {
  const std::string range = limits(key);
  return fmt::format("# {}{}\n{}{} = {}\n", key.text, range.empty() ? "" : fmt::format(" ({})", range),
                     key.presence == Presence::optional || section.presence == Presence::optional ? "# " : "", key.name,
                     literal(key.sample));
}

std::string row(const Section& section, const Key& key) {
  const std::string start = key.presence == Presence::defaulted ? fmt::format("`{}`", literal(key.sample))
                                                                : std::string(presence_text(key.presence));
  const std::string variable = section.is_list() ? "" : fmt::format(" | `{}`", environment_name(section, key));
  return fmt::format("| `{}` | {} | {} | {} | {} | {}{} |\n", key.name, name(key.type), start, limits(key),
                     key.takes == Takes::restart ? "restart" : "reload", key.text, variable);
}

}  // namespace

std::string example_toml() {
  std::string out =
      "# Liên Thông: every setting. Made from gateway/ops/config_table.cpp; a test keeps the two equal.\n"
      "# A line that is commented out shows an optional key. Secrets are never written here: `…_file` names a file "
      "that only\n"
      "# its owner may read. Relative paths are relative to the working directory.\n"
      "# LIENTHONG_SECTION__KEY in the environment wins over this file (not for [[…]] tables).\n";
  for (const Section& section : config_table()) {
    out += fmt::format("\n# {}\n{}{}{}{}\n", section.text, section.presence == Presence::optional ? "# " : "",
                       section.is_list() ? "[[" : "[", section.name, section.is_list() ? "]]" : "]");
    for (const Key& key : section.keys) out += example_key(section, key);
  }
  return out;
}

std::string keys_markdown() {
  std::string out =
      "# Configuration keys\n\n"
      "Made from `gateway/ops/config_table.cpp`; a test keeps the two equal. `lienthong.toml` beside this page is an "
      "example that\n"
      "loads. Everything wrong with a file is reported at once as `file:line:column`. Secrets are given as files only. "
      "Relative\n"
      "paths are relative to the working directory.\n";
  for (const Section& section : config_table()) {
    const bool list = section.is_list();
    out += fmt::format("\n## {}{}{}\n\n{}\n\n", list ? "[[" : "[", section.name, list ? "]]" : "]", section.text);
    out +=
        fmt::format("| key | type | default | limits | takes effect at | meaning |{}\n", list ? "" : " environment |");
    out += fmt::format("|---|---|---|---|---|---|{}\n", list ? "" : "---|");
    for (const Key& key : section.keys) out += row(section, key);
  }
  return out;
}

}  // namespace lienthong::ops
