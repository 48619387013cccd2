#include "arrival/folder.hpp"

#include "arrival/system_error.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>

namespace lienthong::arrival {
namespace {

using base::ErrorKind;

constexpr int folder_flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW;

tl::unexpected<base::Error> unreadable(int number) {
  // What a network drive says while its server is away passes by itself.
  const bool by_configuration = number == ENOENT || number == ENOTDIR || number == EACCES || number == ELOOP;
  return base::fail(system_error(by_configuration ? ErrorKind::permanent : ErrorKind::transient, "folder.unreadable",
                                 "the watched folder cannot be read", number));
}

tl::unexpected<base::Error> cannot_move(int number) {
  return base::fail(system_error(ErrorKind::permanent, "folder.move", "the watched folder cannot be changed", number));
}

Entry entry_from(std::string name, const struct stat& info) {
  const auto modified_at = std::chrono::seconds(info.st_mtim.tv_sec) + std::chrono::nanoseconds(info.st_mtim.tv_nsec);
  return Entry{.file = {.name = std::move(name),
                        .size = static_cast<std::uint64_t>(info.st_size),
                        .modified_at = base::Instant(std::chrono::floor<std::chrono::milliseconds>(modified_at)),
                        .inode = info.st_ino},
               .kind = S_ISREG(info.st_mode) ? EntryKind::file : EntryKind::other};
}

}  // namespace

base::Result<Folder> Folder::open(const std::filesystem::path& path) {
  // The configured path itself may be a link; what is in it may not.
  FileDescriptor descriptor(::open(path.c_str(), folder_flags & ~O_NOFOLLOW));
  if (!descriptor.is_open()) return unreadable(errno);
  return Folder(path, std::move(descriptor));
}

base::Result<Folder> Folder::subfolder(const char* name) const {
  struct stat own {};
  if (::fstat(descriptor_.get(), &own) != 0) return cannot_move(errno);
  const bool made = ::mkdirat(descriptor_.get(), name, own.st_mode & ACCESSPERMS) == 0;
  if (!made && errno != EEXIST) return cannot_move(errno);
  FileDescriptor descriptor(::openat(descriptor_.get(), name, folder_flags));
  if (!descriptor.is_open()) return cannot_move(errno);
  return Folder(path_ / name, std::move(descriptor));
}

base::Result<std::vector<Entry>> Folder::entries(std::size_t max_entries) const {
  std::error_code failure;
  std::vector<Entry> found;
  for (std::filesystem::directory_iterator next(path_, failure), end; !failure && next != end;
       next.increment(failure)) {
    if (found.size() == max_entries) {
      return base::fail(ErrorKind::too_large, "folder.crowded", "more files than the limit lie in the watched folder");
    }
    if (auto there = entry(next->path().filename())) found.push_back(std::move(*there));
  }
  if (failure) return unreadable(failure.value());
  std::sort(found.begin(), found.end(), [](const Entry& a, const Entry& b) { return a.file.name < b.file.name; });
  return found;
}

std::optional<Entry> Folder::entry(const std::string& name) const {
  struct stat info {};
  if (::fstatat(descriptor_.get(), name.c_str(), &info, AT_SYMLINK_NOFOLLOW) != 0) return std::nullopt;
  return entry_from(name, info);
}

base::Result<FileDescriptor> Folder::open_file(const std::string& name) const {
  FileDescriptor file(::openat(descriptor_.get(), name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  if (file.is_open()) return file;
  if (errno == ENOENT) return base::fail(ErrorKind::not_found, "arrival.gone", "the file is not there any more");
  return unreadable(errno);
}

base::Result<void> Folder::move(const std::string& name, const Folder& to, const std::string& new_name) const {
  if (::renameat(descriptor_.get(), name.c_str(), to.descriptor_.get(), new_name.c_str()) != 0) {
    return cannot_move(errno);
  }
  if (::fsync(to.descriptor_.get()) != 0 || ::fsync(descriptor_.get()) != 0) return cannot_move(errno);
  return {};
}

base::Result<void> Folder::write_note(const std::string& name, std::string_view text) const {
  const FileDescriptor note(::openat(descriptor_.get(), name.c_str(),
                                     O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                                     S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH));
  if (!note.is_open()) return cannot_move(errno);
  while (!text.empty()) {
    const ssize_t written = ::write(note.get(), text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return cannot_move(errno);
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

std::optional<Entry> entry_of(const FileDescriptor& file) {
  struct stat info {};
  if (::fstat(file.get(), &info) != 0) return std::nullopt;
  return entry_from({}, info);
}

}  // namespace lienthong::arrival
