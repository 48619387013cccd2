#include "contract/storage/support.hpp"

#include <sqlite3.h>

#include <atomic>
#include <map>
#include <mutex>
#include <thread>

namespace lienthong::storage {
namespace {

using domain::DeliveryState;

/// Makes the operating system's syncs fail when told, and counts them. Installed once, under every store of this
/// program.
class FailingDisk {
 public:
  static FailingDisk& instance() {
    static FailingDisk disk;
    return disk;
  }
  std::atomic<bool> syncs_fail = false;
  std::atomic<int> syncs = 0;

 private:
  FailingDisk() {
    real_ = sqlite3_vfs_find(nullptr);
    shim_ = *real_;
    shim_.zName = "failing-disk";
    shim_.xOpen = [](sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out) {
      auto& disk = instance();
      const int code = disk.real_->xOpen(disk.real_, name, file, flags, out);
      if (code == SQLITE_OK && file->pMethods != nullptr) file->pMethods = disk.patched(file->pMethods);
      return code;
    };
    sqlite3_vfs_register(&shim_, 1);
  }
  /// Databases and logs have different tables of methods; all of them sync in the same way.
  const sqlite3_io_methods* patched(const sqlite3_io_methods* methods) {
    const std::lock_guard lock(mutex_);
    const auto [entry, fresh] = patched_.try_emplace(methods, *methods);
    if (fresh) {
      real_sync_ = methods->xSync;
      entry->second.xSync = sync;
    }
    return &entry->second;
  }
  static int sync(sqlite3_file* file, int flags) {
    auto& disk = instance();
    ++disk.syncs;
    return disk.syncs_fail ? SQLITE_IOERR_FSYNC : disk.real_sync_.load()(file, flags);
  }

