#pragma once

#include "base/result.hpp"
#include "mapping/format.hpp"
#include "mapping/workbench/message.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lienthong::mapping {

/// A message in a file.
struct MessageFile {
  std::filesystem::path file;
  std::string name;  ///< below the folder: "cases/trace-xml/external.xml"
  Way way = Way::in;
  Format format = Format::json;  ///< of the file
};

/// The messages of a folder and of the folders in it, sorted by name. A folder with a `case.toml` is a golden case: it
/// has messages only when it names the mapping `stem`, "external.json|xml" inwards and "canonical.json" outwards. In
/// any other folder every *.json and *.xml is a message of `plain`. Links are not followed. `not_found`
/// ("messages.folder") when `folder` is none.
[[nodiscard]] base::Result<std::vector<MessageFile>> list_messages(const std::filesystem::path& folder,
                                                                   std::string_view stem, Way plain);

/// `too_large` ("messages.too_large") over `limit`, `not_found` ("messages.unreadable").
[[nodiscard]] base::Result<std::string> read_message_file(const std::filesystem::path& file, std::size_t limit);

}  // namespace lienthong::mapping
