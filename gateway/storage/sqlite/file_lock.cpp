#include "storage/sqlite/file_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <utility>

namespace lienthong::storage::sqlite {
namespace {

constexpr mode_t owner_only = 0600;

int open_owned(const std::string& path) {
  return ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, owner_only);
}

}  // namespace

base::Result<FileLock> FileLock::take(const std::string& database) {
  // A file of its own: closing any descriptor of the database itself would drop SQLite's locks on it.
  FileLock lock(open_owned(database + ".lock"));
  if (lock.descriptor_ < 0) {
    return base::fail(base::ErrorKind::permanent, "store.no_folder",
                      "the database's folder is missing or not writable");
  }
  if (::flock(lock.descriptor_, LOCK_EX | LOCK_NB) != 0) {
    return base::fail(base::ErrorKind::permanent, "store.in_use", "another process has the database open for writing");
  }
  // Nothing in this process has the database open yet, so its locks cannot be lost here.
  const int file = open_owned(database);
  if (file < 0) {
    return base::fail(base::ErrorKind::permanent, "store.no_folder", "the database file cannot be opened for writing");
  }
  ::close(file);
  return lock;
}

FileLock::FileLock(FileLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

FileLock::~FileLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace lienthong::storage::sqlite
