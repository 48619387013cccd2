#pragma once

#include "runtime/wait_for.hpp"
#include "storage/memory/memory_store.hpp"
#include "storage/sqlite/sqlite_store.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <limits>
#include <memory>
#include <string>
#include <utility>

namespace lienthong::storage {

using runtime::wait_for;

/// A folder that is gone at the end.
class ScratchFolder {
 public:
  ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder();
  [[nodiscard]] std::string database() const { return (path_ / "gateway.db").string(); }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

enum class Engine { memory, sqlite };

/// The port with answers instead of callbacks.
class Desk {
 public:
  explicit Desk(Store& store) : store_(store) {}
  base::Result<CommitReceipt> commit(UnitOfWork work);
  std::vector<Lease> lease(LeaseRequest request);
  base::Result<void> settle(Settlement settlement);
  std::int64_t requeue(QueueFilter filter, std::int64_t now, std::string reason);
  std::int64_t recover(std::int64_t now);
  DossierRecord load(const std::string& code);
  std::vector<Conservation> conservation();
  std::vector<QueueRow> list_queue(QueueFilter filter);
  std::optional<std::int64_t> next_due(const std::string& peer);

 private:
  Store& store_;
};

std::unique_ptr<Store> open_or_fail(SqliteSettings settings);

/// Every contract test runs on every engine.
class StoreContract : public ::testing::TestWithParam<Engine> {
 protected:
  StoreContract();
  ~StoreContract() override { store_->close(); }

  ScratchFolder folder_;
  std::unique_ptr<Store> store_;
  Desk desk_;
};
std::string engine_name(const ::testing::TestParamInfo<Engine>& info);

inline constexpr std::int64_t end_of_time = std::numeric_limits<std::int64_t>::max();
base::Instant at(std::int64_t milliseconds);
domain::SystemId peer(const std::string& name);
domain::DossierCode dossier(const std::string& code);

domain::Event event(const std::string& id, std::int64_t occurred_at);
domain::Delivery delivery(const std::string& to, std::int64_t lane_seq, std::int64_t due_at = 0);
domain::PeerView view(const std::string& of, const std::string& code, domain::Status status);
InboxRecord message(const std::string& source, const std::string& key);
domain::Dossier truth(const std::string& code, domain::Status status, std::int64_t since);

/// A unit of work that makes one delivery to `to` at place 1 of the lane, as a new dossier.
UnitOfWork one_delivery(const std::string& code, const std::string& to, std::int64_t due_at = 0);
LeaseRequest ask(const std::string& of, std::int64_t now, int lanes = 100, int batch = 1);
/// A settlement of the whole lease.
Settlement settled(const Lease& lease, domain::DeliveryState state, std::int64_t due_at = 0,
                   const std::string& reason = {});

/// Records as text, for comparing engines and for reading a failure.
std::string show(const DossierRecord& record);
std::string show(const std::vector<Conservation>& equations);
std::string show(const std::vector<QueueRow>& rows);

}  // namespace lienthong::storage
