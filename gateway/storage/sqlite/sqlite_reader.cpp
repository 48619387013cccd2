#include "storage/sqlite/migrations.hpp"
#include "storage/sqlite/reading_store.hpp"
#include "storage/sqlite/sqlite_store.hpp"

#include <unistd.h>

namespace lienthong::storage {
namespace sqlite {
namespace {

constexpr std::chrono::milliseconds patience{2000};

class SqliteReader final : public ReadingStore {
 public:
  explicit SqliteReader(std::vector<std::unique_ptr<Connection>> connections) : ReadingStore(std::move(connections)) {}
  ~SqliteReader() override { close_readers(); }

  void commit(UnitOfWork, Done<CommitReceipt> done) override { refuse(done); }
  void lease(LeaseRequest, Done<std::vector<Lease>> done) override { refuse(done); }
  void settle(Settlement, Done<void> done) override { refuse(done); }
  void requeue(QueueFilter, base::Instant, std::string, Done<std::int64_t> done) override { refuse(done); }
  void recover(base::Instant, Done<std::int64_t> done) override { refuse(done); }
  void add_refused(RefusedRecord, Done<std::int64_t> done) override { refuse(done); }
  void close() override { close_readers(); }

 private:
  template <class T>
  static void refuse(const Done<T>& done) {
    done(base::fail(base::ErrorKind::permanent, "store.read_only", "the database is open for reading only"));
  }
};

}  // namespace
}  // namespace sqlite

base::Result<std::unique_ptr<Store>> open_sqlite_reader(const std::string& path) {
  if (::access(path.c_str(), F_OK) != 0) {
    return base::fail(base::ErrorKind::not_found, "store.no_file", "there is no database of that name");
  }
  auto connection = sqlite::Connection::open(path, sqlite::Access::read, sqlite::patience);
  if (!connection) return base::fail(connection.error());
  if (auto schema = sqlite::check_schema(**connection, sqlite::built_in_migrations()); !schema) {
    return base::fail(schema.error());
  }
  std::vector<std::unique_ptr<sqlite::Connection>> connections;
  connections.push_back(std::move(*connection));
  return std::make_unique<sqlite::SqliteReader>(std::move(connections));
}

}  // namespace lienthong::storage
