#include "sync/fees/block_writer.hpp"

#include "sync/fees/statement_body.hpp"

#include <utility>

namespace lienthong::sync {
namespace {

/// Entries and the payments inside them.
constexpr std::size_t block_limit = 500;
constexpr std::size_t commit_bytes = std::size_t{1024} * 1024;

/// What makes two files the same statement: not when and under which message the bank sent it, nor as which copy.
std::string identity_of(domain::StatementHeader header) {
  header.version.clear();
  header.message_id.clear();
  header.created_at.reset();
  header.copy = domain::CopyFlag::original;
  return pack_header(header);
}

}  // namespace

BlockWriter::BlockWriter(StoreCalls store, StatementFileId file, std::vector<SoundStatement> statements,
                         base::Instant at)
    : store_(store), file_(std::move(file)), statements_(std::move(statements)), at_(at) {}

void BlockWriter::header(const domain::StatementHeader&) {}
void BlockWriter::end(const domain::StatementTrailer&) {}

/// Statements are told apart by the number of their entries: pages make it more headers than statements.
void BlockWriter::close_finished() {
  while (links_.size() < statements_.size() && seen_ == statements_[links_.size()].entries) {
    flush_block();
    if (!digest_) digest_.emplace();
    SoundStatement& statement = statements_[links_.size()];
    digest_->add(identity_of(statement.header));
    links_.push_back(
        {digest_->finish(), file_, links_.size() + 1, statement.entries, std::move(statement.header), at_});
    digest_.reset();
    seen_ = 0;
    blocks_ = 0;
  }
}

void BlockWriter::entry(const domain::Entry& entry) {
  if (error_) return;
  close_finished();  // statements without entries stand before this one
  if (links_.size() == statements_.size()) {
    error_ = base::Error(base::ErrorKind::transient, "statement.changed", "the file has other entries than before");
    return;
  }
  block_.push_back(entry);
  block_.back().number = ++seen_;  // pages begin to count anew
  block_weight_ += 1 + entry.details.size();
  if (seen_ == statements_[links_.size()].entries) {
    close_finished();
  } else if (block_weight_ >= block_limit) {
    flush_block();
  }
}

void BlockWriter::flush_block() {
  if (block_.empty()) return;
  auto block = block_entry(file_, links_.size() + 1, ++blocks_, block_, at_);
  if (!digest_) digest_.emplace();
  digest_->add(block.body);
  work_bytes_ += block.body.size();
  work_.journal.push_back(std::move(block));
  block_.clear();
  block_weight_ = 0;
  if (work_bytes_ >= commit_bytes) commit();
}

void BlockWriter::commit() {
  if (work_.journal.empty() || error_) return;
  work_.at = at_;
  auto done = store_.commit(std::exchange(work_, {}));
  work_bytes_ = 0;
  if (!done) error_ = std::move(done).error();
}

base::Result<std::vector<StatementLink>> BlockWriter::finish() {
  if (!error_) close_finished();
  commit();
  if (!error_ && links_.size() != statements_.size())
    error_ = base::Error(base::ErrorKind::transient, "statement.changed", "the file has other entries than before");
  if (error_) return base::fail(std::move(*error_));
  return std::move(links_);
}

}  // namespace lienthong::sync
