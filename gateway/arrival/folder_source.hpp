#pragma once

#include "arrival/file_source.hpp"
#include "base/clock.hpp"

#include <chrono>
#include <filesystem>
#include <memory>

namespace lienthong::arrival {

struct FolderSettings {
  std::filesystem::path folder;
  std::chrono::milliseconds settle{10'000};           ///< unchanged for so long is finished
  std::uint64_t max_bytes = std::uint64_t{1} << 30U;  ///< larger files are passed over
  std::size_t max_entries = 100'000;                  ///< a folder with more is an error, not a surprise
};

/// Files that somebody puts into a folder of ours. What was taken goes to `taken/` in it, what was refused to
/// `refused/` with the reason beside it in `<name>.ly-do.txt`; where the name is used there, the moved file gets its
/// time into its name. Links are never followed. `permanent` "folder.unreadable" and "folder.move" when the folder
/// cannot be read or changed; `too_large` "folder.crowded".
[[nodiscard]] std::unique_ptr<FileSource> make_folder_source(FolderSettings settings, const base::Clock& clock);

}  // namespace lienthong::arrival
