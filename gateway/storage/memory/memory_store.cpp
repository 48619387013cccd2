#include "storage/memory/memory_store.hpp"

#include "storage/memory/state.hpp"
#include "storage/rules.hpp"

#include <mutex>
#include <utility>

namespace lienthong::storage {
namespace {

class MemoryStore final : public Store {
 public:
  void commit(UnitOfWork work, Done<CommitReceipt> done) override {
    answer(done, [&](memory::State& state) { return state.commit(work); });
  }
  void lease(LeaseRequest request, Done<std::vector<Lease>> done) override {
    answer(done, [&](memory::State& state) { return state.lease(request); });
  }
  void settle(Settlement settlement, Done<void> done) override {
    answer(done, [&](memory::State& state) { return state.settle(settlement); });
  }
  void requeue(QueueFilter filter, base::Instant now, std::string reason, Done<std::int64_t> done) override {
    answer(done, [&](memory::State& state) { return state.requeue(filter, now, reason); });
  }
  void recover(base::Instant now, Done<std::int64_t> done) override {
    answer(done, [&](memory::State& state) { return state.recover(now); });
  }
  void add_refused(RefusedRecord record, Done<std::int64_t> done) override {
    answer(done, [&](memory::State& state) { return state.add_refused(std::move(record)); });
  }

  void load(domain::DossierCode code, Done<DossierRecord> done) override {
    answer(done, [&](memory::State& state) { return state.load(code); });
  }
  void load_attachment(domain::DossierCode code, std::string digest, Done<Attachment> done) override {
    answer(done, [&](memory::State& state) { return state.load_attachment(code, digest); });
  }
  void load_cursor(domain::SystemId peer, std::string stream, Done<std::string> done) override {
    answer(done, [&](memory::State& state) { return state.load_cursor(peer, stream); });
  }
  void load_attempts(domain::DossierCode code, Done<std::vector<AttemptRecord>> done) override {
    answer(done, [&](memory::State& state) { return state.load_attempts(code); });
  }
  void load_inbox(domain::DossierCode code, Done<std::vector<InboxRecord>> done) override {
    answer(done, [&](memory::State& state) { return state.load_inbox(code); });
  }
  void list_dossiers(std::string after_code, int limit, Done<std::vector<DossierSummary>> done) override {
    answer(done, [&](memory::State& state) { return state.list_dossiers(after_code, limit); });
  }
  void list_active(DaySpan days, std::string after_code, int limit, Done<std::vector<DossierEvents>> done) override {
    answer(done, [&](memory::State& state) { return state.list_active(days, after_code, limit); });
  }
  void list_queue(QueueFilter filter, Done<std::vector<QueueRow>> done) override {
    answer(done, [&](memory::State& state) { return state.list_queue(filter); });
  }
  void list_refused(int limit, Done<std::vector<RefusedRecord>> done) override {
    answer(done, [&](memory::State& state) { return state.list_refused(limit); });
  }
  void list_contract_drift(Done<std::vector<ContractDrift>> done) override {
    answer(done, [&](memory::State& state) { return state.list_contract_drift(); });
  }
  void list_views(domain::SystemId peer, std::string after_code, int limit,
                  Done<std::vector<domain::PeerView>> done) override {
    answer(done, [&](memory::State& state) { return state.list_views(peer, after_code, limit); });
  }
  void conservation(Done<std::vector<Conservation>> done) override {
    answer(done, [&](memory::State& state) { return state.conservation(); });
  }
  void next_due(domain::SystemId peer, Done<std::optional<base::Instant>> done) override {
    answer(done, [&](memory::State& state) { return state.next_due(peer); });
  }
  void changes(std::int64_t after, int limit, Done<std::vector<Change>> done) override {
    answer(done, [&](memory::State& state) { return state.changes(after, limit); });
  }

  void load_journal(Journal journal, std::string subject, Done<std::vector<JournalRow>> done) override {
    answer(done, [&](memory::State& state) { return state.load_journal(journal, subject); });
  }
  void find_subjects(Journal journal, std::string key, Done<std::vector<std::string>> done) override {
    answer(done, [&](memory::State& state) { return state.find_subjects(journal, key); });
  }
  void read_journal(Journal journal, std::int64_t after, int limit, Done<std::vector<JournalRow>> done) override {
    answer(done, [&](memory::State& state) { return state.read_journal(journal, after, limit); });
  }

  [[nodiscard]] std::optional<std::string> fault() const override { return std::nullopt; }
  void close() override {
    const std::lock_guard lock(mutex_);
    closed_ = true;
  }

 private:
  template <class T, class Op>
  void answer(const Done<T>& done, Op op) {
    done([&]() -> base::Result<T> {
      const std::lock_guard lock(mutex_);
      if (closed_) return storage::closed();
      return op(state_);
    }());
  }

  std::mutex mutex_;
  memory::State state_;
  bool closed_ = false;
};

}  // namespace

std::unique_ptr<Store> make_memory_store() { return std::make_unique<MemoryStore>(); }

}  // namespace lienthong::storage
