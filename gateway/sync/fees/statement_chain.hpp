#pragma once

#include "base/result.hpp"
#include "domain/money.hpp"
#include "storage/journal.hpp"
#include "sync/fees/statement_journal.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace lienthong::sync {

/// One accepted statement of one account: an entry of the journal `statement_chain`, subject "<bank>/<account>".
struct StatementLink {
  std::string digest;  ///< SHA-256 of what it says, whatever file and form it came in; without ids of the message
  StatementFileId file;
  std::size_t statement = 1;  ///< of the file
  std::size_t entries = 0;
  domain::StatementHeader header;  ///< of the first page, with the balances of all pages
  base::Instant taken_at{};

  /// Short name, unique: "vcb.0f3a5c7e9b1d2f40". Movements are named by it.
  [[nodiscard]] std::string name() const;
  /// Days that it speaks of, both included: its period, else those of its balances.
  struct Days {
    domain::Day first{};
    domain::Day last{};
    friend bool operator==(const Days&, const Days&) = default;
  };
  [[nodiscard]] std::optional<Days> days() const;
};

[[nodiscard]] std::string chain_subject(const std::string& bank, const std::string& account);
/// The same statement twice is one entry, for ever: also when a corrected one has come between.
[[nodiscard]] storage::JournalEntry link_entry(const StatementLink& link);
/// `permanent` "statement.body".
[[nodiscard]] base::Result<StatementLink> read_link(const storage::JournalEntry& entry);

/// Whether two statements of one account say the same thing at different times, so that only one of them can count:
/// the same id, or the same number for the same days, or of a camt.053 the same days from the same balance on. A bank
/// that gives every statement one id is told by its numbers and days.
[[nodiscard]] bool is_same_statement(const domain::StatementHeader& one, const domain::StatementHeader& other);

struct ChainedStatement {
  StatementLink link;
  /// Name of the one that counts in its place, when it was corrected.
  std::optional<std::string> replaced_by;
  std::optional<std::string> replaces;  ///< name of the one in whose place it counts
  bool copy_differs = false;            ///< flagged as a copy, but says something else than what it replaces
  /// Against the one before; only between statements (camt.053, MT940, CSV) that count.
  std::vector<domain::StatementProblem> problems;
};
/// Every statement of one account that was ever taken, by their days; of corrected ones the last that was made counts.
using AccountChain = std::vector<ChainedStatement>;

/// `links` in order of commit. The result depends on nothing else, so an early statement that comes late closes a gap.
[[nodiscard]] AccountChain chain_of(std::vector<StatementLink> links);

/// All chains of the journal's rows (in order of commit), by subject. `permanent` "statement.body".
[[nodiscard]] base::Result<std::map<std::string, AccountChain>> chains_of(std::span<const storage::JournalRow> rows);

}  // namespace lienthong::sync
