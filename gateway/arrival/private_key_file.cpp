#include "arrival/private_key_file.hpp"

#include "arrival/file_descriptor.hpp"

#include <fcntl.h>
#include <sys/stat.h>

namespace lienthong::arrival {
namespace {

constexpr std::size_t largest_key = std::size_t{64} * 1024;

tl::unexpected<base::Error> unusable(std::string text, const std::string& path) {
  return base::fail(base::Error(base::ErrorKind::permanent, "sftp.key_file", std::move(text)).with("file", path));
}

}  // namespace

base::Result<base::Secret> read_private_key(const std::string& path) {
  const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat info {};
  if (!file.is_open() || ::fstat(file.get(), &info) != 0 || !S_ISREG(info.st_mode)) {
    return unusable("the private key's file does not exist or cannot be read", path);
  }
  if ((info.st_mode & 077U) != 0) return unusable("the private key's file is readable by others; chmod 600", path);
  if (info.st_size <= 0 || static_cast<std::size_t>(info.st_size) > largest_key) {
    return unusable("the private key's file is empty or larger than 64 KiB", path);
  }
  std::string bytes(static_cast<std::size_t>(info.st_size), '\0');
  const ssize_t size = ::read(file.get(), bytes.data(), bytes.size());
  base::Secret content(std::move(bytes));
  if (size != info.st_size) return unusable("the private key's file cannot be read", path);
  return content;
}

}  // namespace lienthong::arrival
