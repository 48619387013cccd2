#include "contract/storage/support.hpp"

#include <sqlite3.h>

namespace lienthong::storage {
namespace {

class Schema : public ::testing::Test {
 protected:
  Schema() { open_or_fail({.path = folder_.database()})->close(); }
  void tamper(const char* sql) {
    sqlite3* handle = nullptr;
    ASSERT_EQ(sqlite3_open(folder_.database().c_str(), &handle), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(handle, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(handle);
    sqlite3_close(handle);
  }
  std::string refusal() {
    const auto opened = open_sqlite_store({.path = folder_.database()});
    const auto reader = open_sqlite_reader(folder_.database());
    if (opened || reader) return "opened";
    EXPECT_EQ(opened.error().kind(), base::ErrorKind::permanent);
    EXPECT_EQ(opened.error().code(), reader.error().code());
    return opened.error().code();
  }
  ScratchFolder folder_;
};

TEST_F(Schema, OfANewerProgramIsRefused) {
  tamper("INSERT INTO schema_migration VALUES (9999, 'from_the_future', 'x', 0)");
  EXPECT_EQ(refusal(), "store.schema_newer");
}

TEST_F(Schema, WithAnEditedMigrationIsRefused) {
  tamper("UPDATE schema_migration SET checksum = 'edited'");
  EXPECT_EQ(refusal(), "store.schema_edited");
}

TEST_F(Schema, OfAForeignFileIsRefused) {
  std::filesystem::resize_file(folder_.database(), 0);
  std::filesystem::remove(folder_.database() + "-wal");
  {
    std::FILE* file = std::fopen(folder_.database().c_str(), "w");
    ASSERT_NE(file, nullptr);
    for (int i = 0; i < 2000; ++i) std::fputs("this is not a database\n", file);
    std::fclose(file);
  }
  EXPECT_EQ(refusal(), "store.not_a_database");
}

TEST_F(Schema, ThatIsMissingIsNotMadeByAReader) {
  tamper("DELETE FROM schema_migration");
  const auto reader = open_sqlite_reader(folder_.database());
  ASSERT_FALSE(reader);
  EXPECT_EQ(reader.error().code(), "store.schema_older");
}

TEST_F(Schema, ThatCannotBeAppliedIsNamedAndLeavesTheDatabaseAsItWas) {
  tamper("DELETE FROM schema_migration");
  const auto opened = open_sqlite_store({.path = folder_.database()});
  ASSERT_FALSE(opened) << "the tables are there already, so the first migration must fail";
  EXPECT_EQ(opened.error().code(), "store.migration_failed");
}

TEST_F(Schema, OpeningTwiceAppliesItOnce) {
  tamper("CREATE TABLE seen AS SELECT applied_at FROM schema_migration");
  open_or_fail({.path = folder_.database()})->close();
  tamper(
      "CREATE TABLE same (n CHECK (n = 0));"
      " INSERT INTO same SELECT (SELECT count(*) FROM schema_migration) - (SELECT count(*) FROM seen)");
}

}  // namespace
}  // namespace lienthong::storage
