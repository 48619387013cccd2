#pragma once

#include "base/instant.hpp"
#include "base/result.hpp"
#include "base/sha256.hpp"
#include "domain/money.hpp"
#include "sync/fees/statement_chain.hpp"
#include "sync/fees/statement_reading.hpp"
#include "sync/fees/store_calls.hpp"

#include <optional>
#include <string>
#include <vector>

namespace lienthong::sync {

/// Told of a file's statements, writes their entries block by block and finds out what each statement is called.
class BlockWriter final : public domain::StatementSink {
 public:
  BlockWriter(StoreCalls store, StatementFileId file, std::vector<SoundStatement> statements, base::Instant at);

  void header(const domain::StatementHeader& header) override;
  void entry(const domain::Entry& entry) override;
  void end(const domain::StatementTrailer& trailer) override;
  /// After the last end: the last block is in the store. `transient` "statement.changed" when there were other
  /// entries than the first reading had counted; otherwise the first error of the store.
  [[nodiscard]] base::Result<std::vector<StatementLink>> finish();

 private:
  void close_finished();
  void flush_block();
  void commit();

  StoreCalls store_;
  StatementFileId file_;
  std::vector<SoundStatement> statements_;
  base::Instant at_;
  std::vector<StatementLink> links_;
  std::optional<base::Sha256> digest_;
  std::size_t seen_ = 0;    ///< entries of the statement that is being written
  std::size_t blocks_ = 0;  ///< of it
  std::vector<domain::Entry> block_;
  std::size_t block_weight_ = 0;
  storage::UnitOfWork work_;
  std::size_t work_bytes_ = 0;
  std::optional<base::Error> error_;
};

}  // namespace lienthong::sync
