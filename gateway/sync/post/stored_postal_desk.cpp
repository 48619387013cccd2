#include "sync/post/stored_postal_desk.hpp"

#include "base/log.hpp"
#include "runtime/callback.hpp"

#include <algorithm>
#include <map>

namespace lienthong::sync {
namespace {

using base::ErrorKind;
using base::Result;
using boost::asio::awaitable;
using runtime::await_callback;

constexpr std::size_t raw_bytes_kept = 64 * 1024;

/// Why a line cannot be let in; nothing when it can.
std::optional<base::Error> objection(const PostalLine& line, const domain::SystemId& source) {
  if (!line.event) return line.event.error();
  if (line.event->source == source) return std::nullopt;
  return base::Error(ErrorKind::forbidden, "post.source", "a carrier speaks in its own name only");
}

}  // namespace

/// One call: its lines, what they are answered, and which of them each entry of the transaction came from.
struct StoredPostalDesk::Page {
  domain::SystemId source;
  std::vector<PostalLine> lines;
  std::vector<PostalAnswer> answers;
  std::vector<std::size_t> let_in;
};

awaitable<Result<std::vector<PostalAnswer>>> StoredPostalDesk::take_in(domain::SystemId source,
                                                                       std::vector<PostalLine> lines,
                                                                       std::optional<storage::CursorAdvance> cursor,
                                                                       base::Deadline /*deadline*/) {
  Page page{std::move(source), std::move(lines), {}, {}};
  for (std::size_t i = 0; i < page.lines.size(); ++i) {
    PostalLine& line = page.lines[i];
    auto why = objection(line, page.source);
    if (!why) {
      page.let_in.push_back(i);
      if (line.event->id.value().empty()) line.event->id = domain::derive_tracking_id(*line.event);
    }
    page.answers.push_back({why ? PostalTaken::refused : PostalTaken::fresh, std::move(why)});
  }
  // Before the cursor passes them: a crash in between lists them twice, the other way round it would lose them.
  if (auto kept = co_await refuse_unreadable(page); !kept) co_return base::fail(std::move(kept).error());
  if (auto done = co_await commit(page, std::move(cursor)); !done) co_return base::fail(std::move(done).error());
  auto named = co_await name_contradictions(page);
  if (named) named = co_await name_unknown_orders(page);
  if (!named) {
    // The lines are on disk: whoever sent them must not hear that they are not.
    base::log(base::LogLevel::error, "what is odd about tracking events could not be listed",
              {{"link", page.source.value()}, {"error", named.error().describe()}});
  }
  co_return std::move(page.answers);
}

awaitable<Result<void>> StoredPostalDesk::keep_refused(const domain::SystemId& source, const base::Error& why,
                                                       std::string raw) {
  storage::RefusedRecord record;
  record.source = source;
  record.kind = "tracking";
  record.reason = why.code();
  record.detail = why.describe();
  record.raw_size = raw.size();
  record.raw = std::move(raw);
  record.raw.resize(std::min(record.raw.size(), raw_bytes_kept));
  record.received_at = parts_.clock.now();
  auto kept = co_await await_callback<std::int64_t>(
      [&](auto done) { parts_.store.add_refused(std::move(record), std::move(done)); });
  if (!kept) co_return base::fail(std::move(kept).error());
  co_return Result<void>();
}

awaitable<Result<void>> StoredPostalDesk::refuse_unreadable(const Page& page) {
  for (std::size_t i = 0; i < page.lines.size(); ++i) {
    if (!page.answers[i].why) continue;
    auto kept = co_await keep_refused(page.source, *page.answers[i].why, page.lines[i].raw);
    if (!kept) co_return kept;
  }
  co_return Result<void>();
}

/// The first word of a carrier says that the item is on its way: its number does not come back.
void StoredPostalDesk::add_posted_items(const Page& page, storage::UnitOfWork& work) const {
  if (parts_.items == nullptr) return;
  for (const std::size_t i : page.let_in) {
    const domain::TrackingEvent& event = *page.lines[i].event;
    if (auto posted = parts_.items->mark_posted(event.item, event.order, event.occurred_at))
      work.journal.push_back(std::move(*posted));
  }
}

awaitable<Result<void>> StoredPostalDesk::commit(Page& page, std::optional<storage::CursorAdvance> cursor) {
  if (page.let_in.empty() && !cursor) co_return Result<void>();
  storage::UnitOfWork work;
  work.at = parts_.clock.now();
  work.cursor = std::move(cursor);
  for (const std::size_t i : page.let_in) {
    const domain::TrackingEvent& event = *page.lines[i].event;
    work.journal.push_back(to_entry(event.order, EventHeard{event, work.at}));
  }
  add_posted_items(page, work);
  const std::vector<storage::JournalEntry> entries = work.journal;
  auto receipt = co_await await_callback<storage::CommitReceipt>(
      [&](auto done) { parts_.store.commit(std::move(work), std::move(done)); });
  if (!receipt) co_return base::fail(std::move(receipt).error());
  if (parts_.items != nullptr) parts_.items->written(entries, *receipt);
  for (const std::size_t place : receipt->known) {
    if (place < page.let_in.size()) page.answers[page.let_in[place]].taken = PostalTaken::repeated;
  }
  co_return Result<void>();
}

awaitable<Result<void>> StoredPostalDesk::name_contradictions(Page& page) {
  for (const std::size_t i : page.let_in) {
    const domain::TrackingEvent& event = *page.lines[i].event;
    // An id that is derived from the content cannot stand for another content.
    const bool keyed = event.id != domain::derive_tracking_id(event);
    if (!keyed || page.answers[i].taken != PostalTaken::repeated) continue;
    const auto record = co_await parts_.book.record(event.order);
    if (!record) co_return base::fail(record.error());
    const auto held = std::ranges::find(record->events, event.id, &domain::TrackingEvent::id);
    if (held == record->events.end() || domain::derive_tracking_id(*held) == domain::derive_tracking_id(event))
      continue;
    base::Error why(ErrorKind::conflict, "post.key", "this key was used before with another content");
    if (auto kept = co_await keep_refused(page.source, why, page.lines[i].raw); !kept) co_return kept;
    page.answers[i] = {PostalTaken::refused, std::move(why)};
  }
  co_return Result<void>();
}

awaitable<Result<void>> StoredPostalDesk::name_unknown_orders(Page& page) {
  if (auto done = co_await parts_.book.catch_up(); !done) co_return done;
  std::map<domain::OrderNumber, bool> known;
  for (const std::size_t i : page.let_in) {
    if (page.answers[i].taken != PostalTaken::fresh) continue;
    const domain::OrderNumber& order = page.lines[i].event->order;
    if (!known.contains(order)) {
      const auto answer = co_await parts_.book.is_known(order);
      if (!answer) co_return base::fail(answer.error());
      known[order] = *answer;
    }
    if (known[order]) continue;
    page.answers[i].taken = PostalTaken::unknown_order;
    const base::Error why(ErrorKind::not_found, "post.unknown_order", "nobody here knows this order or its dossier");
    auto kept = co_await keep_refused(page.source, why, page.lines[i].raw);
    if (!kept) co_return kept;
  }
  co_return Result<void>();
}

awaitable<Result<std::vector<PostalOrderView>>> StoredPostalDesk::orders_of(domain::ItemNumber item,
                                                                            base::Deadline /*deadline*/) {
  return parts_.book.orders_of(std::move(item));
}

awaitable<Result<PostalOrderView>> StoredPostalDesk::order(domain::OrderNumber order, base::Deadline /*deadline*/) {
  return parts_.book.order(std::move(order));
}

awaitable<Result<std::vector<PostalOrderView>>> StoredPostalDesk::open_orders(int limit, base::Deadline /*deadline*/) {
  return parts_.book.open_orders(limit);
}

}  // namespace lienthong::sync
