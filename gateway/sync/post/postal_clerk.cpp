#include "sync/post/postal_clerk.hpp"

#include "base/log.hpp"
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
constexpr std::chrono::seconds pause_between_answers{2};
const domain::SystemId gateway("gateway");
constexpr const char* stream = "post.dossiers";

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

/// Statuses in which a dossier may want something of the post.
bool may_be_ordered_for(const std::optional<Status>& status) {
  return status == Status::registered || status == Status::completed;
}

base::Error contended() {
  return {ErrorKind::transient, "post.contended", "too many messages of this dossier at once"};
}

}  // namespace

awaitable<Result<void>> PostalClerk::work() {
  if (auto done = co_await parts_.book.catch_up(); !done) co_return done;
  if (auto done = co_await follow_changes(); !done) co_return done;
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

awaitable<Result<void>> PostalClerk::look_again(std::vector<storage::DossierSummary> dossiers) {
  for (const storage::DossierSummary& dossier : dossiers) {
    if (!may_be_ordered_for(dossier.status)) {
      looked_at_.erase(dossier.code);
      continue;
    }
    const auto known = looked_at_.find(dossier.code);
    if (known != looked_at_.end() && known->second == dossier.version) continue;
    if (auto done = co_await look_at(dossier.code); !done) co_return done;
    looked_at_[dossier.code] = dossier.version;
  }
  co_return Result<void>();
}

awaitable<Result<void>> PostalClerk::look_at(domain::DossierCode code) {
  const auto deliver = OrderNumber::deliver(code);
  const auto collect = OrderNumber::collect(code, "1");
  if (!deliver || !collect) co_return Result<void>();  // the post cannot write such a code
  if (auto done = co_await parts_.book.catch_up(); !done) co_return done;
  const auto truth = co_await parts_.book.dossier(code);
  if (!truth) co_return base::fail(truth.error());
  for (const OrderNumber& order : {*deliver, *collect}) {
    const OrderWish wish = wish_of(*truth, order.leg());
    auto done = wish == OrderWish::wanted ? co_await place(order) : co_await end_wait(order);
    if (done && wish == OrderWish::not_wanted) done = co_await take_back(order);
    if (!done) co_return done;
  }
  co_return Result<void>();
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

storage::UnitOfWork PostalClerk::work_on(const Situation& now) const {
  storage::UnitOfWork work;
  work.dossier = now.truth.code;
  work.expected_version = now.dossier.version;
  work.journal_guards.push_back({storage::Journal::postal_order, now.record.number.text(), now.record.entries});
  return work;
}

const Delivery* PostalClerk::order_message(const Situation& now, int round) const {
  const std::string subject = subject_of(now.record.number, round);
  const Delivery* plain = find_message(now.dossier, parts_.post, "order", subject);
  return plain != nullptr ? plain : find_message(now.dossier, parts_.post, parts_.numbered_order, subject);
}

bool PostalClerk::is_outdated(const Situation& now) const {
  const PostalRound* last = now.record.last_round();
  if (last == nullptr || carrier_has_it(now.record, *last)) return false;
  const Delivery* message = order_message(now, last->placed.round);
  return message != nullptr && was_never_taken(*message) &&
         message->payload != order_document(now.record.number, last->placed.item, now.truth, parts_.centre);
}

awaitable<Result<void>> PostalClerk::place(OrderNumber order) {
  for (int tries = 0; tries < decide_again_limit; ++tries) {
    const auto done = co_await try_to_place(order);
    if (!done) co_return base::fail(done.error());
    if (*done) co_return Result<void>();
  }
  co_return base::fail(contended());
}

awaitable<Result<bool>> PostalClerk::try_to_place(OrderNumber order) {
  const auto now = co_await situation(order);
  if (!now) co_return base::fail(now.error());
  if (wish_of(now->truth, order.leg()) != OrderWish::wanted) co_return true;
  if (stands(now->record)) {
    if (!is_outdated(*now)) co_return true;
    const auto taken_back = co_await try_to_take_back(*now);
    if (!taken_back) co_return taken_back;
    co_return false;
  }
  if (order.leg() == domain::Leg::collect && now->record.rounds.empty()) {
    const auto others = co_await parts_.book.collections_by_others(order);
    if (!others) co_return base::fail(others.error());
    if (*others) co_return true;
  }
  auto gaps = gaps_of(now->truth, parts_.centre);
  co_return gaps.empty() ? co_await make_order(*now) : co_await wait_for_data(*now, std::move(gaps));
}

awaitable<Result<bool>> PostalClerk::make_order(const Situation& now) {
  const OrderNumber& order = now.record.number;
  storage::UnitOfWork work = work_on(now);
  OrderPlaced placed{static_cast<int>(now.record.rounds.size()) + 1, std::nullopt, parts_.clock.now()};
  placed.item = draw_item(order, work);
  work.journal.push_back(to_entry(order, placed));
  work.create.push_back(message(now, placed.item ? parts_.numbered_order : "order", placed.round,
                                order_document(order, placed.item, now.truth, parts_.centre)));
  const auto done = co_await try_to_commit(std::move(work));
  if (done && !*done) {
    if (auto opened = co_await parts_.items.open(); !opened) co_return base::fail(std::move(opened).error());
  }
  co_return done;
}

awaitable<Result<bool>> PostalClerk::wait_for_data(const Situation& now, std::vector<OrderGap> gaps) {
  if (now.record.wait && now.record.wait->gaps == gaps) co_return true;
  storage::UnitOfWork work = work_on(now);
  work.journal.push_back(
      to_entry(now.record.number, OrderWaits{now.record.last_wait_turn + 1, std::move(gaps), parts_.clock.now()}));
  co_return co_await try_to_commit(std::move(work));
}

awaitable<Result<void>> PostalClerk::end_wait(OrderNumber order) {
  if (!parts_.book.index().is_waiting(order)) co_return Result<void>();
  const auto record = co_await parts_.book.record(order);
  if (!record) co_return base::fail(record.error());
  storage::UnitOfWork work;
  work.journal.push_back(to_entry(order, WaitEnded{record->last_wait_turn, parts_.clock.now()}));
  co_return co_await commit(std::move(work));
}

awaitable<Result<void>> PostalClerk::take_back(OrderNumber order) {
  if (!parts_.book.index().is_placed(order)) co_return Result<void>();
  for (int tries = 0; tries < decide_again_limit; ++tries) {
    const auto now = co_await situation(order);
    if (!now) co_return base::fail(now.error());
    if (wish_of(now->truth, order.leg()) != OrderWish::not_wanted) co_return Result<void>();
    const auto done = co_await try_to_take_back(*now);
    if (!done) co_return base::fail(done.error());
    if (*done) co_return Result<void>();
  }
  co_return base::fail(contended());
}

awaitable<Result<bool>> PostalClerk::try_to_take_back(const Situation& now) {
  const PostalRound* last = now.record.last_round();
  if (last == nullptr || last->cancel_asked_at || carrier_has_it(now.record, *last)) co_return true;
  storage::UnitOfWork work = work_on(now);
  add_cancellation(now, *last, work);
  co_return co_await try_to_commit(std::move(work));
}

void PostalClerk::add_cancellation(const Situation& now, const PostalRound& round, storage::UnitOfWork& work) {
  const OrderNumber& order = now.record.number;
  const base::Instant at = parts_.clock.now();
  work.journal.push_back(to_entry(order, CancelAsked{round.placed.round, at}));
  const Delivery* ordered = order_message(now, round.placed.round);
  if (ordered == nullptr || !was_never_taken(*ordered)) {
    work.create.push_back(message(now, "cancel", round.placed.round, cancel_document(order, parts_.centre)));
    return;
  }
  work.supersede.push_back(ordered->id);
  work.journal.push_back(to_entry(order, OrderCancelled{round.placed.round, at}));
  if (!round.placed.item) return;
  if (auto released = parts_.items.release(*round.placed.item, order, at)) work.journal.push_back(*released);
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
  if (asked == nullptr) co_return Result<void>();
  storage::UnitOfWork work;
  if (asked->state == DeliveryState::refused || asked->state == DeliveryState::parked) {
    if (last->cancel_refused_at) co_return Result<void>();
    work.journal.push_back(to_entry(order, CancelRefused{last->placed.round, parts_.clock.now()}));
    co_return co_await commit(std::move(work));
  }
  if (asked->state != DeliveryState::delivered) co_return Result<void>();
  work.journal.push_back(to_entry(order, OrderCancelled{last->placed.round, parts_.clock.now()}));
  if (last->placed.item) {
    if (auto released = parts_.items.release(*last->placed.item, order, parts_.clock.now()))
      work.journal.push_back(std::move(*released));
  }
  co_return co_await commit(std::move(work));
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

awaitable<Result<bool>> PostalClerk::try_to_commit(storage::UnitOfWork work) {
  const auto done = co_await commit(std::move(work));
  if (!done && done.error().kind() != ErrorKind::conflict) co_return base::fail(done.error());
  co_return done.has_value();
}

}  // namespace lienthong::sync
