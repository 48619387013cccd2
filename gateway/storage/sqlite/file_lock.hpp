#pragma once

#include "base/result.hpp"

#include <string>

namespace lienthong::storage::sqlite {

/// Keeps a second gateway away from the database: one process writes and checkpoints, or SQLite 3.40.1 may corrupt the
/// file (reliability 0.4). The lock ends with the process, however it ends.
class FileLock {
 public:
  /// Makes the database file too, readable by its owner only, when there is none: it will hold personal data.
  /// `permanent` "store.in_use" when another process holds it; `permanent` "store.no_folder" when it cannot be made.
  static base::Result<FileLock> take(const std::string& database);
  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&& other) = delete;
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;
  ~FileLock();

 private:
  explicit FileLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace lienthong::storage::sqlite
