#pragma once

#include "base/result.hpp"
#include "storage/store.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace lienthong::storage {

struct SqliteSettings {
  std::string path;
  int readers = 2;                              ///< threads that read beside the one that writes
  int group_limit = 256;                        ///< units of work in one transaction
  std::int64_t max_pages = 0;                   ///< of 8 KiB; the database grows no further. 0: as far as the disk goes
  int checkpoint_pages = 1000;                  ///< pages of log after which it is moved into the database
  std::chrono::milliseconds busy_timeout{250};  ///< how long a write waits for another process
  std::chrono::milliseconds probe_interval{1000};  ///< how often it is tried whether a full disk has room again
  std::function<void(int units)> on_group;         ///< called on the writing thread after each durable transaction
};

/// Opens or makes the database, brings it to this program's schema, starts its threads. The folder must exist.
/// `permanent`: "store.in_use", "store.no_folder", "store.not_a_database", "store.schema_newer", "store.schema_edited",
/// "store.migration_failed". `transient` "store.unavailable" when it cannot be read or written now.
/// `done` callbacks run on the store's threads; they must not block for long and must not call `close`.
[[nodiscard]] base::Result<std::unique_ptr<Store>> open_sqlite_store(SqliteSettings settings);

/// For the command line beside a running gateway: reads only, writes fail `permanent` "store.read_only". Never writes
/// to the database, never checkpoints. `not_found` "store.no_file"; `permanent` "store.schema_*" when it is another
/// program's.
[[nodiscard]] base::Result<std::unique_ptr<Store>> open_sqlite_reader(const std::string& path);

}  // namespace lienthong::storage
