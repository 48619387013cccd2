#pragma once

#include "arrival/arrived_file.hpp"
#include "base/clock.hpp"
#include "base/result.hpp"
#include "codec/statement.hpp"
#include "domain/money.hpp"
#include "mapping/statement_profile_file.hpp"
#include "sync/fees/statement_chain.hpp"
#include "sync/fees/statement_refusal.hpp"
#include "sync/fees/store_calls.hpp"

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace lienthong::sync {

/// What is known of a bank that sends statements.
struct StatementBank {
  std::string id;                                    ///< lower-case letters, digits and '-'
  std::optional<mapping::StatementProfile> profile;  ///< of a file that is no XML
  domain::StatementExpectation expectation;
  codec::StatementLimits limits;
};

/// repeated: the same file, or every statement of it, was accepted before; nothing has changed.
enum class StatementTaken : std::uint8_t { accepted, repeated, refused };
/// "accepted"
[[nodiscard]] std::string_view name(StatementTaken taken);

/// What became of a file.
struct StatementAnswer {
  StatementTaken taken = StatementTaken::refused;
  std::vector<ChainedStatement> statements;  ///< as they stand now, of an accepted file
  StatementRefusal refusal;
};

/// Takes in files of banks: checked whole, then stored block by block, then accepted in one transaction with the
/// chains of their accounts; only from then on anything of it counts. Memory is bounded by one block, whatever the size
/// of the file. A file that is offered again after a crash at any point has the same effect as if there had been none.
/// Every call blocks: for a thread of its own.
class StatementIntake {
 public:
  /// `stop` ends a running call early with `cancelled`.
  StatementIntake(StoreCalls store, const base::Clock& clock, std::stop_token stop = {})
      : store_(store), clock_(&clock), stop_(std::move(stop)) {}

  /// `transient`: try again with the same file; an error of the store, or "statement.unreadable" when the spool does
  /// not give it. The refused file stays in the spool and is listed under refused once for each new first reason.
  [[nodiscard]] base::Result<StatementAnswer> take(const StatementBank& bank, const arrival::ArrivedFile& file) const;

  /// Remembers that what a source offered under `key` (offer_key) is that file, so that it need not be fetched again.
  [[nodiscard]] base::Result<void> remember_offer(const std::string& bank, const std::string& digest,
                                                  const std::string& key) const;
  [[nodiscard]] base::Result<bool> knows_offer(const std::string& key) const;

 private:
  StoreCalls store_;
  const base::Clock* clock_;
  std::stop_token stop_;
};

}  // namespace lienthong::sync
