#pragma once

#include "mapping/diagnostic.hpp"

#include <filesystem>
#include <string_view>

// What the targets that read files of an adapter share.

namespace lienthong::fuzz {

/// The adapter's file that a text says it is: its first quoted text is "<system>/<name>". A file whose name is not what
/// it says is refused, and only a few inputs would get past that.
[[nodiscard]] std::filesystem::path file_named_in(std::string_view bytes, std::string_view folder);

/// Every problem names its file, a line of it and a rule.
void check_places(const mapping::Diagnostics& problems, std::string_view bytes);

}  // namespace lienthong::fuzz
