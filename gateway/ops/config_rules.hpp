#pragma once

#include "ops/config.hpp"
#include "ops/config_table.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lienthong::ops {

/// Why `setting`, already of the right type, breaks the range, the choices or the form that `key` asks for.
[[nodiscard]] std::optional<std::string> broken_limit(const Key& key, const Setting& setting);

/// A name that asks for a secret itself rather than for the file it lies in.
[[nodiscard]] bool names_inline_secret(std::string_view key);

/// A contradiction between settings that are each right alone.
struct Contradiction {
  std::string section;
  std::size_t index = 0;  ///< entry of a list section
  std::string key;
  std::string text;
};
[[nodiscard]] std::vector<Contradiction> contradictions(const Config& config);

}  // namespace lienthong::ops
