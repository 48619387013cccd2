#include "console/month/memory_file.hpp"

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <utility>

namespace lienthong::console {
namespace {

auto no_memory() { return base::fail(base::ErrorKind::transient, "month.memory", "no memory for a file"); }

}  // namespace

base::Result<MemoryFile> MemoryFile::make() {
  const int descriptor = ::memfd_create("month", MFD_CLOEXEC);
  if (descriptor < 0) return no_memory();
  return MemoryFile(descriptor);
}

MemoryFile::MemoryFile(MemoryFile&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

MemoryFile::~MemoryFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

std::string MemoryFile::path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

base::Result<std::string> MemoryFile::bytes() const {
  struct stat status {};
  if (::fstat(descriptor_, &status) != 0) return no_memory();
  std::string out(static_cast<std::size_t>(status.st_size), '\0');
  std::size_t done = 0;
  while (done < out.size()) {
    const ssize_t count = ::pread(descriptor_, out.data() + done, out.size() - done, static_cast<off_t>(done));
    if (count <= 0) return no_memory();
    done += static_cast<std::size_t>(count);
  }
  return out;
}

}  // namespace lienthong::console
