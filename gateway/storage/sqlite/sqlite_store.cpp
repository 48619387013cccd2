#include "storage/sqlite/sqlite_store.hpp"

#include "storage/sqlite/file_lock.hpp"
#include "storage/sqlite/migrations.hpp"
#include "storage/sqlite/operations.hpp"
#include "storage/sqlite/reading_store.hpp"
#include "storage/sqlite/writer.hpp"

#include <algorithm>
#include <optional>

namespace lienthong::storage {
namespace sqlite {
namespace {

using Connections = std::vector<std::unique_ptr<Connection>>;

class SqliteStore final : public ReadingStore {
 public:
  SqliteStore(FileLock lock, std::unique_ptr<Connection> writer, Connections readers, WriterSettings settings)
      : ReadingStore(std::move(readers)),
        lock_(std::move(lock)),
        writer_(std::move(writer), health(), std::move(settings)) {}
  ~SqliteStore() override { shut(); }

  void commit(UnitOfWork work, Done<CommitReceipt> done) override {
    writer_.submit<CommitReceipt>([work = std::move(work)](Connection& c) { return sqlite::commit(c, work); },
                                  std::move(done));
  }
  void lease(LeaseRequest request, Done<std::vector<Lease>> done) override {
    writer_.submit<std::vector<Lease>>(
        [request = std::move(request)](Connection& c) { return sqlite::lease(c, request); }, std::move(done));
  }
  void settle(Settlement settlement, Done<void> done) override {
    writer_.submit<void>([settlement = std::move(settlement)](Connection& c) { return sqlite::settle(c, settlement); },
                         std::move(done));
  }
  void requeue(QueueFilter filter, base::Instant now, std::string reason, Done<std::int64_t> done) override {
    writer_.submit<std::int64_t>([filter = std::move(filter), now, reason = std::move(reason)](
                                     Connection& c) { return sqlite::requeue(c, filter, now, reason); },
                                 std::move(done));
  }
  void recover(base::Instant now, Done<std::int64_t> done) override {
    writer_.submit<std::int64_t>([now](Connection& c) { return sqlite::recover(c, now); }, std::move(done));
  }
  void add_refused(RefusedRecord record, Done<std::int64_t> done) override {
    writer_.submit<std::int64_t>([record = std::move(record)](Connection& c) { return sqlite::add_refused(c, record); },
                                 std::move(done));
  }

  void close() override { shut(); }

 private:
  // Readers go first, so that the writer's connection is the last one and may fold the log in.
  void shut() {
    writer_.drain();
    close_readers();
    writer_.close();
    lock_.reset();
  }

  std::optional<FileLock> lock_;
  Writer writer_;
};

base::Result<Connections> open_readers(const SqliteSettings& settings) {
  Connections readers;
  for (int i = 0; i < std::max(settings.readers, 1); ++i) {
    auto reader = Connection::open(settings.path, Access::read, settings.busy_timeout);
    if (!reader) return base::fail(reader.error());
    readers.push_back(std::move(*reader));
  }
  return readers;
}

base::Result<std::unique_ptr<Store>> open(SqliteSettings settings) {
  auto lock = FileLock::take(settings.path);
  if (!lock) return base::fail(lock.error());
  auto writer = Connection::open(settings.path, Access::write, settings.busy_timeout);
  if (!writer) return base::fail(writer.error());
  if (auto schema = migrate(**writer, built_in_migrations()); !schema) return base::fail(schema.error());
  if (settings.max_pages > 0) (*writer)->script("PRAGMA max_page_count=" + std::to_string(settings.max_pages));
  auto readers = open_readers(settings);
  if (!readers) return base::fail(readers.error());
  WriterSettings writing{.group_limit = static_cast<std::size_t>(std::max(settings.group_limit, 1)),
                         .probe_interval = settings.probe_interval,
                         .checkpoint_pages = settings.checkpoint_pages,
                         .on_group = std::move(settings.on_group)};
  return std::make_unique<SqliteStore>(std::move(*lock), std::move(*writer), std::move(*readers), std::move(writing));
}

}  // namespace
}  // namespace sqlite

base::Result<std::unique_ptr<Store>> open_sqlite_store(SqliteSettings settings) {
  return sqlite::open(std::move(settings));
}

}  // namespace lienthong::storage
