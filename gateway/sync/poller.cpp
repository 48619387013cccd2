#include "sync/poller.hpp"

#include "base/digest.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "codec/json.hpp"
#include "runtime/callback.hpp"

namespace lienthong::sync {

using base::Result;
using boost::asio::awaitable;

Poller::Poller(boost::asio::any_io_executor executor, peer::ExternalSystem& system, const peer::Poll& poll, Parts parts)
    : system_(system), poll_(poll), parts_(parts), wakeup_(executor) {}

void Poller::stop() {
  stopping_ = true;
  wakeup_.notify();
}

awaitable<void> Poller::run() {
  while (!stopping_) {
    auto rows = co_await read_page();
    if (!rows) {
      base::log(
          base::LogLevel::warning, "feed not read",
          {{"link", system_.manifest().id.value()}, {"stream", poll_.stream}, {"error", rows.error().describe()}});
    }
    const bool more = rows && *rows >= static_cast<std::size_t>(poll_.limit);
    if (!more && !stopping_) co_await wakeup_.wait(poll_.every);
  }
}

awaitable<Result<std::size_t>> Poller::read_page() {
  const domain::SystemId& peer = system_.manifest().id;
  auto cursor = co_await runtime::await_callback<std::string>(
      [&](auto done) { parts_.store.load_cursor(peer, poll_.stream, std::move(done)); });
  if (!cursor) co_return base::fail(std::move(cursor).error());
  const auto deadline = base::Deadline::after(parts_.clock.steady(), system_.manifest().timeout);
  auto page = co_await system_.poll(poll_, *cursor, deadline);
  if (!page) co_return base::fail(std::move(page).error());
  if (parts_.sink != nullptr) co_return co_await hand_over(std::move(*page), std::move(*cursor));
  for (const peer::RefusedRow& row : page->refused) co_await refuse(row.error, row.raw);
  Passed passed = Passed::refused;
  for (std::size_t i = 0; i < page->documents.size(); ++i) {
    // Only the last row moves the cursor: a page is worked through from its start again after a crash, and known rows
    // are recognised.
    const bool last = i + 1 == page->documents.size();
    auto taken = co_await take(page->documents[i], page->raw[i], last ? page->next_cursor : *cursor);
    if (!taken) co_return base::fail(std::move(taken).error());
    passed = *taken;
  }
  if (passed == Passed::refused && page->next_cursor != *cursor) {
    auto moved = co_await move_cursor(page->next_cursor);
    if (!moved) co_return base::fail(std::move(moved).error());
  }
  co_return page->documents.size();
}

awaitable<Result<std::size_t>> Poller::hand_over(peer::PollPage page, std::string cursor) {
  const std::size_t rows = page.documents.size() + page.refused.size();
  // A feed that gives its beginning again and again would be read without a pause.
  const bool moved = page.next_cursor != cursor;
  if (rows == 0) co_return rows;
  storage::CursorAdvance passed{system_.manifest().id, poll_.stream, page.next_cursor};
  const auto deadline = base::Deadline::after(parts_.clock.steady(), system_.manifest().timeout);
  auto taken = co_await parts_.sink->take_page(system_.manifest().id, std::move(page), std::move(passed), deadline);
  if (!taken) co_return base::fail(std::move(taken).error());
  co_return moved ? rows : 0;
}

awaitable<Result<void>> Poller::move_cursor(std::string cursor) {
  storage::UnitOfWork work;
  work.cursor = storage::CursorAdvance{system_.manifest().id, poll_.stream, std::move(cursor)};
  work.at = parts_.clock.now();
  auto receipt = co_await runtime::await_callback<storage::CommitReceipt>(
      [&](auto done) { parts_.store.commit(std::move(work), std::move(done)); });
  if (!receipt) co_return base::fail(std::move(receipt).error());
  co_return Result<void>();
}

awaitable<Result<Poller::Passed>> Poller::take(const std::string& document, const std::string& raw,
                                               std::string cursor) {
  const domain::SystemId& peer = system_.manifest().id;
  codec::Arena arena;
  auto value = codec::read_json(document, arena);
  const codec::Value* code = value && value->is_record() ? value->find("code") : nullptr;
  if (code == nullptr) {
    co_await refuse(base::Error(base::ErrorKind::invalid, "feed.row", "a row of the feed names no dossier"), raw);
    co_return Passed::refused;
  }
  peer::Incoming incoming;
  incoming.code = domain::DossierCode(std::string(base::trim(code->scalar())));
  incoming.canonical_kind = poll_.canonical;
  incoming.canonical = *value;
  incoming.body_digest = base::sha256_hex(document);
  incoming.key = incoming.body_digest;
  auto facts = facts_of(peer, poll_.stream, incoming, raw, parts_.clock.now());
  if (!facts) {
    co_await refuse(facts.error(), raw);
    co_return Passed::refused;
  }
  facts->cursor = storage::CursorAdvance{peer, poll_.stream, std::move(cursor)};
  const auto deadline = base::Deadline::after(parts_.clock.steady(), system_.manifest().timeout);
  auto taken = co_await parts_.intake.accept_facts(std::move(*facts), deadline);
  if (!taken) co_return base::fail(std::move(taken).error());
  co_return Passed::stored;
}

awaitable<void> Poller::refuse(const base::Error& error, const std::string& raw) {
  storage::RefusedRecord record;
  record.source = system_.manifest().id;
  record.kind = poll_.stream;
  record.reason = error.code();
  record.detail = error.describe();
  record.raw = raw;
  record.raw_size = raw.size();
  record.received_at = parts_.clock.now();
  co_await parts_.intake.keep_refused(std::move(record));
}

}  // namespace lienthong::sync
