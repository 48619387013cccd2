#include "storage/sqlite/reader_pool.hpp"

namespace lienthong::storage::sqlite {

ReaderPool::ReaderPool(std::vector<std::unique_ptr<Connection>> connections, Health& health)
    : connections_(std::move(connections)), health_(health) {
  for (auto& connection : connections_) threads_.emplace_back([this, &connection] { work(*connection); });
}

void ReaderPool::close() {
  queue_.close();
  for (auto& thread : threads_) thread.join();
  threads_.clear();
  connections_.clear();
}

void ReaderPool::work(Connection& connection) {
  while (!queue_.drained()) {
    for (auto& job : queue_.take(1, std::nullopt)) {
      connection.run("BEGIN");
      job->run(connection);
      connection.run("COMMIT");
      const auto fault = connection.take_fault();
      connection.abandon_transaction();
      if (!fault) {
        job->finish();
        continue;
      }
      // Being unable to read now says nothing about writing, a corrupt page does.
      if (reach_of(fault->code) == Reach::lasting) health_.report(*fault);
      job->abandon(to_error(*fault));
    }
  }
}

}  // namespace lienthong::storage::sqlite
