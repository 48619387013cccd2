#pragma once

#include "base/error.hpp"

#include <mutex>
#include <optional>
#include <string>

namespace lienthong::storage::sqlite {

/// What the database library said went wrong. `text` is the library's: it names tables, never values.
struct Fault {
  int code = 0;  ///< extended result code
  std::string text;
};

/// How far a fault reaches.
enum class Reach {
  unit,     ///< this piece of work only: a broken rule, a value too large, a stored value that fails its checksum
  passing,  ///< every write, until one works again: disk full, read-only, locked by another process
  lasting,  ///< every write until a restart: a failed write or sync must never be repeated as if it had worked (F06)
};

/// Our own code for a stored value that cannot be what was written; no result code of the library.
inline constexpr int damaged_value = -1;

[[nodiscard]] Reach reach_of(int code);
/// `transient` "store.unavailable" unless only one piece of work is at fault.
[[nodiscard]] base::Error to_error(const Fault& fault);

/// Whether writes work, for everybody who asks. Thread-safe.
class Health {
 public:
  void report(const Fault& fault);
  /// A write reached the disk. Does not end a lasting fault.
  void wrote();
  [[nodiscard]] std::optional<Fault> fault() const;
  [[nodiscard]] std::optional<Reach> reach() const;

 private:
  mutable std::mutex mutex_;
  std::optional<Fault> fault_;
};

}  // namespace lienthong::storage::sqlite
