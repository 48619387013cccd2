#include "sync/post/postal_book.hpp"

#include "runtime/callback.hpp"
#include "sync/post/postal_situation.hpp"

#include <algorithm>
#include <limits>
#include <set>

namespace lienthong::sync {
namespace {

using base::ErrorKind;
using base::Result;
using boost::asio::awaitable;
using domain::OrderNumber;
using domain::PostalLeg;
using runtime::await_callback;
using storage::Journal;
using storage::JournalRow;

constexpr int rows_at_once = 1'000;
constexpr std::chrono::days ended_alarms_kept{31};

bool is_open(const PostalOrderView& order) { return !order.cancelled_at && !domain::is_terminal(order.leg.state); }
bool is_alarming(const PostalOrderView& order) { return !order.alarms.empty(); }

}  // namespace

awaitable<Result<void>> PostalBook::catch_up() {
  for (;;) {
    auto rows = co_await await_callback<std::vector<JournalRow>>([&](auto done) {
      parts_.store.read_journal(Journal::postal_order, index_.last_sequence(), rows_at_once, std::move(done));
    });
    if (!rows) co_return base::fail(std::move(rows).error());
    for (const JournalRow& row : *rows) {
      if (auto added = index_.add(row); !added) co_return added;
    }
    if (rows->size() < static_cast<std::size_t>(rows_at_once)) co_return Result<void>();
  }
}

awaitable<Result<PostalRecord>> PostalBook::record(OrderNumber order) {
  auto rows = co_await await_callback<std::vector<JournalRow>>(
      [&](auto done) { parts_.store.load_journal(Journal::postal_order, order.text(), std::move(done)); });
  if (!rows) co_return base::fail(std::move(rows).error());
  co_return fold_record(order, *rows);
}

awaitable<Result<domain::Dossier>> PostalBook::dossier(domain::DossierCode code) {
  auto record =
      co_await await_callback<storage::DossierRecord>([&](auto done) { parts_.store.load(code, std::move(done)); });
  if (!record) co_return base::fail(std::move(record).error());
  domain::Dossier truth = domain::fold(record->events, parts_.authority);
  truth.code = code;
  co_return truth;
}

awaitable<Result<bool>> PostalBook::is_known(OrderNumber order) {
  if (index_.is_placed(order)) co_return true;
  auto truth = co_await dossier(order.dossier());
  if (!truth) co_return base::fail(std::move(truth).error());
  co_return !truth->procedure.value().empty();
}

PostalOrderView PostalBook::view(const PostalRecord& record, PostalLeg leg, const domain::Dossier& truth) const {
  domain::LegSituation situation = situation_of(truth, leg.order.number.leg(), parts_.clock.now());
  PostalOrderView out{std::move(leg), {}, std::nullopt, situation.due_at};
  out.cancelled_at = cancelled_at(record, out.leg);
  const auto limits = parts_.rules.of(out.leg.order.number.leg(), out.leg.order.ordered_at);
  // What was taken back and never carried is over.
  if (!limits || (out.cancelled_at && out.leg.events.empty())) return out;
  const PostalRound* last = record.last_round();
  if (out.cancelled_at) situation.wanted = false;
  if (last != nullptr && !last->cancelled_at) situation.cancel_refused_at = last->cancel_refused_at;
  out.alarms = domain::alarms_of(out.leg, situation, *limits);
  return out;
}

awaitable<Result<std::vector<PostalOrderView>>> PostalBook::orders_of(domain::ItemNumber item) {
  auto subjects = co_await await_callback<std::vector<std::string>>(
      [&](auto done) { parts_.store.find_subjects(Journal::postal_order, key_of(item), std::move(done)); });
  if (!subjects) co_return base::fail(std::move(subjects).error());
  std::vector<PostalOrderView> out;
  for (const std::string& subject : *subjects) {
    const auto number = OrderNumber::read(subject);
    if (!number) co_return base::fail(number.error());
    auto found = co_await record(*number);
    if (!found) co_return base::fail(std::move(found).error());
    auto truth = co_await dossier(number->dossier());
    if (!truth) co_return base::fail(std::move(truth).error());
    for (PostalLeg& leg : legs_of(*found)) {
      if (leg.item == item) out.push_back(view(*found, std::move(leg), *truth));
    }
  }
  co_return out;
}

awaitable<Result<PostalOrderView>> PostalBook::order(OrderNumber order) {
  auto found = co_await record(order);
  if (!found) co_return base::fail(std::move(found).error());
  const auto legs = legs_of(*found);
  const PostalLeg* leg = current_leg(*found, legs);
  if (leg == nullptr) co_return base::fail(ErrorKind::not_found, "post.no_order", "no order of that number is known");
  auto truth = co_await dossier(order.dossier());
  if (!truth) co_return base::fail(std::move(truth).error());
  co_return view(*found, *leg, *truth);
}

awaitable<Result<PostalBook::Views>> PostalBook::views_of(std::vector<OrderNumber> numbers, int limit,
                                                          bool (*matches)(const PostalOrderView&)) {
  Views out;
  std::set<OrderNumber> seen;
  for (const OrderNumber& number : numbers) {
    if (static_cast<int>(out.size()) >= limit) break;
    if (!seen.insert(number).second) continue;
    const auto known = co_await is_known(number);
    if (!known) co_return base::fail(known.error());
    if (!*known) continue;
    auto one = co_await order(number);
    if (!one) co_return base::fail(std::move(one).error());
    if (matches(*one)) out.push_back(std::move(*one));
  }
  co_return out;
}

awaitable<Result<PostalBook::Views>> PostalBook::open_orders(int limit) {
  if (auto done = co_await catch_up(); !done) co_return base::fail(std::move(done).error());
  co_return co_await views_of(index_.open(), limit, is_open);
}

awaitable<Result<PostalBook::Views>> PostalBook::alarming_orders(int limit) {
  if (auto done = co_await catch_up(); !done) co_return base::fail(std::move(done).error());
  co_return co_await views_of(may_alarm(), limit, is_alarming);
}

std::vector<OrderNumber> PostalBook::may_alarm() const {
  std::vector<OrderNumber> numbers = index_.open();
  for (const auto& more : {index_.to_be_stated(), index_.sent_back(), index_.carried_after_cancel(),
                           index_.returned_early(parts_.clock.now() - ended_alarms_kept)})
    numbers.insert(numbers.end(), more.begin(), more.end());
  return numbers;
}

awaitable<Result<std::vector<PostalWaitView>>> PostalBook::waiting_orders(int limit) {
  if (auto done = co_await catch_up(); !done) co_return base::fail(std::move(done).error());
  std::vector<PostalWaitView> out;
  for (const OrderNumber& number : index_.waiting()) {
    if (static_cast<int>(out.size()) >= limit) break;
    const auto found = co_await record(number);
    if (!found) co_return base::fail(found.error());
    if (!found->wait) continue;
    const auto truth = co_await dossier(number.dossier());
    if (!truth) co_return base::fail(truth.error());
    const auto situation = situation_of(*truth, number.leg(), parts_.clock.now());
    out.push_back({number, found->wait->gaps, found->wait->since, situation.due_at});
  }
  co_return out;
}

awaitable<Result<PostalStanding>> PostalBook::standing() {
  if (auto done = co_await catch_up(); !done) co_return base::fail(std::move(done).error());
  const auto counts = [](const PostalOrderView& order) { return is_open(order) || is_alarming(order); };
  const auto views = co_await views_of(may_alarm(), std::numeric_limits<int>::max(), counts);
  if (!views) co_return base::fail(views.error());
  co_return PostalStanding{std::ranges::count_if(*views, is_open), std::ssize(index_.waiting()),
                           std::ranges::count_if(*views, is_alarming)};
}

awaitable<Result<bool>> PostalBook::collections_by_others(OrderNumber ours) {
  const auto subjects = co_await await_callback<std::vector<std::string>>(
      [&](auto done) { parts_.store.find_subjects(Journal::postal_order, key_of(ours.dossier()), std::move(done)); });
  if (!subjects) co_return base::fail(subjects.error());
  co_return std::ranges::any_of(*subjects, [&](const std::string& subject) {
    const auto number = OrderNumber::read(subject);
    return number && number->leg() == domain::Leg::collect && *number != ours;
  });
}

}  // namespace lienthong::sync
