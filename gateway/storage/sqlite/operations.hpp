#pragma once

#include "storage/sqlite/connection.hpp"
#include "storage/store.hpp"

#include <string>
#include <vector>

namespace lienthong::storage::sqlite {

/// What the store's calls do inside a transaction; the contract is that of `Store`. After a fault of the connection
/// the result is void: whoever runs the transaction looks at the connection first.

// commit.cpp
base::Result<CommitReceipt> commit(Connection& connection, const UnitOfWork& work);
base::Result<std::int64_t> add_refused(Connection& connection, const RefusedRecord& record);

// queue.cpp
base::Result<std::vector<Lease>> lease(Connection& connection, const LeaseRequest& request);
base::Result<void> settle(Connection& connection, const Settlement& settlement);
base::Result<std::int64_t> requeue(Connection& connection, const QueueFilter& filter, base::Instant now,
                                   const std::string& reason);
base::Result<std::int64_t> recover(Connection& connection, base::Instant now);

// dossier_queries.cpp
base::Result<DossierRecord> load(Connection& connection, const domain::DossierCode& code);
base::Result<Attachment> load_attachment(Connection& connection, const domain::DossierCode& code,
                                         const std::string& digest);
base::Result<std::vector<DossierEvents>> list_active(Connection& connection, const DaySpan& days,
                                                     const std::string& after_code, int limit);
base::Result<std::vector<AttemptRecord>> load_attempts(Connection& connection, const domain::DossierCode& code);
base::Result<std::vector<InboxRecord>> load_inbox(Connection& connection, const domain::DossierCode& code);

// list_queries.cpp
base::Result<std::string> load_cursor(Connection& connection, const domain::SystemId& peer, const std::string& stream);
base::Result<std::vector<DossierSummary>> list_dossiers(Connection& connection, const std::string& after_code,
                                                        int limit);
base::Result<std::vector<RefusedRecord>> list_refused(Connection& connection, int limit);
base::Result<std::vector<ContractDrift>> list_contract_drift(Connection& connection);
base::Result<std::vector<domain::PeerView>> list_views(Connection& connection, const domain::SystemId& peer,
                                                       const std::string& after_code, int limit);
base::Result<std::vector<Change>> changes(Connection& connection, std::int64_t after, int limit);

// queue_queries.cpp
base::Result<std::vector<QueueRow>> list_queue(Connection& connection, const QueueFilter& filter);
/// Deliveries that match, oldest first: at most the filter's limit.
std::vector<domain::DeliveryId> matching(Connection& connection, const QueueFilter& filter);
base::Result<std::vector<Conservation>> conservation(Connection& connection);
base::Result<std::optional<base::Instant>> next_due(Connection& connection, const domain::SystemId& peer);

// journal.cpp
/// Whether every subject still has as many entries as its guard says.
[[nodiscard]] bool guards_hold(Connection& connection, const std::vector<JournalGuard>& guards);
/// Gives the places of those that were there already.
std::vector<std::size_t> add_journal(Connection& connection, const std::vector<JournalEntry>& entries);
base::Result<std::vector<JournalRow>> load_journal(Connection& connection, Journal journal, const std::string& subject);
base::Result<std::vector<std::string>> find_subjects(Connection& connection, Journal journal, const std::string& key);
base::Result<std::vector<JournalRow>> read_journal(Connection& connection, Journal journal, std::int64_t after,
                                                   int limit);

}  // namespace lienthong::storage::sqlite
