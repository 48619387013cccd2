#pragma once

#include "mapping/diagnostic.hpp"
#include "sync/procedures.hpp"

#include <filesystem>
#include <optional>

namespace lienthong::ops {

/// Reads config/procedures.toml (format: config/README.md): name and field of each procedure, as the national catalogue
/// has them. Each problem goes to `problems` at its place: a code that is not national, one given twice, a missing
/// name, field or source, no procedure at all. Nothing when there was any.
[[nodiscard]] std::optional<sync::Procedures> load_procedures(const std::filesystem::path& file,
                                                              mapping::Diagnostics& problems);

}  // namespace lienthong::ops
