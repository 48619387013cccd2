#pragma once

#include "arrival/file_descriptor.hpp"
#include "arrival/look.hpp"
#include "base/result.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lienthong::arrival {

/// An open folder. What is opened, moved or written is looked up in it, never through a path that somebody may have
/// changed; no link is followed.
class Folder {
 public:
  /// `permanent` or `transient` "folder.unreadable".
  static base::Result<Folder> open(const std::filesystem::path& path);
  /// The folder `name` in this one, made when it is not there. `permanent` "folder.move".
  [[nodiscard]] base::Result<Folder> subfolder(const char* name) const;

  /// What lies in it, ordered by name. `too_large` "folder.crowded".
  [[nodiscard]] base::Result<std::vector<Entry>> entries(std::size_t max_entries) const;
  /// Nothing when there is no such name.
  [[nodiscard]] std::optional<Entry> entry(const std::string& name) const;

  /// `not_found` "arrival.gone"; `permanent` "folder.unreadable", also for a link or a pipe.
  [[nodiscard]] base::Result<FileDescriptor> open_file(const std::string& name) const;
  /// Durable when it returns. `permanent` "folder.move".
  [[nodiscard]] base::Result<void> move(const std::string& name, const Folder& to, const std::string& new_name) const;
  /// Writes a small new file. `permanent` "folder.move".
  [[nodiscard]] base::Result<void> write_note(const std::string& name, std::string_view text) const;

 private:
  Folder(std::filesystem::path path, FileDescriptor descriptor)
      : path_(std::move(path)), descriptor_(std::move(descriptor)) {}
  std::filesystem::path path_;
  FileDescriptor descriptor_;
};

/// What an open file is now.
[[nodiscard]] std::optional<Entry> entry_of(const FileDescriptor& file);

}  // namespace lienthong::arrival