  sqlite3_vfs* real_ = nullptr;
  sqlite3_vfs shim_{};
  std::mutex mutex_;
  std::map<const sqlite3_io_methods*, sqlite3_io_methods> patched_;
  std::atomic<int (*)(sqlite3_file*, int)> real_sync_ = nullptr;
};

class StoreFault : public ::testing::Test {
 protected:
  StoreFault() { FailingDisk::instance().syncs_fail = false; }
  ~StoreFault() override { FailingDisk::instance().syncs_fail = false; }
  static bool unavailable(const base::Error& error) {
    return error.kind() == base::ErrorKind::transient && error.code() == "store.unavailable";
  }
  static constexpr std::chrono::hours never{1};
  ScratchFolder folder_;
};

UnitOfWork cursor_only(const std::string& cursor) {
  UnitOfWork work;
  work.cursor = CursorAdvance{.peer = peer("portal"), .stream = "s", .cursor = cursor};
  return work;
}

UnitOfWork large(const std::string& code) {
  auto work = one_delivery(code, "portal");
  work.attachments = {{.digest = "d", .bytes = std::string(400'000, 'x')}};
  return work;
}

TEST_F(StoreFault, NothingIsAcknowledgedBeforeItWasSynced) {
  auto& disk = FailingDisk::instance();
  auto store = open_or_fail({.path = folder_.database()});
  for (int n = 0; n < 5; ++n) {
    const int before = disk.syncs;
    int at_answer = 0;
    ASSERT_TRUE(wait_for<CommitReceipt>([&](auto done) {
      store->commit(one_delivery("D" + std::to_string(n), "portal"), [&, done](base::Result<CommitReceipt> result) {
        at_answer = disk.syncs;
        done(std::move(result));
      });
    }));
    EXPECT_GT(at_answer, before);
  }
}

TEST_F(StoreFault, AFailedSyncStopsEveryWriteUntilARestart) {
  auto& disk = FailingDisk::instance();
  auto store = open_or_fail({.path = folder_.database(), .probe_interval = std::chrono::milliseconds{1}});
  Desk desk(*store);
  ASSERT_TRUE(desk.commit(one_delivery("D1", "portal")));
  disk.syncs_fail = true;
  EXPECT_TRUE(unavailable(desk.commit(one_delivery("D2", "portal")).error()));
  ASSERT_TRUE(store->fault());
  disk.syncs_fail = false;
  const int syncs = disk.syncs;
  EXPECT_TRUE(unavailable(desk.commit(one_delivery("D3", "portal")).error()));
  EXPECT_TRUE(
      unavailable(wait_for<std::vector<Lease>>([&](auto done) { store->lease(ask("portal", 10), done); }).error()));
  EXPECT_EQ(desk.load("D1").version, 1) << "reading goes on";
  store->close();
  EXPECT_EQ(disk.syncs, syncs) << "a failed sync is never tried again as if the data were still there";
  store.reset();

  auto restarted = open_or_fail({.path = folder_.database()});
  EXPECT_EQ(restarted->fault(), std::nullopt);
  EXPECT_EQ(Desk(*restarted).load("D1").version, 1);
  EXPECT_EQ(Desk(*restarted).load("D3").version, 0);
}

TEST_F(StoreFault, AFullDiskRefusesAndRecoversByItselfOnceAWriteWorks) {
  auto store = open_or_fail({.path = folder_.database(), .max_pages = 60, .probe_interval = never});
  Desk desk(*store);
  ASSERT_TRUE(desk.commit(cursor_only("1")));
  EXPECT_TRUE(unavailable(desk.commit(large("D1")).error()));
  const auto fault = store->fault();
  ASSERT_TRUE(fault);
  EXPECT_NE(fault->find("full"), std::string::npos) << *fault;
  EXPECT_EQ(desk.load("D1").version, 0);
  EXPECT_TRUE(desk.conservation().empty()) << "nothing of a unit that did not fit is kept";
  ASSERT_TRUE(desk.commit(cursor_only("2"))) << "what fits is still tried";
  EXPECT_EQ(store->fault(), std::nullopt);
}

TEST_F(StoreFault, AWriteThatChangesNothingDoesNotEndAFault) {
  auto store = open_or_fail({.path = folder_.database(), .max_pages = 60, .probe_interval = never});
  Desk desk(*store);
  ASSERT_FALSE(desk.commit(large("D1")));
  EXPECT_TRUE(desk.lease(ask("portal", 10)).empty());
  EXPECT_EQ(desk.commit({.dossier = dossier("D1"), .expected_version = 5}).error().code(), "store.version");
  EXPECT_TRUE(store->fault());
}

TEST_F(StoreFault, AFullDiskIsProbedWithoutWaitingForACaller) {
  auto store =
      open_or_fail({.path = folder_.database(), .max_pages = 60, .probe_interval = std::chrono::milliseconds{1}});
  ASSERT_FALSE(Desk(*store).commit(large("D1")));
  const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds{20};
  while (store->fault() && std::chrono::steady_clock::now() < give_up) std::this_thread::yield();
  EXPECT_EQ(store->fault(), std::nullopt);
}

class ForeignHandle {
 public:
  explicit ForeignHandle(const std::string& path) { sqlite3_open(path.c_str(), &handle_); }
  ForeignHandle(const ForeignHandle&) = delete;
  ForeignHandle& operator=(const ForeignHandle&) = delete;
  ~ForeignHandle() { sqlite3_close(handle_); }
  void run(const char* sql) {
    EXPECT_EQ(sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(handle_);
  }

 private:
  sqlite3* handle_ = nullptr;
};

TEST_F(StoreFault, ADatabaseLockedByAnotherIsTransient) {
  auto store = open_or_fail(
      {.path = folder_.database(), .busy_timeout = std::chrono::milliseconds{10}, .probe_interval = never});
  Desk desk(*store);
  {
    ForeignHandle intruder(folder_.database());
    intruder.run("PRAGMA wal_autocheckpoint=0; BEGIN IMMEDIATE");
    EXPECT_TRUE(unavailable(desk.commit(one_delivery("D1", "portal")).error()));
    EXPECT_TRUE(store->fault());
    EXPECT_EQ(desk.load("D1").version, 0) << "reading goes on";
    intruder.run("ROLLBACK");
  }
  EXPECT_TRUE(desk.commit(one_delivery("D1", "portal")));
  EXPECT_EQ(store->fault(), std::nullopt);
}

TEST_F(StoreFault, ADamagedBodyIsParkedAndOtherLanesFlow) {
  auto work = one_delivery("sick", "portal");
  {
    auto store = open_or_fail({.path = folder_.database()});
    ASSERT_TRUE(Desk(*store).commit(work));
    ASSERT_TRUE(Desk(*store).commit(one_delivery("well", "portal")));
    store->close();
  }
  // One bit of a stored body flips.
  ForeignHandle(folder_.database())
      .run("UPDATE delivery SET payload = CAST(substr(payload, 1, length(payload) - 1) || X'00' AS BLOB) WHERE id = 1");
  auto store = open_or_fail({.path = folder_.database()});
  Desk desk(*store);
  const auto leases = desk.lease(ask("portal", 10));
  ASSERT_EQ(leases.size(), 1U);
  EXPECT_EQ(leases[0].deliveries[0].dossier, dossier("well"));
  const auto rows = desk.list_queue({.peer = {}, .dossier = dossier("sick"), .states = {}});
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].delivery.state, DeliveryState::parked);
  EXPECT_EQ(rows[0].delivery.reason, "store.damaged");
  const auto unreadable = wait_for<DossierRecord>([&](auto done) { store->load(dossier("sick"), done); });
  ASSERT_FALSE(unreadable);
  EXPECT_EQ(unreadable.error().code(), "store.damaged");
  EXPECT_EQ(store->fault(), std::nullopt) << "one damaged value is not the whole store";
  EXPECT_TRUE(desk.commit(one_delivery("next", "portal")));
}

TEST_F(StoreFault, ACorruptPageStopsAcknowledging) {
  {
    auto store = open_or_fail({.path = folder_.database()});
    for (int n = 0; n < 50; ++n) ASSERT_TRUE(Desk(*store).commit(one_delivery("D" + std::to_string(n), "portal")));
    store->close();
  }
  {
    const auto size = std::filesystem::file_size(folder_.database());
    std::FILE* file = std::fopen(folder_.database().c_str(), "r+");
    ASSERT_NE(file, nullptr);
    for (std::uintmax_t page = 1; page * 8192 < size; ++page) {
      std::fseek(file, static_cast<long>(page * 8192), SEEK_SET);
      std::fputs("\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f", file);
    }
    std::fclose(file);
  }
  auto opened = open_sqlite_store({.path = folder_.database()});
  if (!opened) {  // noticed even earlier: that is no acknowledgement either
    EXPECT_TRUE(unavailable(opened.error())) << opened.error().describe();
    return;
  }
  EXPECT_TRUE(unavailable(Desk(**opened).commit(one_delivery("new", "portal")).error()));
  EXPECT_TRUE((*opened)->fault());
}

}  // namespace
}  // namespace lienthong::storage
