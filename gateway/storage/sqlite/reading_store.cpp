#include "storage/sqlite/reading_store.hpp"

#include "storage/sqlite/operations.hpp"

namespace lienthong::storage::sqlite {

void ReadingStore::load(domain::DossierCode code, Done<DossierRecord> done) {
  readers_.submit<DossierRecord>([code = std::move(code)](Connection& c) { return sqlite::load(c, code); },
                                 std::move(done));
}

void ReadingStore::load_attachment(domain::DossierCode code, std::string digest, Done<Attachment> done) {
  readers_.submit<Attachment>([code = std::move(code), digest = std::move(digest)](
                                  Connection& c) { return sqlite::load_attachment(c, code, digest); },
                              std::move(done));
}

void ReadingStore::load_cursor(domain::SystemId peer, std::string stream, Done<std::string> done) {
  readers_.submit<std::string>([peer = std::move(peer), stream = std::move(stream)](
                                   Connection& c) { return sqlite::load_cursor(c, peer, stream); },
                               std::move(done));
}

void ReadingStore::load_attempts(domain::DossierCode code, Done<std::vector<AttemptRecord>> done) {
  readers_.submit<std::vector<AttemptRecord>>(
      [code = std::move(code)](Connection& c) { return sqlite::load_attempts(c, code); }, std::move(done));
}

void ReadingStore::load_inbox(domain::DossierCode code, Done<std::vector<InboxRecord>> done) {
  readers_.submit<std::vector<InboxRecord>>(
      [code = std::move(code)](Connection& c) { return sqlite::load_inbox(c, code); }, std::move(done));
}

void ReadingStore::list_dossiers(std::string after_code, int limit, Done<std::vector<DossierSummary>> done) {
  readers_.submit<std::vector<DossierSummary>>(
      [after = std::move(after_code), limit](Connection& c) { return sqlite::list_dossiers(c, after, limit); },
      std::move(done));
}

void ReadingStore::list_active(DaySpan days, std::string after_code, int limit, Done<std::vector<DossierEvents>> done) {
  readers_.submit<std::vector<DossierEvents>>([days, after = std::move(after_code), limit](
                                                  Connection& c) { return sqlite::list_active(c, days, after, limit); },
                                              std::move(done));
}

void ReadingStore::list_queue(QueueFilter filter, Done<std::vector<QueueRow>> done) {
  readers_.submit<std::vector<QueueRow>>(
      [filter = std::move(filter)](Connection& c) { return sqlite::list_queue(c, filter); }, std::move(done));
}

void ReadingStore::list_refused(int limit, Done<std::vector<RefusedRecord>> done) {
  readers_.submit<std::vector<RefusedRecord>>([limit](Connection& c) { return sqlite::list_refused(c, limit); },
                                              std::move(done));
}

void ReadingStore::list_contract_drift(Done<std::vector<ContractDrift>> done) {
  readers_.submit<std::vector<ContractDrift>>([](Connection& c) { return sqlite::list_contract_drift(c); },
                                              std::move(done));
}

void ReadingStore::list_views(domain::SystemId peer, std::string after_code, int limit,
                              Done<std::vector<domain::PeerView>> done) {
  readers_.submit<std::vector<domain::PeerView>>(
      [peer = std::move(peer), after = std::move(after_code), limit](Connection& c) {
        return sqlite::list_views(c, peer, after, limit);
      },
      std::move(done));
}

void ReadingStore::conservation(Done<std::vector<Conservation>> done) {
  readers_.submit<std::vector<Conservation>>([](Connection& c) { return sqlite::conservation(c); }, std::move(done));
}

void ReadingStore::next_due(domain::SystemId peer, Done<std::optional<base::Instant>> done) {
  readers_.submit<std::optional<base::Instant>>(
      [peer = std::move(peer)](Connection& c) { return sqlite::next_due(c, peer); }, std::move(done));
}

void ReadingStore::changes(std::int64_t after, int limit, Done<std::vector<Change>> done) {
  readers_.submit<std::vector<Change>>([after, limit](Connection& c) { return sqlite::changes(c, after, limit); },
                                       std::move(done));
}

void ReadingStore::load_journal(Journal journal, std::string subject, Done<std::vector<JournalRow>> done) {
  readers_.submit<std::vector<JournalRow>>(
      [journal, subject = std::move(subject)](Connection& c) { return sqlite::load_journal(c, journal, subject); },
      std::move(done));
}

void ReadingStore::find_subjects(Journal journal, std::string key, Done<std::vector<std::string>> done) {
  readers_.submit<std::vector<std::string>>(
      [journal, key = std::move(key)](Connection& c) { return sqlite::find_subjects(c, journal, key); },
      std::move(done));
}

void ReadingStore::read_journal(Journal journal, std::int64_t after, int limit, Done<std::vector<JournalRow>> done) {
  readers_.submit<std::vector<JournalRow>>(
      [journal, after, limit](Connection& c) { return sqlite::read_journal(c, journal, after, limit); },
      std::move(done));
}

std::optional<std::string> ReadingStore::fault() const {
  const auto fault = health_.fault();
  if (!fault) return std::nullopt;
  return "the database fails with \"" + fault->text + "\" (" + std::to_string(fault->code) + ")";
}

}  // namespace lienthong::storage::sqlite
