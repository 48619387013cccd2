#pragma once

#include <string>

namespace lienthong::ops {

/// config/lienthong.toml: every key with its default, text and range; loads as it stands. Optional keys are commented
/// out.
[[nodiscard]] std::string example_toml();

/// config/KEYS.md: the reference of all keys.
[[nodiscard]] std::string keys_markdown();

}  // namespace lienthong::ops
