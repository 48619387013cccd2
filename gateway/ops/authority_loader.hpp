#pragma once

#include "domain/authority.hpp"
#include "mapping/diagnostic.hpp"

#include <filesystem>
#include <optional>
#include <span>
#include <string>

namespace lienthong::ops {

/// Reads config/regulation/authority.toml (format: config/README.md): who may state which part of a dossier.
/// `known_fields`: the top-level names of schemas/canonical/dossier.schema.json. Each problem goes to `problems` at its
/// place: a part without an owner or with two, a status without a part or with two, a field that the schema does not
/// know or that is given twice, an exception for something that is no national procedure code, one that ends before it
/// begins, two that begin on the same day, a delegate for nothing or for a status or field that is not of its part, an
/// entry without its source. Nothing when there was any.
[[nodiscard]] std::optional<domain::Authority> load_authority(const std::filesystem::path& file,
                                                              std::span<const std::string> known_fields,
                                                              mapping::Diagnostics& problems);

}  // namespace lienthong::ops
