#include "sync/fees/known_movement.hpp"

#include "sync/fees/statement_chain.hpp"
#include "sync/fees/statement_journal.hpp"

#include <algorithm>
#include <optional>

namespace lienthong::sync {
namespace {

using base::Result;

base::Error unknown() { return {base::ErrorKind::not_found, "fees.movement", "no such movement"}; }

Result<StatementLink> find_statement(const StoreCalls& store, const std::string& name) {
  const auto rows = store.read_whole_journal(storage::Journal::statement_chain);
  if (!rows) return base::fail(rows.error());
  for (const storage::JournalRow& row : *rows) {
    auto link = read_link(row.entry);
    if (!link || link->name() == name) return link;
  }
  return base::fail(unknown());
}

/// Block by block: a statement may be far larger than what should be in memory at once.
Result<domain::Entry> find_entry(const StoreCalls& store, const StatementLink& link, std::size_t number) {
  const auto blocks = store.load_journal(storage::Journal::statement, link.file.entries_subject(link.statement));
  if (!blocks) return base::fail(blocks.error());
  for (const storage::JournalRow& block : *blocks) {
    auto entries = entries_of({&block, 1});
    if (!entries) return base::fail(std::move(entries).error());
    const auto found = std::ranges::find(*entries, number, &domain::Entry::number);
    if (found != entries->end()) return std::move(*found);
  }
  return base::fail(unknown());
}

}  // namespace

Result<void> check_movement(const StoreCalls& store, const domain::MovementId& movement) {
  const auto link = find_statement(store, movement.statement);
  if (!link) return base::fail(link.error());
  auto entry = find_entry(store, *link, movement.entry);
  if (!entry) return base::fail(std::move(entry).error());
  const domain::StatementEntry one{movement.statement, std::move(*entry)};
  const auto inside = domain::movements_in(one);
  if (std::ranges::find(inside, movement) == inside.end()) return base::fail(unknown());
  return {};
}

}  // namespace lienthong::sync
