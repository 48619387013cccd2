#pragma once

#include "arrival/arrived_file.hpp"
#include "base/result.hpp"
#include "domain/money.hpp"
#include "sync/fees/statement_intake.hpp"
#include "sync/fees/statement_refusal.hpp"

#include <functional>
#include <memory>
#include <stop_token>
#include <variant>
#include <vector>

namespace lienthong::sync {

/// One statement of a file that adds up.
struct SoundStatement {
  domain::StatementHeader header;  ///< of the first page, with the balances of all pages
  std::size_t entries = 0;
};

/// More statements than this in one file are refused.
inline constexpr std::size_t most_statements = 10'000;

/// What the first reading gives: every statement, or why the file is refused.
using FileFindings = std::variant<std::vector<SoundStatement>, StatementRefusal>;
/// `transient` "statement.unreadable"; `cancelled` "statement.stopped".
[[nodiscard]] base::Result<FileFindings> check_file(const StatementBank& bank, const arrival::ArrivedFile& file,
                                                    const std::stop_token& stop);

/// The second reading: tells `sink`. `transient` "statement.unreadable", or "statement.changed" when the file is no
/// longer what the first reading saw; `cancelled` "statement.stopped".
[[nodiscard]] base::Result<void> read_file(const StatementBank& bank, const arrival::ArrivedFile& file,
                                           domain::StatementSink& sink, const std::stop_token& stop);

}  // namespace lienthong::sync
