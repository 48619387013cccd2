#pragma once

#include "base/result.hpp"

#include <filesystem>
#include <string>

namespace lienthong::codec {

/// Whole text of a schema file. `permanent` ("schema.file") when it cannot be read or is over the codec's byte limit.
[[nodiscard]] base::Result<std::string> read_schema_file(const std::filesystem::path& file);

}  // namespace lienthong::codec
