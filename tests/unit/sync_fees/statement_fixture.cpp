#include "unit/sync_fees/statement_fixture.hpp"

#include "storage/memory/memory_store.hpp"
#include "storage/sqlite/sqlite_store.hpp"
#include "sync/fees/statement_journal.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

namespace lienthong::sync::testing {
namespace {

std::filesystem::path new_folder() {
  std::string name = (std::filesystem::temp_directory_path() / "lt-statements-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder for the test");
  return name;
}

std::unique_ptr<storage::Store> sqlite_in(const std::filesystem::path& folder) {
  storage::SqliteSettings settings;
  settings.path = (folder / "gateway.db").string();
  return storage::open_sqlite_store(settings).value();
}

StatementBank vcb() {
  StatementBank out;
  out.id = "vcb";
  out.expectation.currency = domain::vnd();
  return out;
}

}  // namespace

StatementDesk::StatementDesk(bool on_disk)
    : folder(new_folder()),
      store(on_disk ? sqlite_in(folder) : storage::make_memory_store()),
      spool(arrival::Spool::open(folder / "spool").value()),
      bank(vcb()),
      calls(*store),
      intake(calls, clock) {}

StatementDesk::~StatementDesk() {
  store->close();
  std::error_code ignored;
  std::filesystem::remove_all(folder, ignored);
}

arrival::ArrivedFile StatementDesk::keep(std::string_view bytes, const std::string& name) {
  return spool.keep({name, "folder", clock.now()}, bytes, std::uint64_t{1} << 30U).value();
}

StatementAnswer StatementDesk::take(std::string_view bytes) {
  auto answer = intake.take(bank, keep(bytes));
  EXPECT_TRUE(answer) << answer.error().describe();
  return answer ? std::move(*answer) : StatementAnswer{};
}

std::vector<domain::Entry> StatementDesk::entries_of(const StatementLink& link) const {
  const auto rows = calls.load_journal(storage::Journal::statement, link.file.entries_subject(link.statement));
  return sync::entries_of(rows.value()).value();
}

AccountChain StatementDesk::chain(const std::string& account) const {
  const auto rows = calls.load_journal(storage::Journal::statement_chain, chain_subject(bank.id, account));
  auto chains = chains_of(rows.value()).value();
  return chains.empty() ? AccountChain{} : chains.begin()->second;
}

}  // namespace lienthong::sync::testing
