#pragma once

#include "storage/sqlite/job_queue.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

namespace lienthong::storage::sqlite {

struct WriterSettings {
  std::size_t group_limit = 256;
  std::chrono::milliseconds probe_interval{1000};
  int checkpoint_pages = 1000;
  std::function<void(int units)> on_group;
};

/// The one thread with the one connection that writes and checkpoints. Everything that arrived while a transaction was
/// being synced shares the next one (group commit); each unit has its own savepoint, so that a refused one hurts no
/// other. Callers are answered after COMMIT came back, never before.
class Writer {
 public:
  Writer(std::unique_ptr<Connection> connection, Health& health, WriterSettings settings);
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  ~Writer() { close(); }

  /// `op(connection)` gives a `Result<T>`.
  template <class T, class Op>
  void submit(Op op, Done<T> done) {
    queue_.push(make_job<T>(std::move(op), std::move(done)));
  }
  /// Works off what is queued, then takes no more. Blocks.
  void drain();
  /// Drains and closes the connection, which folds the log into the database unless that has failed.
  void close();

 private:
  using Group = std::vector<std::unique_ptr<Job>>;
  void work();
  void handle(Group& group);
  bool apply(Group& group);
  bool run_unit(Job& job);
  void give_up(Group& group, const Fault& fault);
  void probe();
  void checkpoint_when_due();

  std::unique_ptr<Connection> connection_;
  Health& health_;
  WriterSettings settings_;
  int next_checkpoint_;
  JobQueue queue_;
  std::thread thread_;  // last: it uses everything above
};

}  // namespace lienthong::storage::sqlite
