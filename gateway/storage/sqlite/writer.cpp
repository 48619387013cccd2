#include "storage/sqlite/writer.hpp"

namespace lienthong::storage::sqlite {

Writer::Writer(std::unique_ptr<Connection> connection, Health& health, WriterSettings settings)
    : connection_(std::move(connection)),
      health_(health),
      settings_(std::move(settings)),
      next_checkpoint_(settings_.checkpoint_pages),
      thread_([this] { work(); }) {}

void Writer::drain() {
  queue_.close();
  if (thread_.joinable()) thread_.join();
}

void Writer::close() {
  drain();
  if (connection_ == nullptr) return;
  // Closing would checkpoint, and so sync again what has failed to sync.
  if (health_.reach() == Reach::lasting) connection_->leave_log_on_close();
  connection_.reset();
}

void Writer::work() {
  while (!queue_.drained()) {
    const bool ailing = health_.reach() == Reach::passing;
    auto group = queue_.take(settings_.group_limit, ailing ? std::optional(settings_.probe_interval) : std::nullopt);
    if (!group.empty()) {
      handle(group);
    } else if (ailing) {
      probe();
    }
  }
}

void Writer::handle(Group& group) {
  if (health_.reach() == Reach::lasting) {
    give_up(group, *health_.fault());
    return;
  }
  const auto before = connection_->log().commits;
  if (!apply(group)) {
    const auto fault = connection_->take_fault();
    connection_->abandon_transaction();
    health_.report(*fault);
    give_up(group, *fault);
    return;
  }
  // A transaction that changed nothing touched no disk and proves nothing.
  if (connection_->log().commits != before) health_.wrote();
  if (settings_.on_group) settings_.on_group(static_cast<int>(group.size()));
  for (auto& job : group) job->finish();
  checkpoint_when_due();
}

bool Writer::apply(Group& group) {
  connection_->run("BEGIN IMMEDIATE");
  for (auto& job : group) {
    if (!run_unit(*job)) return false;
  }
  connection_->run("COMMIT");
  return !connection_->failed();
}

bool Writer::run_unit(Job& job) {
  connection_->run("SAVEPOINT unit");
  if (connection_->failed()) return false;
  const bool kept = job.run(*connection_);
  if (connection_->failed()) return false;
  if (!kept) connection_->run("ROLLBACK TO unit");
  connection_->run("RELEASE unit");
  return !connection_->failed();
}

void Writer::give_up(Group& group, const Fault& fault) {
  const auto error = to_error(fault);
  for (auto& job : group) job->abandon(error);
}

void Writer::probe() {
  connection_->run("UPDATE counter SET value = value + 1 WHERE name = 'probe'");
  if (const auto fault = connection_->take_fault()) {
    connection_->abandon_transaction();
    health_.report(*fault);
    return;
  }
  health_.wrote();
}

void Writer::checkpoint_when_due() {
  if (connection_->log().pages < next_checkpoint_) return;
  connection_->checkpoint();
  if (const auto fault = connection_->take_fault()) health_.report(*fault);
  // A reader may hold the log open; then the next try waits for as much again instead of following every commit.
  next_checkpoint_ = connection_->log().pages + settings_.checkpoint_pages;
}

}  // namespace lienthong::storage::sqlite
