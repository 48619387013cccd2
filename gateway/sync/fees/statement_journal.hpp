#pragma once

#include "arrival/arrived_file.hpp"
#include "base/result.hpp"
#include "domain/money.hpp"
#include "storage/journal.hpp"
#include "sync/fees/statement_refusal.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

// How files of banks, their statements and the entries of these stand in the journals `statement` and
// `statement_chain` (ADR 7).

namespace lienthong::sync {

/// One file of one bank: subject "<bank>/<SHA-256>".
struct StatementFileId {
  std::string bank;
  std::string digest;
  [[nodiscard]] std::string subject() const { return bank + "/" + digest; }
  /// Where the entries of its n-th statement (from 1) are kept.
  [[nodiscard]] std::string entries_subject(std::size_t statement) const {
    return subject() + "/" + std::to_string(statement);
  }
  friend bool operator==(const StatementFileId&, const StatementFileId&) = default;
};

enum class FileVerdict : std::uint8_t { unfinished, accepted, refused };
/// "unfinished"
[[nodiscard]] std::string_view name(FileVerdict verdict);

/// What is known of one file: the fold of its entries.
struct StatementFileRecord {
  StatementFileId id;
  std::string name;  ///< as the sender called it; may hold personal data
  std::uint64_t size = 0;
  std::string origin;
  base::Instant arrived_at{};
  FileVerdict verdict = FileVerdict::unfinished;
  base::Instant judged_at{};
  StatementRefusal refusal;  ///< the last one, of a refused file
};

/// Every file has this key in the journal `statement`.
inline constexpr const char* file_key = "file";
/// The key under which a file's offer at its source is remembered.
[[nodiscard]] std::string offer_key(const std::string& source, const std::string& name, std::uint64_t size,
                                    base::Instant modified_at);

[[nodiscard]] storage::JournalEntry arrived_entry(const StatementFileId& id, const arrival::ArrivedFile& file);
/// `number` from 1: the same file gives the same blocks, so that writing one again has no effect.
[[nodiscard]] storage::JournalEntry block_entry(const StatementFileId& id, std::size_t statement, std::size_t number,
                                                std::span<const domain::Entry> entries, base::Instant at);
[[nodiscard]] storage::JournalEntry accepted_entry(const StatementFileId& id, base::Instant at);
/// The same refusal twice is one entry.
[[nodiscard]] storage::JournalEntry refused_entry(const StatementFileId& id, const StatementRefusal& refusal,
                                                  base::Instant at);
[[nodiscard]] storage::JournalEntry offered_entry(const StatementFileId& id, const std::string& key, base::Instant at);

/// From all entries of one file; nothing when it never arrived. `permanent` "statement.body".
[[nodiscard]] base::Result<std::optional<StatementFileRecord>> file_record(std::span<const storage::JournalRow> rows);
/// The entries that the blocks hold, in order. `permanent` "statement.body".
[[nodiscard]] base::Result<std::vector<domain::Entry>> entries_of(std::span<const storage::JournalRow> blocks);

}  // namespace lienthong::sync
