#include "app/carriers_ended.hpp"

#include "runtime/callback.hpp"

namespace lienthong::app {

using base::Result;
using boost::asio::awaitable;
using storage::Journal;

awaitable<Result<void>> EndedSessions::end(std::string session) {
  storage::UnitOfWork work;
  work.at = clock_.now();
  work.journal.push_back({Journal::carrier_session, std::move(session), "ended", work.at, "{}", {}});
  auto receipt = co_await runtime::await_callback<storage::CommitReceipt>(
      [&](auto done) { store_.commit(std::move(work), std::move(done)); });
  if (!receipt) co_return base::fail(std::move(receipt).error());
  co_return Result<void>();
}

awaitable<Result<bool>> EndedSessions::has(std::string session) {
  auto rows = co_await runtime::await_callback<std::vector<storage::JournalRow>>(
      [&](auto done) { store_.load_journal(Journal::carrier_session, std::move(session), std::move(done)); });
  if (!rows) co_return base::fail(std::move(rows).error());
  co_return !rows->empty();
}

}  // namespace lienthong::app
