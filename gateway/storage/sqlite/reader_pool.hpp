#pragma once

#include "storage/sqlite/job_queue.hpp"

#include <memory>
#include <thread>
#include <vector>

namespace lienthong::storage::sqlite {

/// A few threads, each with its own read-only connection. One call is one read transaction: it sees one moment.
class ReaderPool {
 public:
  ReaderPool(std::vector<std::unique_ptr<Connection>> connections, Health& health);
  ReaderPool(const ReaderPool&) = delete;
  ReaderPool& operator=(const ReaderPool&) = delete;
  ~ReaderPool() { close(); }

  template <class T, class Op>
  void submit(Op op, Done<T> done) {
    queue_.push(make_job<T>(std::move(op), std::move(done)));
  }
  /// Works off what is queued, then ends. Blocks.
  void close();

 private:
  void work(Connection& connection);

  std::vector<std::unique_ptr<Connection>> connections_;
  Health& health_;
  JobQueue queue_;
  std::vector<std::thread> threads_;  // last: they use everything above
};

}  // namespace lienthong::storage::sqlite
