#include "sync/post/postal_clerk.hpp"

#include "base/log.hpp"
#include "codec/json.hpp"
#include "runtime/callback.hpp"
#include "sync/post/postal_situation.hpp"

#include <algorithm>
#include <charconv>

namespace lienthong::sync {
namespace {

using base::ErrorKind;
using base::Result;
using boost::asio::awaitable;
using domain::Delivery;
using domain::DeliveryState;
using domain::OrderNumber;
using domain::Status;
using runtime::await_callback;

constexpr int changes_at_once = 500;
constexpr int decide_again_limit = 20;
constexpr std::chrono::minutes pause_between_looks{10};
constexpr std::chrono::seconds pause_between_answers{10};
const domain::SystemId gateway("gateway");
constexpr const char* stream = "post.dossiers";

bool came_by_post(const domain::Dossier& truth) {
  const auto fact = truth.facts.find("channel");
  return fact != truth.facts.end() && fact->second == "\"post\"";
}

/// Ours that was not taken back, or one that somebody else has made.
bool stands(const PostalRecord& record) {
  const PostalRound* last = record.last_round();
  return last == nullptr ? !record.events.empty() : !last->cancelled_at;
}

bool carrier_has_it(const PostalRecord& record, const PostalRound& round) {
  return std::ranges::any_of(record.events, [&](const domain::TrackingEvent& event) {
    return !round.placed.item || event.item == *round.placed.item;
  });
}

std::string subject_of(const OrderNumber& order, int round) { return order.text() + "#" + std::to_string(round); }

const Delivery* find_message(const storage::DossierRecord& dossier, const domain::SystemId& post, std::string_view kind,
                             const std::string& subject) {
  const auto found = std::ranges::find_if(dossier.deliveries, [&](const Delivery& delivery) {
    return delivery.peer == post && delivery.kind == kind && delivery.subject == subject;
  });
  return found == dossier.deliveries.end() ? nullptr : &*found;
}

/// Whether the post can never have heard of it.
bool was_never_taken(const Delivery& order) {
  if (order.state == DeliveryState::refused) return true;
  return order.state == DeliveryState::waiting && order.attempts == 0 && order.reason.empty();
}

bool is_conflict(const Result<void>& done) { return !done && done.error().kind() == ErrorKind::conflict; }

}  // namespace

awaitable<Result<void>> PostalClerk::work() {
  if (auto done = co_await parts_.book.catch_up(); !done) co_return done;
  if (auto done = co_await follow_changes(); !done) co_return done;
  if (auto done = co_await look_again(); !done) co_return done;
  co_return co_await finish_cancellations();
}

awaitable<Result<void>> PostalClerk::follow_changes() {
  auto cursor = co_await await_callback<std::string>(
      [&](auto done) { parts_.store.load_cursor(gateway, stream, std::move(done)); });
  if (!cursor) co_return base::fail(std::move(cursor).error());
  std::int64_t after = 0;
  std::from_chars(cursor->data(), cursor->data() + cursor->size(), after);
  auto changes = co_await await_callback<std::vector<storage::Change>>(
      [&](auto done) { parts_.store.changes(after, changes_at_once, std::move(done)); });
  if (!changes) co_return base::fail(std::move(changes).error());
  if (changes->empty()) co_return Result<void>();
  for (const storage::Change& change : *changes) {
    if (auto done = co_await look_at(change.dossier); !done) co_return done;
  }
  // Afterwards: what was ordered already is not ordered again.
  storage::UnitOfWork work;
  work.cursor = storage::CursorAdvance{gateway, stream, std::to_string(changes->back().sequence)};
  co_return co_await commit(std::move(work));
}

awaitable<Result<void>> PostalClerk::look_again() {
  std::vector<domain::DossierCode> due;
  for (const auto& [code, at] : lacking_) {
    if (at <= parts_.clock.now()) due.push_back(code);
  }
  for (const domain::DossierCode& code : due) {
    if (auto done = co_await look_at(code); !done) co_return done;
  }
  co_return Result<void>();
}

awaitable<Result<void>> PostalClerk::look_at(domain::DossierCode code) {
  const auto deliver = OrderNumber::deliver(code);
  const auto collect = OrderNumber::collect(code, "1");
  if (!deliver || !collect) co_return Result<void>();  // the post cannot write such a code
  const auto truth = co_await parts_.book.dossier(code);
  if (!truth) co_return base::fail(truth.error());
  if (truth->status == Status::completed && return_channel(*truth) == domain::ReturnChannel::post)
    co_return co_await place(*deliver);
  if (truth->status == Status::registered && came_by_post(*truth)) co_return co_await place(*collect);
  lacking_.erase(code);
  if (truth->status != Status::withdrawn) co_return Result<void>();
  if (auto done = co_await cancel(*deliver); !done) co_return done;
  co_return co_await cancel(*collect);
}

awaitable<Result<PostalClerk::Situation>> PostalClerk::situation(OrderNumber order) {
  auto dossier = co_await await_callback<storage::DossierRecord>(
      [&](auto done) { parts_.store.load(order.dossier(), std::move(done)); });
  if (!dossier) co_return base::fail(std::move(dossier).error());
  auto truth = co_await parts_.book.dossier(order.dossier());
  if (!truth) co_return base::fail(std::move(truth).error());
  auto record = co_await parts_.book.record(order);
  if (!record) co_return base::fail(std::move(record).error());
  co_return Situation{std::move(*dossier), std::move(*truth), std::move(*record)};
}

Delivery PostalClerk::message(const Situation& now, std::string kind, int round, std::string payload) const {
  Delivery out;
  out.peer = parts_.post;
  out.dossier = now.truth.code;
  out.kind = std::move(kind);
  out.subject = subject_of(now.record.number, round);
  out.occurred_at = out.created_at = out.due_at = parts_.clock.now();
  out.payload = std::move(payload);
  out.key = domain::derive_idempotency_key(out);
  for (const Delivery& earlier : now.dossier.deliveries) {
    if (earlier.peer == parts_.post) out.lane_seq = std::max(out.lane_seq, earlier.lane_seq);
  }
  ++out.lane_seq;
  return out;
}

std::optional<domain::ItemNumber> PostalClerk::draw_item(const OrderNumber& order, storage::UnitOfWork& work) {
  if (!parts_.items.has_ranges()) return std::nullopt;
  auto drawn = parts_.items.take(order, parts_.clock.now());
  if (!drawn) {
    base::log(base::LogLevel::warning, "no item number is left; the post chooses one",
              {{"link", parts_.post.value()}, {"error", drawn.error().describe()}});
    return std::nullopt;
  }
  work.journal.push_back(std::move(drawn->entry));
  work.journal_guards.push_back(std::move(drawn->guard));
  return drawn->item;
}

awaitable<Result<void>> PostalClerk::place(OrderNumber order) {
  for (int tries = 0; tries < decide_again_limit; ++tries) {
    const auto now = co_await situation(order);
    if (!now) co_return base::fail(now.error());
    if (stands(now->record)) co_return Result<void>();
    storage::UnitOfWork work;
    work.dossier = order.dossier();
    work.expected_version = now->dossier.version;
    work.journal_guards.push_back({storage::Journal::postal_order, order.text(), now->record.entries});
    OrderPlaced placed{static_cast<int>(now->record.rounds.size()) + 1, std::nullopt, parts_.clock.now()};
    placed.item = draw_item(order, work);
    auto payload = order_document(order, placed.item, now->truth, parts_.centre);
    if (!payload) co_return co_await name_missing_data(order.dossier(), payload.error());
    work.journal.push_back(to_entry(order, placed));
    work.create.push_back(message(*now, "order", placed.round, std::move(*payload)));
    auto done = co_await commit(std::move(work));
    if (done) lacking_.erase(order.dossier());
    if (!is_conflict(done)) co_return done;
    if (auto opened = co_await parts_.items.open(); !opened) co_return opened;
  }
  co_return base::fail(ErrorKind::transient, "post.contended", "too many messages of this dossier at once");
}

awaitable<Result<void>> PostalClerk::cancel(OrderNumber order) {
  for (int tries = 0; tries < decide_again_limit; ++tries) {
    const auto now = co_await situation(order);
    if (!now) co_return base::fail(now.error());
    const PostalRound* last = now->record.last_round();
    if (last == nullptr || last->cancel_asked_at || carrier_has_it(now->record, *last)) co_return Result<void>();
    const int round = last->placed.round;
    const base::Instant at = parts_.clock.now();
    storage::UnitOfWork work;
    work.dossier = order.dossier();
    work.expected_version = now->dossier.version;
    work.journal_guards.push_back({storage::Journal::postal_order, order.text(), now->record.entries});
    work.journal.push_back(to_entry(order, CancelAsked{round, at}));
    const Delivery* ordered = find_message(now->dossier, parts_.post, "order", subject_of(order, round));
    if (ordered != nullptr && was_never_taken(*ordered)) {
      work.supersede.push_back(ordered->id);
      work.journal.push_back(to_entry(order, OrderCancelled{round, at}));
      if (last->placed.item) {
        if (auto released = parts_.items.release(*last->placed.item, order, at)) work.journal.push_back(*released);
      }
    } else {
      work.create.push_back(message(*now, "cancel", round, cancel_document(order, parts_.centre)));
    }
    auto done = co_await commit(std::move(work));
    if (!is_conflict(done)) co_return done;
  }
  co_return base::fail(ErrorKind::transient, "post.contended", "too many messages of this dossier at once");
}

awaitable<Result<void>> PostalClerk::finish_cancellations() {
  if (parts_.clock.now() < next_answers_) co_return Result<void>();
  for (const OrderNumber& order : parts_.book.index().cancelling()) {
    if (auto done = co_await finish_cancellation(order); !done) co_return done;
    next_answers_ = parts_.clock.now() + pause_between_answers;
  }
  co_return Result<void>();
}

awaitable<Result<void>> PostalClerk::finish_cancellation(OrderNumber order) {
  const auto now = co_await situation(order);
  if (!now) co_return base::fail(now.error());
  const PostalRound* last = now->record.last_round();
  if (last == nullptr) co_return Result<void>();
  const Delivery* asked = find_message(now->dossier, parts_.post, "cancel", subject_of(order, last->placed.round));
  if (asked == nullptr || asked->state != DeliveryState::delivered) co_return Result<void>();
  storage::UnitOfWork work;
  work.journal.push_back(to_entry(order, OrderCancelled{last->placed.round, parts_.clock.now()}));
  if (last->placed.item) {
    if (auto released = parts_.items.release(*last->placed.item, order, parts_.clock.now()))
      work.journal.push_back(std::move(*released));
  }
  co_return co_await commit(std::move(work));
}

awaitable<Result<void>> PostalClerk::name_missing_data(domain::DossierCode code, base::Error why) {
  const bool named = lacking_.contains(code);
  lacking_[code] = parts_.clock.now() + pause_between_looks;
  if (named) co_return Result<void>();
  storage::RefusedRecord record;
  record.source = parts_.post;
  record.kind = "order";
  record.reason = why.code();
  record.detail = why.describe();
  record.raw = code.value();
  record.raw_size = record.raw.size();
  record.received_at = parts_.clock.now();
  auto kept = co_await await_callback<std::int64_t>(
      [&](auto done) { parts_.store.add_refused(std::move(record), std::move(done)); });
  if (!kept) co_return base::fail(std::move(kept).error());
  co_return Result<void>();
}

awaitable<Result<void>> PostalClerk::commit(storage::UnitOfWork work) {
  work.at = parts_.clock.now();
  const std::vector<storage::JournalEntry> entries = work.journal;
  const bool tells = !work.create.empty();
  auto receipt = co_await await_callback<storage::CommitReceipt>(
      [&](auto done) { parts_.store.commit(std::move(work), std::move(done)); });
  if (!receipt) co_return base::fail(std::move(receipt).error());
  parts_.items.written(entries, *receipt);
  if (tells) parts_.wake(parts_.post);
  co_return Result<void>();
}

}  // namespace lienthong::sync
