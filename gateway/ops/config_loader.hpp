#pragma once

#include "mapping/diagnostic.hpp"
#include "ops/config.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace lienthong::ops {

/// Variables of the process whose names begin with LIENTHONG_.
using Environment = std::map<std::string, std::string>;
[[nodiscard]] Environment process_environment();

/// Reads the file, lays `LIENTHONG_SECTION__KEY` variables over it, fills in defaults and checks everything.
/// Each problem goes to `problems` as file:line:col (variables: file "environment"): unknown section or key with the
/// one that was probably meant, wrong type, out of range, missing, a secret written in the open, settings that
/// contradict each other. Nothing when there was any. Lists ([[clients]], [[systems]]) cannot be set by variables.
/// Texts of problems name keys and bounds, never the value found: it may be a secret in the wrong place.
[[nodiscard]] std::optional<Config> load_config(const std::filesystem::path& file, const Environment& environment,
                                                mapping::Diagnostics& problems);
/// The same for text; `file` is only named.
[[nodiscard]] std::optional<Config> parse_config(std::string_view text, const std::string& file,
                                                 const Environment& environment, mapping::Diagnostics& problems);

}  // namespace lienthong::ops
