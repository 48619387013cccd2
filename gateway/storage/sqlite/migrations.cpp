#include "storage/sqlite/migrations.hpp"

#include "base/digest.hpp"

#include <map>
#include <string>

namespace lienthong::storage::sqlite {
namespace {

using base::ErrorKind;
using base::fail;

std::map<int, std::string> applied(Connection& connection) {
  std::map<int, std::string> checksums;
  const auto known = connection.number("SELECT 1 FROM sqlite_master WHERE name = 'schema_migration'");
  if (!known) return checksums;
  auto rows = connection.query("SELECT number, checksum FROM schema_migration");
  while (rows.next()) checksums.emplace(static_cast<int>(rows.integer(0)), rows.text(1));
  return checksums;
}

base::Result<void> compare(const std::map<int, std::string>& held, std::span<const Migration> migrations) {
  const int newest = migrations.empty() ? 0 : migrations.back().number;
  if (!held.empty() && held.rbegin()->first > newest) {
    return fail(ErrorKind::permanent, "store.schema_newer",
                "the database was made by a newer program than this one; update the program");
  }
  for (const auto& migration : migrations) {
    const auto found = held.find(migration.number);
    if (found == held.end() || found->second == base::sha256_hex(migration.sql)) continue;
    return fail(base::Error(ErrorKind::permanent, "store.schema_edited",
                            "a migration that was applied to the database differs from the one in this program")
                    .with("migration", std::string(migration.name)));
  }
  return {};
}

base::Result<void> apply(Connection& connection, const Migration& migration) {
  connection.script(std::string(migration.sql));
  connection.run("INSERT INTO schema_migration VALUES (?, ?, ?, strftime('%s', 'now') * 1000)",
                 {migration.number, migration.name, base::sha256_hex(migration.sql)});
  const auto fault = connection.take_fault();
  if (!fault) return {};
  if (reach_of(fault->code) != Reach::unit && (fault->code & 0xff) != 1) return fail(to_error(*fault));
  return fail(base::Error(ErrorKind::permanent, "store.migration_failed", "a migration does not run on this database")
                  .with("migration", std::string(migration.name))
                  .with("says", fault->text));
}

base::Result<void> apply_missing(Connection& connection, std::span<const Migration> migrations) {
  connection.run(
      "CREATE TABLE IF NOT EXISTS schema_migration"
      " (number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at INTEGER NOT NULL)");
  const auto held = applied(connection);
  if (const auto fault = connection.take_fault()) return fail(to_error(*fault));
  if (auto same = compare(held, migrations); !same) return same;
  for (const auto& migration : migrations) {
    if (held.contains(migration.number)) continue;
    if (auto done = apply(connection, migration); !done) return done;
  }
  return {};
}

}  // namespace

base::Result<void> migrate(Connection& connection, std::span<const Migration> migrations) {
  connection.run("BEGIN IMMEDIATE");
  auto result = apply_missing(connection, migrations);
  if (result) connection.run("COMMIT");
  if (const auto fault = connection.take_fault()) result = fail(to_error(*fault));
  connection.abandon_transaction();
  return result;
}

base::Result<void> check_schema(Connection& connection, std::span<const Migration> migrations) {
  const auto held = applied(connection);
  if (const auto fault = connection.take_fault()) return fail(to_error(*fault));
  if (auto same = compare(held, migrations); !same) return same;
  if (held.size() == migrations.size()) return {};
  return fail(ErrorKind::permanent, "store.schema_older", "the database has not been brought to this program's schema");
}

}  // namespace lienthong::storage::sqlite
