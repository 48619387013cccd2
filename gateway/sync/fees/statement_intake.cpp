#include "sync/fees/statement_intake.hpp"

#include "sync/fees/block_writer.hpp"
#include "sync/fees/statement_journal.hpp"
#include "sync/fees/statement_reading.hpp"

#include <algorithm>
#include <chrono>
#include <stdexcept>

namespace lienthong::sync {
namespace {

using base::Result;
using storage::Journal;

/// Other files that were judged meanwhile may have arrived so long before.
constexpr std::chrono::hours longest_judging{1};

Result<void> commit_entries(const StoreCalls& store, std::vector<storage::JournalEntry> entries, base::Instant at) {
  storage::UnitOfWork work;
  work.journal = std::move(entries);
  work.at = at;
  auto done = store.commit(std::move(work));
  if (!done) return base::fail(std::move(done).error());
  return {};
}

/// Statements of one file as they stand now in the chains of their accounts, in the order of the file.
Result<std::vector<ChainedStatement>> standing_of(const StoreCalls& store, const std::vector<StatementLink>& links) {
  std::map<std::string, AccountChain> chains;
  std::vector<ChainedStatement> out;
  for (const StatementLink& link : links) {
    const std::string subject = chain_subject(link.file.bank, link.header.account);
    if (!chains.contains(subject)) {
      auto rows = store.load_journal(Journal::statement_chain, subject);
      if (!rows) return base::fail(std::move(rows).error());
      auto loaded = chains_of(*rows);
      if (!loaded) return base::fail(std::move(loaded).error());
      chains[subject] = std::move((*loaded)[subject]);
    }
    for (const ChainedStatement& one : chains[subject]) {
      if (one.link.digest == link.digest) out.push_back(one);
    }
  }
  return out;
}

storage::RefusedRecord listed_as(const StatementFileId& id, const arrival::ArrivedFile& file,
                                 const StatementRefusal& refusal) {
  storage::RefusedRecord record;
  record.source = domain::SystemId(id.bank);
  record.kind = "statement";
  record.reason = refusal.reasons.front().rule;
  record.detail = refusal.reasons.front().text + " (file " + id.digest + ")";
  record.raw_size = file.size;
  record.received_at = file.arrived_at;
  return record;
}

/// Whether a taking of the file since `first_arrived` came as far as the list. Newest first: after a crash it stands
/// near the top.
Result<bool> is_listed(const StoreCalls& store, const storage::RefusedRecord& record, base::Instant first_arrived) {
  const auto same = [&](const storage::RefusedRecord& other) {
    return other.source == record.source && other.kind == record.kind && other.detail == record.detail;
  };
  for (int limit = 256;; limit *= 4) {
    const auto rows = store.list_refused(limit);
    if (!rows) return base::fail(rows.error());
    if (std::ranges::any_of(*rows, same)) return true;
    const bool all_seen = rows->size() < static_cast<std::size_t>(limit);
    if (all_seen || rows->back().received_at < first_arrived - longest_judging) return false;
  }
}

/// The list and the journal are two writes: a file that was seen `before` may stand in the first alone.
Result<StatementAnswer> refuse(const StoreCalls& store, const StatementFileId& id, const arrival::ArrivedFile& file,
                               const std::optional<StatementFileRecord>& before, StatementRefusal refusal,
                               base::Instant now) {
  auto entry = refused_entry(id, refusal, now);
  auto rows = store.load_journal(Journal::statement, id.subject());
  if (!rows) return base::fail(std::move(rows).error());
  const bool known = std::ranges::any_of(*rows, [&](const auto& row) { return row.entry.id == entry.id; });
  if (!known) {
    auto record = listed_as(id, file, refusal);
    Result<bool> stands = before ? is_listed(store, record, before->arrived_at) : Result<bool>(false);
    if (!stands) return base::fail(std::move(stands).error());
    if (!*stands) {
      auto listed = store.add_refused(std::move(record));
      if (!listed) return base::fail(std::move(listed).error());
    }
    auto done = commit_entries(store, {std::move(entry)}, now);
    if (!done) return base::fail(std::move(done).error());
  }
  return StatementAnswer{StatementTaken::refused, {}, std::move(refusal)};
}

/// Accepts what the blocks hold: from this commit on it counts.
Result<StatementAnswer> accept(const StoreCalls& store, const StatementFileId& id,
                               const std::vector<StatementLink>& links, base::Instant now) {
  storage::UnitOfWork work;
  for (const StatementLink& link : links) work.journal.push_back(link_entry(link));
  work.journal.push_back(accepted_entry(id, now));
  work.at = now;
  auto receipt = store.commit(std::move(work));
  if (!receipt) return base::fail(std::move(receipt).error());
  auto statements = standing_of(store, links);
  if (!statements) return base::fail(std::move(statements).error());
  const auto known = std::ranges::count_if(receipt->known, [&](std::size_t place) { return place < links.size(); });
  const bool nothing_new = static_cast<std::size_t>(known) == links.size();
  return StatementAnswer{nothing_new ? StatementTaken::repeated : StatementTaken::accepted, std::move(*statements), {}};
}

Result<StatementAnswer> store_and_accept(const StoreCalls& store, const StatementBank& bank, const StatementFileId& id,
                                         const arrival::ArrivedFile& file, std::vector<SoundStatement> statements,
                                         base::Instant now, const std::stop_token& stop) {
  BlockWriter writer(store, id, std::move(statements), now);
  if (auto read = read_file(bank, file, writer, stop); !read) return base::fail(std::move(read).error());
  auto links = writer.finish();
  if (!links) return base::fail(std::move(links).error());
  return accept(store, id, *links, now);
}

}  // namespace

std::string_view name(StatementTaken taken) {
  switch (taken) {
    case StatementTaken::accepted:
      return "accepted";
    case StatementTaken::repeated:
      return "repeated";
    case StatementTaken::refused:
      return "refused";
  }
  throw std::logic_error("no such outcome");
}

Result<StatementAnswer> StatementIntake::take(const StatementBank& bank, const arrival::ArrivedFile& file) const {
  const StatementFileId id{bank.id, file.digest};
  auto rows = store_.load_journal(Journal::statement, id.subject());
  if (!rows) return base::fail(std::move(rows).error());
  auto record = file_record(*rows);
  if (!record) return base::fail(std::move(record).error());
  if (*record && (*record)->verdict == FileVerdict::accepted) return StatementAnswer{StatementTaken::repeated, {}, {}};
  const base::Instant now = clock_->now();
  if (auto done = commit_entries(store_, {arrived_entry(id, file)}, now); !done)
    return base::fail(std::move(done).error());
  auto findings = check_file(bank, file, stop_);
  if (!findings) return base::fail(std::move(findings).error());
  if (auto* refusal = std::get_if<StatementRefusal>(&*findings))
    return refuse(store_, id, file, *record, std::move(*refusal), now);
  return store_and_accept(store_, bank, id, file, std::get<std::vector<SoundStatement>>(std::move(*findings)), now,
                          stop_);
}

Result<void> StatementIntake::remember_offer(const std::string& bank, const std::string& digest,
                                             const std::string& key) const {
  const base::Instant now = clock_->now();
  return commit_entries(store_, {offered_entry({bank, digest}, key, now)}, now);
}

Result<bool> StatementIntake::knows_offer(const std::string& key) const {
  auto subjects = store_.find_subjects(Journal::statement, key);
  if (!subjects) return base::fail(std::move(subjects).error());
  return !subjects->empty();
}

}  // namespace lienthong::sync
