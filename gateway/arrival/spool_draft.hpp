#pragma once

#include "arrival/file_descriptor.hpp"
#include "base/result.hpp"

#include <filesystem>
#include <span>
#include <string>

namespace lienthong::arrival {

/// A file that is being written. It holds a lock, so that another process tells it from what a crash left; it is
/// removed when it dies before `keep_as`.
class SpoolDraft {
 public:
  static base::Result<SpoolDraft> create(const std::filesystem::path& folder);
  SpoolDraft(SpoolDraft&&) noexcept = default;
  SpoolDraft& operator=(SpoolDraft&&) = delete;
  ~SpoolDraft();

  base::Result<void> write(std::span<const char> piece);
  /// Syncs the bytes, then gives them their name; `target` is replaced when it is there (it has the same bytes, or
  /// should have).
  base::Result<void> keep_as(const std::filesystem::path& target);

 private:
  SpoolDraft(std::filesystem::path path, FileDescriptor file) : path_(std::move(path)), file_(std::move(file)) {}
  std::filesystem::path path_;
  FileDescriptor file_;
};

/// What a failed system call means to who wants a file kept: `transient` "spool.disk_full" or `permanent`
/// "spool.write".
tl::unexpected<base::Error> write_failed(int system_error_number);

/// Removes drafts that no living process holds. What cannot be removed is left for the next time.
void remove_dead_drafts(const std::filesystem::path& folder);

/// Makes what was created, renamed or removed in `folder` survive a power cut.
base::Result<void> sync_folder(const std::filesystem::path& folder);

}  // namespace lienthong::arrival
