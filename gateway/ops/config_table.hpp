#pragma once

#include "ops/config.hpp"

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace lienthong::ops {

/// `url`: http or https with a host, without user name, query or fragment.
enum class KeyType : std::uint8_t { text, url, integer, number, choice };
[[nodiscard]] std::string_view name(KeyType type);

/// The value of a key as its type says: text, url and choice are strings.
using Setting = std::variant<std::string, std::int64_t, double>;

enum class Presence : std::uint8_t {
  required,   ///< no default can be right for two sites
  defaulted,  ///< `sample` is the default
  optional,   ///< absent has a meaning of its own; `sample` only illustrates
};

/// Whether a running gateway takes a new value up.
enum class Takes : std::uint8_t { restart, reload };

/// Both ends included; for numbers (not integers) the lower end is not.
struct Range {
  std::int64_t low = std::numeric_limits<std::int64_t>::min();
  std::int64_t high = std::numeric_limits<std::int64_t>::max();
};

/// One key, said once: the loader, the example file and KEYS.md are all made from it.
struct Key {
  std::string name;
  KeyType type = KeyType::text;
  Presence presence = Presence::required;
  Setting sample;
  Range range;
  std::vector<std::string> choices;
  Takes takes = Takes::restart;
  std::string text;
  /// Puts a checked value into the config; for a list section, into its last entry.
  std::function<void(Config&, const Setting&)> set;
};

struct Section {
  std::string name;
  std::string text;
  std::vector<Key> keys;
  /// Set for a list of tables ([[clients]]): appends the entry that `set` then fills.
  std::function<void(Config&)> append;
  Presence presence = Presence::required;  ///< of a list: optional ones are commented out in the example

  [[nodiscard]] bool is_list() const { return static_cast<bool>(append); }
};

/// Every section in the order in which the example file shows them.
[[nodiscard]] const std::vector<Section>& config_table();

/// `server.port` → `LIENTHONG_SERVER__PORT`.
[[nodiscard]] std::string environment_name(const Section& section, const Key& key);

}  // namespace lienthong::ops
