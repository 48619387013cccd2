#pragma once

#include "base/result.hpp"
#include "storage/journal.hpp"
#include "storage/records.hpp"
#include "storage/unit_of_work.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace lienthong::storage {

template <class T>
using Done = std::function<void(base::Result<T>)>;

/// Which deliveries a list shows; empty fields do not filter.
struct QueueFilter {
  std::optional<domain::SystemId> peer;
  std::optional<domain::DossierCode> dossier;
  std::vector<domain::DeliveryState> states;
  int limit = 200;
};

/// What a dispatcher asks for.
struct LeaseRequest {
  domain::SystemId peer;
  base::Instant now{};
  base::Instant until{};  ///< the lease ends here; whoever holds it must have settled by then
  int lanes = 1;          ///< at most so many lanes
  int batch = 1;          ///< at most so many consecutive due deliveries of one kind from a lane's head
};

/// A run of deliveries from the head of one lane, now `in_flight` and owned by `token` until `until`.
struct Lease {
  std::int64_t token = 0;  ///< fencing: rises with every lease; a settlement under an old one is refused
  std::vector<domain::Delivery> deliveries;
  /// As it was before the lease; `unknown` says that the outcome of an earlier send must be found out first.
  domain::DeliveryState before = domain::DeliveryState::waiting;
  domain::PeerView view;
};

/// The store port. Calls return at once; `done` is called exactly once, on a thread of the store's choosing, after the
/// result is durable (commit, settle, lease, requeue, recover) or read. No network call can hide in a transaction:
/// transactions are values. Thread-safe. After a failed fsync, a full disk or a corrupt page every write fails with
/// `transient` "store.unavailable" and health says why (R6); nothing is acknowledged that is not on disk.
class Store {
 public:
  virtual ~Store() = default;

  /// Applies all of it or nothing. `conflict` "store.version" when `expected_version` is not the dossier's version now:
  /// load and decide again. `conflict` "store.journal" when a journal has moved on since its guard was taken: likewise.
  /// `conflict` "store.key" when (source, key) is in the inbox already.
  virtual void commit(UnitOfWork work, Done<CommitReceipt> done) = 0;
  /// Takes due lane heads in order of due time. A lane whose head is in flight, parked or refused gives nothing (I4).
  virtual void lease(LeaseRequest request, Done<std::vector<Lease>> done) = 0;
  /// `conflict` "store.fenced" when the lease was lost; nothing is changed then.
  virtual void settle(Settlement settlement, Done<void> done) = 0;
  /// Refused, parked and unknown deliveries that match go back to waiting, due at once. Gives how many.
  virtual void requeue(QueueFilter filter, base::Instant now, std::string reason, Done<std::int64_t> done) = 0;
  /// At start and for expired leases: `in_flight` whose lease ended before `now` becomes `unknown` "lease.lost".
  virtual void recover(base::Instant now, Done<std::int64_t> done) = 0;
  virtual void add_refused(RefusedRecord record, Done<std::int64_t> done) = 0;

  virtual void load(domain::DossierCode code, Done<DossierRecord> done) = 0;
  /// `not_found` when the dossier has no attachment of that digest.
  virtual void load_attachment(domain::DossierCode code, std::string digest, Done<Attachment> done) = 0;
  /// Empty text when the stream was never read.
  virtual void load_cursor(domain::SystemId peer, std::string stream, Done<std::string> done) = 0;
  virtual void load_attempts(domain::DossierCode code, Done<std::vector<AttemptRecord>> done) = 0;
  virtual void load_inbox(domain::DossierCode code, Done<std::vector<InboxRecord>> done) = 0;
  virtual void list_dossiers(std::string after_code, int limit, Done<std::vector<DossierSummary>> done) = 0;
  /// Dossiers to which something occurred on one of these days, by code, with all their events.
  virtual void list_active(DaySpan days, std::string after_code, int limit, Done<std::vector<DossierEvents>> done) = 0;
  virtual void list_queue(QueueFilter filter, Done<std::vector<QueueRow>> done) = 0;
  virtual void list_refused(int limit, Done<std::vector<RefusedRecord>> done) = 0;
  virtual void list_contract_drift(Done<std::vector<ContractDrift>> done) = 0;
  virtual void list_views(domain::SystemId peer, std::string after_code, int limit,
                          Done<std::vector<domain::PeerView>> done) = 0;
  virtual void conservation(Done<std::vector<Conservation>> done) = 0;
  /// The earliest `due_at` of a lane head of `peer` that could be leased, for the dispatcher's timer; nothing when
  /// none.
  virtual void next_due(domain::SystemId peer, Done<std::optional<base::Instant>> done) = 0;
  /// Changes after the sequence number `after` (0 = from the start), oldest first: for the change feed.
  virtual void changes(std::int64_t after, int limit, Done<std::vector<Change>> done) = 0;

  /// All entries of one subject, in order of commit; empty when there is none.
  virtual void load_journal(Journal journal, std::string subject, Done<std::vector<JournalRow>> done) = 0;
  /// Subjects that were ever given `key`, in order of their names.
  virtual void find_subjects(Journal journal, std::string key, Done<std::vector<std::string>> done) = 0;
  /// Entries of one journal after the sequence number `after` (0 = from the start), oldest first: for whoever follows
  /// it.
  virtual void read_journal(Journal journal, std::int64_t after, int limit, Done<std::vector<JournalRow>> done) = 0;

  /// Nothing while writes work; else why not.
  [[nodiscard]] virtual std::optional<std::string> fault() const = 0;
  /// Finishes what was handed in, refuses the rest with `cancelled`, closes. Blocks. Called once.
  virtual void close() = 0;
};

}  // namespace lienthong::storage
