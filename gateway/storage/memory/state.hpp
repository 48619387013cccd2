#pragma once

#include "storage/store.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace lienthong::storage::memory {

/// One dossier and all that hangs on it.
struct DossierRow {
  std::int64_t id = 0;  ///< order of arrival; breaks ties between lanes that are due together
  std::int64_t version = 0;
  domain::ProcedureCode procedure;
  std::optional<domain::Status> status;
  base::Instant status_since{};
  std::vector<domain::Event> events;
  std::vector<InboxRecord> inbox;
  std::map<domain::SystemId, domain::PeerView> views;
  std::map<std::string, std::string> attachments;  ///< digest → bytes
  std::vector<AttemptRecord> attempts;
};

/// A delivery with its lease.
struct DeliveryRow {
  domain::Delivery delivery;
  std::int64_t token = 0;
  base::Instant leased_until{};
};

/// The deliveries of one (peer, dossier), by place.
using Lane = std::map<std::int64_t, domain::DeliveryId>;
using LaneKey = std::pair<domain::SystemId, domain::DossierCode>;

/// The tables of the memory engine. Not thread-safe; every change either happens wholly or not at all.
class State {
 public:
  base::Result<CommitReceipt> commit(const UnitOfWork& work);
  std::vector<Lease> lease(const LeaseRequest& request);
  base::Result<void> settle(const Settlement& settlement);
  std::int64_t requeue(const QueueFilter& filter, base::Instant now, const std::string& reason);
  std::int64_t recover(base::Instant now);
  std::int64_t add_refused(RefusedRecord record);

  DossierRecord load(const domain::DossierCode& code) const;
  base::Result<Attachment> load_attachment(const domain::DossierCode& code, const std::string& digest) const;
  std::string load_cursor(const domain::SystemId& peer, const std::string& stream) const;
  std::vector<AttemptRecord> load_attempts(const domain::DossierCode& code) const;
  std::vector<InboxRecord> load_inbox(const domain::DossierCode& code) const;
  std::vector<DossierSummary> list_dossiers(const std::string& after_code, int limit) const;
  std::vector<DossierEvents> list_active(const DaySpan& days, const std::string& after_code, int limit) const;
  std::vector<QueueRow> list_queue(const QueueFilter& filter) const;
  std::vector<RefusedRecord> list_refused(int limit) const;
  std::vector<ContractDrift> list_contract_drift() const;
  std::vector<domain::PeerView> list_views(const domain::SystemId& peer, const std::string& after_code,
                                           int limit) const;
  std::vector<Conservation> conservation() const;
  std::optional<base::Instant> next_due(const domain::SystemId& peer) const;
  std::vector<Change> changes(std::int64_t after, int limit) const;
  std::vector<JournalRow> load_journal(Journal journal, const std::string& subject) const;
  std::vector<std::string> find_subjects(Journal journal, const std::string& key) const;
  std::vector<JournalRow> read_journal(Journal journal, std::int64_t after, int limit) const;

 private:
  [[nodiscard]] const DossierRow* find(const domain::DossierCode& code) const;
  [[nodiscard]] base::Result<void> admit(const UnitOfWork& work) const;
  [[nodiscard]] bool lane_places_are_free(const UnitOfWork& work) const;
  void add_events(DossierRow& row, const UnitOfWork& work) const;
  void add_truth(DossierRow& row, const UnitOfWork& work);
  domain::DeliveryId add_delivery(domain::Delivery delivery, const domain::DossierCode& dossier);
  void add_drift(const ContractDrift& drift);
  std::vector<std::size_t> add_journal(const std::vector<JournalEntry>& entries);
  [[nodiscard]] std::vector<domain::Delivery> open_deliveries(const Lane& lane) const;
  [[nodiscard]] std::optional<base::Instant> ready_at(const Lane& lane) const;
  [[nodiscard]] Lease take(const LaneKey& key, const Lane& lane, const LeaseRequest& request);
  [[nodiscard]] bool matches(const QueueFilter& filter, const domain::Delivery& delivery) const;

  std::map<domain::DossierCode, DossierRow> dossiers_;
  std::map<domain::DeliveryId, DeliveryRow> deliveries_;
  std::map<LaneKey, Lane> lanes_;
  std::map<domain::SystemId, std::int64_t> accepted_;
  std::map<std::pair<domain::SystemId, std::string>, std::string> cursors_;
  std::map<std::int64_t, RefusedRecord> refused_;
  std::map<std::tuple<domain::SystemId, std::string, std::string>, ContractDrift> drift_;
  std::vector<Change> changes_;
  std::vector<JournalRow> journal_;                                                       ///< by sequence
  std::map<std::pair<Journal, std::string>, std::vector<std::size_t>> journal_subjects_;  ///< places in journal_
  std::map<std::pair<Journal, std::string>, std::set<std::string>> journal_keys_;         ///< key → subjects
  std::int64_t last_dossier_ = 0;
  std::int64_t last_delivery_ = 0;
  std::int64_t last_token_ = 0;
  std::int64_t last_refused_ = 0;
};

}  // namespace lienthong::storage::memory
