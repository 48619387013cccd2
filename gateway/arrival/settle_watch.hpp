#pragma once

#include "base/clock.hpp"
#include "base/instant.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>

namespace lienthong::arrival {

/// One file as one look saw it.
struct SeenFile {
  std::string name;
  std::uint64_t size = 0;
  base::Instant modified_at;
  std::optional<std::uint64_t> inode;  ///< where the source tells
};

/// Tells finished files from growing ones by looking again and again. A file is finished when it lay unchanged (size,
/// time, inode) between two looks at least `settle` apart, or when it was renamed from a hidden or temporary name since
/// the last look.
class SettleWatch {
 public:
  using Steady = base::Clock::Steady;
  explicit SettleWatch(std::chrono::milliseconds settle) : settle_(settle) {}

  /// One look at all files that lie there, temporary ones too. What is not among them is forgotten.
  void look(std::span<const SeenFile> files, Steady now);
  /// Whether the file of this name was finished at the last look. Never for a hidden or temporary name.
  [[nodiscard]] bool finished(const std::string& name) const;

 private:
  enum class Came { written_here, by_rename };
  struct Watched {
    SeenFile file;
    Steady unchanged_since;
    Steady last_look;
    int looks = 1;
    Came came = Came::written_here;
  };
  using Watch = std::map<std::string, Watched>;
  [[nodiscard]] Watched watch(const SeenFile& file, Steady now) const;
  void mark_renamed(Watch& there) const;

  std::chrono::milliseconds settle_;
  Watch watched_;
};

}  // namespace lienthong::arrival
