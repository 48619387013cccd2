#include "sync/fees/statement_journal.hpp"

#include "base/digest.hpp"
#include "sync/fees/packed_text.hpp"
#include "sync/fees/statement_body.hpp"

#include <iterator>
#include <stdexcept>

namespace lienthong::sync {
namespace {

using storage::Journal;
using storage::JournalEntry;

constexpr std::uint64_t form = 1;
constexpr std::string_view arrived = "arrived";
constexpr std::string_view accepted = "accepted";
constexpr std::string_view refused = "refused/";

JournalEntry entry_of(const StatementFileId& id, std::string entry, base::Instant at, std::string body) {
  JournalEntry out;
  out.journal = Journal::statement;
  out.subject = id.subject();
  out.id = std::move(entry);
  out.at = at;
  out.body = std::move(body);
  return out;
}

base::Result<void> read_arrived(const JournalEntry& entry, StatementFileRecord& out) {
  PackedReader in(entry.body);
  if (in.number() != form) in.fail();
  out.name = in.text();
  out.size = in.number();
  out.origin = in.text();
  out.arrived_at = entry.at;
  const auto slash = entry.subject.find('/');
  if (in.failed() || !in.at_end() || slash == std::string::npos)
    return base::fail(base::ErrorKind::permanent, "statement.body", "what was kept of a file's arrival cannot be read");
  out.id = {entry.subject.substr(0, slash), entry.subject.substr(slash + 1)};
  return {};
}

base::Result<void> read(const JournalEntry& entry, StatementFileRecord& out) {
  if (entry.id == arrived) return read_arrived(entry, out);
  if (entry.id == accepted) {
    out.verdict = FileVerdict::accepted;
    out.judged_at = entry.at;
  }
  if (!entry.id.starts_with(refused) || out.verdict == FileVerdict::accepted) return {};
  auto refusal = unpack_refusal(entry.body);
  if (!refusal) return base::fail(std::move(refusal).error());
  out.verdict = FileVerdict::refused;
  out.judged_at = entry.at;
  out.refusal = std::move(*refusal);
  return {};
}

}  // namespace

std::string_view name(FileVerdict verdict) {
  switch (verdict) {
    case FileVerdict::unfinished:
      return "unfinished";
    case FileVerdict::accepted:
      return "accepted";
    case FileVerdict::refused:
      return "refused";
  }
  throw std::logic_error("no such verdict");
}

std::string offer_key(const std::string& source, const std::string& name, std::uint64_t size,
                      base::Instant modified_at) {
  PackedWriter out;
  out.text(source).text(name).number(size).signed_number(base::unix_ms(modified_at));
  return "offer/" + base::sha256_hex(std::move(out).take());
}

JournalEntry arrived_entry(const StatementFileId& id, const arrival::ArrivedFile& file) {
  PackedWriter out;
  out.number(form).text(file.name).number(file.size).text(file.origin);
  auto entry = entry_of(id, std::string(arrived), file.arrived_at, std::move(out).take());
  entry.keys = {file_key};
  return entry;
}

JournalEntry block_entry(const StatementFileId& id, std::size_t statement, std::size_t number,
                         std::span<const domain::Entry> entries, base::Instant at) {
  auto entry = entry_of(id, std::to_string(number), at, pack_entries(entries));
  entry.subject = id.entries_subject(statement);
  return entry;
}

JournalEntry accepted_entry(const StatementFileId& id, base::Instant at) {
  return entry_of(id, std::string(accepted), at, {});
}

JournalEntry refused_entry(const StatementFileId& id, const StatementRefusal& refusal, base::Instant at) {
  std::string body = pack_refusal(refusal);
  const std::string digest = base::sha256_hex(body);
  return entry_of(id, std::string(refused) + digest, at, std::move(body));
}

JournalEntry offered_entry(const StatementFileId& id, const std::string& key, base::Instant at) {
  auto entry = entry_of(id, key, at, {});
  entry.keys = {key};
  return entry;
}

base::Result<std::optional<StatementFileRecord>> file_record(std::span<const storage::JournalRow> rows) {
  if (rows.empty()) return std::optional<StatementFileRecord>();
  StatementFileRecord out;
  for (const storage::JournalRow& row : rows) {
    auto done = read(row.entry, out);
    if (!done) return base::fail(std::move(done).error());
  }
  return out;
}

base::Result<std::vector<domain::Entry>> entries_of(std::span<const storage::JournalRow> blocks) {
  std::vector<domain::Entry> out;
  for (const storage::JournalRow& block : blocks) {
    auto entries = unpack_entries(block.entry.body);
    if (!entries) return base::fail(std::move(entries).error());
    std::move(entries->begin(), entries->end(), std::back_inserter(out));
  }
  return out;
}

}  // namespace lienthong::sync
