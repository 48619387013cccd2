#pragma once

#include "storage/sqlite/reader_pool.hpp"
#include "storage/store.hpp"

#include <memory>
#include <string>
#include <vector>

namespace lienthong::storage::sqlite {

/// The reading half of the port over a pool of readers; the writing half is left to whoever derives.
class ReadingStore : public Store {
 public:
  void load(domain::DossierCode code, Done<DossierRecord> done) override;
  void load_attachment(domain::DossierCode code, std::string digest, Done<Attachment> done) override;
  void load_cursor(domain::SystemId peer, std::string stream, Done<std::string> done) override;
  void load_attempts(domain::DossierCode code, Done<std::vector<AttemptRecord>> done) override;
  void load_inbox(domain::DossierCode code, Done<std::vector<InboxRecord>> done) override;
  void list_dossiers(std::string after_code, int limit, Done<std::vector<DossierSummary>> done) override;
  void list_active(DaySpan days, std::string after_code, int limit, Done<std::vector<DossierEvents>> done) override;
  void list_queue(QueueFilter filter, Done<std::vector<QueueRow>> done) override;
  void list_refused(int limit, Done<std::vector<RefusedRecord>> done) override;
  void list_contract_drift(Done<std::vector<ContractDrift>> done) override;
  void list_views(domain::SystemId peer, std::string after_code, int limit,
                  Done<std::vector<domain::PeerView>> done) override;
  void conservation(Done<std::vector<Conservation>> done) override;
  void next_due(domain::SystemId peer, Done<std::optional<base::Instant>> done) override;
  void changes(std::int64_t after, int limit, Done<std::vector<Change>> done) override;
  void load_journal(Journal journal, std::string subject, Done<std::vector<JournalRow>> done) override;
  void find_subjects(Journal journal, std::string key, Done<std::vector<std::string>> done) override;
  void read_journal(Journal journal, std::int64_t after, int limit, Done<std::vector<JournalRow>> done) override;
  [[nodiscard]] std::optional<std::string> fault() const override;

 protected:
  explicit ReadingStore(std::vector<std::unique_ptr<Connection>> readers) : readers_(std::move(readers), health_) {}
  Health& health() { return health_; }
  void close_readers() { readers_.close(); }

 private:
  Health health_;
  ReaderPool readers_;
};

}  // namespace lienthong::storage::sqlite
