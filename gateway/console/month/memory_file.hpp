#pragma once

#include "base/result.hpp"

#include <string>

namespace lienthong::console {

/// A file without a place on any disk, for a library that writes only to a path.
class MemoryFile {
 public:
  /// `transient` "month.memory" when the system has none to give.
  [[nodiscard]] static base::Result<MemoryFile> make();
  MemoryFile(MemoryFile&& other) noexcept;
  MemoryFile& operator=(MemoryFile&&) = delete;
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile();

  /// Under which this process, and no other, opens it.
  [[nodiscard]] std::string path() const;
  /// Everything in it. `transient` "month.memory".
  [[nodiscard]] base::Result<std::string> bytes() const;

 private:
  explicit MemoryFile(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace lienthong::console
