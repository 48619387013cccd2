#pragma once

#include "base/result.hpp"
#include "storage/sqlite/connection.hpp"

#include <span>
#include <string_view>

namespace lienthong::storage::sqlite {

/// One file of schemas/storage, built into the program.
struct Migration {
  int number = 0;
  std::string_view name;
  std::string_view sql;
};

/// In order of number.
[[nodiscard]] std::span<const Migration> built_in_migrations();

/// Brings the database to the newest schema, all or nothing.
/// `permanent` "store.schema_newer": made by a newer program. "store.schema_edited": an applied migration is not the
/// one that this program holds. "store.migration_failed": its SQL does not run.
base::Result<void> migrate(Connection& connection, std::span<const Migration> migrations);

/// The same checks without changing anything; `permanent` "store.schema_older" when migrations are missing.
base::Result<void> check_schema(Connection& connection, std::span<const Migration> migrations);

}  // namespace lienthong::storage::sqlite
