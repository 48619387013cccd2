#include "storage/sqlite/operations.hpp"
#include "storage/sqlite/packing.hpp"

#include <algorithm>

namespace lienthong::storage::sqlite {
namespace {

bool holds(Connection& connection, const JournalEntry& entry) {
  return connection
      .number("SELECT 1 FROM journal_entry WHERE journal = ? AND subject = ? AND entry_id = ?",
              {entry.journal, entry.subject, entry.id})
      .has_value();
}

constexpr std::string_view columns = "sequence, journal, subject, entry_id, at, body";

std::vector<JournalRow> read_rows(Rows rows) {
  std::vector<JournalRow> list;
  while (rows.next()) {
    list.push_back({.sequence = rows.integer(0),
                    .entry = {.journal = rows.enumeration(1, last_journal),
                              .subject = rows.text(2),
                              .id = rows.text(3),
                              .at = rows.instant(4),
                              .body = rows.unpacked(5),
                              .keys = {}}});
  }
  return list;
}

}  // namespace

bool guards_hold(Connection& connection, const std::vector<JournalGuard>& guards) {
  return std::ranges::all_of(guards, [&](const JournalGuard& guard) {
    return connection.number("SELECT count(*) FROM journal_entry WHERE journal = ? AND subject = ?",
                             {guard.journal, guard.subject}) == guard.entries;
  });
}

std::vector<std::size_t> add_journal(Connection& connection, const std::vector<JournalEntry>& entries) {
  std::vector<std::size_t> known;
  for (std::size_t place = 0; place < entries.size(); ++place) {
    const auto& entry = entries[place];
    if (holds(connection, entry)) {
      known.push_back(place);
      continue;
    }
    connection.run("INSERT INTO journal_entry (journal, subject, entry_id, at, body) VALUES (?, ?, ?, ?, ?)",
                   {entry.journal, entry.subject, entry.id, entry.at, Blob{pack(entry.body)}});
    for (const auto& key : entry.keys) {
      connection.run("INSERT INTO journal_key VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                     {entry.journal, key, entry.subject});
    }
  }
  return known;
}

base::Result<std::vector<JournalRow>> load_journal(Connection& connection, Journal journal,
                                                   const std::string& subject) {
  return read_rows(connection.query(
      "SELECT " + std::string(columns) + " FROM journal_entry WHERE journal = ? AND subject = ? ORDER BY sequence",
      {journal, subject}));
}

base::Result<std::vector<std::string>> find_subjects(Connection& connection, Journal journal, const std::string& key) {
  std::vector<std::string> subjects;
  auto rows = connection.query("SELECT subject FROM journal_key WHERE journal = ? AND key = ? ORDER BY subject",
                               {journal, key});
  while (rows.next()) subjects.push_back(rows.text(0));
  return subjects;
}

base::Result<std::vector<JournalRow>> read_journal(Connection& connection, Journal journal, std::int64_t after,
                                                   int limit) {
  return read_rows(
      connection.query("SELECT " + std::string(columns) +
                           " FROM journal_entry WHERE journal = ? AND sequence > ? ORDER BY sequence LIMIT ?",
                       {journal, after, std::max(limit, 0)}));
}

}  // namespace lienthong::storage::sqlite
