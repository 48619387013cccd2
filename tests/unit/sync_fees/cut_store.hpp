#pragma once

#include "storage/store.hpp"

#include <cstddef>
#include <utility>

namespace lienthong::sync::testing {

/// A store that stops writing after a number of writes, as a gateway does that is killed there; reading goes on.
class CutStore final : public storage::Store {
 public:
  explicit CutStore(storage::Store& inner) : inner_(&inner) {}

  void allow(std::size_t writes) { left_ = writes; }
  [[nodiscard]] bool was_cut() const { return cut_; }

  void commit(storage::UnitOfWork work, storage::Done<storage::CommitReceipt> done) override {
    if (may_write(done)) inner_->commit(std::move(work), std::move(done));
  }
  void lease(storage::LeaseRequest request, storage::Done<std::vector<storage::Lease>> done) override {
    if (may_write(done)) inner_->lease(std::move(request), std::move(done));
  }
  void settle(storage::Settlement settlement, storage::Done<void> done) override {
    if (may_write(done)) inner_->settle(std::move(settlement), std::move(done));
  }
  void requeue(storage::QueueFilter filter, base::Instant now, std::string reason,
               storage::Done<std::int64_t> done) override {
    if (may_write(done)) inner_->requeue(std::move(filter), now, std::move(reason), std::move(done));
  }
  void recover(base::Instant now, storage::Done<std::int64_t> done) override {
    if (may_write(done)) inner_->recover(now, std::move(done));
  }
  void add_refused(storage::RefusedRecord record, storage::Done<std::int64_t> done) override {
    if (may_write(done)) inner_->add_refused(std::move(record), std::move(done));
  }
  void load(domain::DossierCode code, storage::Done<storage::DossierRecord> done) override {
    inner_->load(std::move(code), std::move(done));
  }
  void load_attachment(domain::DossierCode code, std::string digest, storage::Done<storage::Attachment> done) override {
    inner_->load_attachment(std::move(code), std::move(digest), std::move(done));
  }
  void load_cursor(domain::SystemId peer, std::string stream, storage::Done<std::string> done) override {
    inner_->load_cursor(std::move(peer), std::move(stream), std::move(done));
  }
  void load_attempts(domain::DossierCode code, storage::Done<std::vector<storage::AttemptRecord>> done) override {
    inner_->load_attempts(std::move(code), std::move(done));
  }
  void load_inbox(domain::DossierCode code, storage::Done<std::vector<storage::InboxRecord>> done) override {
    inner_->load_inbox(std::move(code), std::move(done));
  }
  void list_active(storage::DaySpan days, std::string after, int limit,
                   storage::Done<std::vector<storage::DossierEvents>> done) override {
    inner_->list_active(days, std::move(after), limit, std::move(done));
  }
  void list_dossiers(std::string after, int limit, storage::Done<std::vector<storage::DossierSummary>> done) override {
    inner_->list_dossiers(std::move(after), limit, std::move(done));
  }
  void list_queue(storage::QueueFilter filter, storage::Done<std::vector<storage::QueueRow>> done) override {
    inner_->list_queue(std::move(filter), std::move(done));
  }
  void list_refused(int limit, storage::Done<std::vector<storage::RefusedRecord>> done) override {
    inner_->list_refused(limit, std::move(done));
  }
  void list_contract_drift(storage::Done<std::vector<storage::ContractDrift>> done) override {
    inner_->list_contract_drift(std::move(done));
  }
  void list_views(domain::SystemId peer, std::string after, int limit,
                  storage::Done<std::vector<domain::PeerView>> done) override {
    inner_->list_views(std::move(peer), std::move(after), limit, std::move(done));
  }
  void conservation(storage::Done<std::vector<storage::Conservation>> done) override {
    inner_->conservation(std::move(done));
  }
  void next_due(domain::SystemId peer, storage::Done<std::optional<base::Instant>> done) override {
    inner_->next_due(std::move(peer), std::move(done));
  }
  void changes(std::int64_t after, int limit, storage::Done<std::vector<storage::Change>> done) override {
    inner_->changes(after, limit, std::move(done));
  }
  void load_journal(storage::Journal journal, std::string subject,
                    storage::Done<std::vector<storage::JournalRow>> done) override {
    inner_->load_journal(journal, std::move(subject), std::move(done));
  }
  void find_subjects(storage::Journal journal, std::string key, storage::Done<std::vector<std::string>> done) override {
    inner_->find_subjects(journal, std::move(key), std::move(done));
  }
  void read_journal(storage::Journal journal, std::int64_t after, int limit,
                    storage::Done<std::vector<storage::JournalRow>> done) override {
    inner_->read_journal(journal, after, limit, std::move(done));
  }
  [[nodiscard]] std::optional<std::string> fault() const override { return inner_->fault(); }
  void close() override { inner_->close(); }

 private:
  template <class T>
  bool may_write(const storage::Done<T>& done) {
    if (left_ > 0) {
      --left_;
      return true;
    }
    cut_ = true;
    done(base::fail(base::ErrorKind::transient, "store.unavailable", "the gateway was killed here"));
    return false;
  }

  storage::Store* inner_;
  std::size_t left_ = SIZE_MAX;
  bool cut_ = false;
};

}  // namespace lienthong::sync::testing
