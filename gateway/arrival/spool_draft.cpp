#include "arrival/spool_draft.hpp"

#include "arrival/system_error.hpp"
#include "base/digest.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <cerrno>

namespace lienthong::arrival {
namespace {

using base::ErrorKind;

FileDescriptor open_folder(const std::filesystem::path& folder) {
  return FileDescriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}

}  // namespace

tl::unexpected<base::Error> write_failed(int number) {
  if (number == ENOSPC || number == EDQUOT || number == EFBIG) {
    return base::fail(system_error(ErrorKind::transient, "spool.disk_full", "no room for an arriving file", number));
  }
  return base::fail(system_error(ErrorKind::permanent, "spool.write", "an arriving file cannot be written", number));
}

base::Result<SpoolDraft> SpoolDraft::create(const std::filesystem::path& folder) {
  const FileDescriptor place = open_folder(folder);
  // Shared with other drafts: only the moment between the file and its own lock must not be seen by remove_dead_drafts.
  if (!place.is_open() || ::flock(place.get(), LOCK_SH) != 0) return write_failed(errno);
  auto path = folder / base::random_hex(16);
  FileDescriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR));
  if (!file.is_open()) return write_failed(errno);
  SpoolDraft draft(std::move(path), std::move(file));
  if (::flock(draft.file_.get(), LOCK_EX) != 0) return write_failed(errno);
  return draft;
}

SpoolDraft::~SpoolDraft() {
  if (file_.is_open()) ::unlink(path_.c_str());
}

base::Result<void> SpoolDraft::write(std::span<const char> piece) {
  while (!piece.empty()) {
    const ssize_t written = ::write(file_.get(), piece.data(), piece.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return write_failed(errno);
    piece = piece.subspan(static_cast<std::size_t>(written));
  }
  return {};
}

base::Result<void> SpoolDraft::keep_as(const std::filesystem::path& target) {
  if (::fsync(file_.get()) != 0) return write_failed(errno);
  if (::rename(path_.c_str(), target.c_str()) != 0) return write_failed(errno);
  file_.close();
  return {};
}

void remove_dead_drafts(const std::filesystem::path& folder) {
  const FileDescriptor place = open_folder(folder);
  if (!place.is_open() || ::flock(place.get(), LOCK_EX) != 0) return;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
    const FileDescriptor draft(::open(entry.path().c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    if (draft.is_open() && ::flock(draft.get(), LOCK_EX | LOCK_NB) == 0) ::unlink(entry.path().c_str());
  }
}

base::Result<void> sync_folder(const std::filesystem::path& folder) {
  const FileDescriptor place = open_folder(folder);
  if (!place.is_open() || ::fsync(place.get()) != 0) return write_failed(errno);
  return {};
}

}  // namespace lienthong::arrival
