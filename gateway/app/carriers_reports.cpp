#include "app/carriers_reports.hpp"

#include "base/log.hpp"
#include "domain/dossier.hpp"
#include "runtime/callback.hpp"
#include "sync/post/postal_record.hpp"

#include <algorithm>

namespace lienthong::app {
namespace {

using base::ErrorKind;
using base::Result;
using boost::asio::awaitable;
using console::CarrierLine;
using console::EntryAnswer;
using console::EntryTaken;

EntryTaken taken_of(sync::PostalTaken taken) {
  switch (taken) {
    case sync::PostalTaken::fresh:
      return EntryTaken::fresh;
    case sync::PostalTaken::repeated:
      return EntryTaken::repeated;
    case sync::PostalTaken::unknown_order:
      return EntryTaken::kept;
    case sync::PostalTaken::refused:
      break;
  }
  return EntryTaken::refused;
}

base::Error key_reused() {
  return {ErrorKind::conflict, "entry.key_reused", "the key belongs to an entry with another content"};
}

std::vector<domain::PostalLeg> legs_of(const std::vector<sync::PostalOrderView>& orders) {
  std::vector<domain::PostalLeg> legs;
  for (const sync::PostalOrderView& order : orders) legs.push_back(order.leg);
  return legs;
}

}  // namespace

awaitable<Result<bool>> CarrierReports::is_confirmed(const domain::PostalLeg& leg, const domain::ItemNumber& item) {
  if (console::is_heard_elsewhere(leg)) co_return true;
  const domain::OrderNumber& order = leg.order.number;
  auto rows = co_await runtime::await_callback<std::vector<storage::JournalRow>>(
      [&](auto done) { parts_.store.load_journal(storage::Journal::postal_order, order.text(), std::move(done)); });
  if (!rows) co_return base::fail(std::move(rows).error());
  const auto record = sync::fold_record(order, *rows);
  if (!record) co_return base::fail(record.error());
  co_return std::ranges::any_of(record->rounds,
                                [&](const sync::PostalRound& round) { return round.placed.item == item; });
}

awaitable<Result<std::optional<console::VisitedPerson>>> CarrierReports::person_of(const sync::PostalOrderView& order,
                                                                                   const domain::ItemNumber& item) {
  // Who lives where is nobody's business once the item has arrived.
  if (order.cancelled_at || domain::is_terminal(order.leg.state)) co_return std::nullopt;
  const auto confirmed = co_await is_confirmed(order.leg, item);
  if (!confirmed) co_return base::fail(confirmed.error());
  if (!*confirmed) co_return std::nullopt;
  auto record = co_await runtime::await_callback<storage::DossierRecord>(
      [&](auto done) { parts_.store.load(order.leg.order.number.dossier(), std::move(done)); });
  if (!record) co_return base::fail(std::move(record).error());
  const domain::Dossier truth = domain::fold(record->events, parts_.authority);
  const auto applicant = truth.facts.find("applicant");
  if (applicant == truth.facts.end()) co_return std::nullopt;
  co_return console::visited_person(applicant->second);
}

awaitable<Result<std::string>> CarrierReports::item(const console::CarrierName& carrier, std::string number,
                                                    base::Deadline deadline) {
  const base::Clock::Steady now = parts_.clock.steady();
  if (unknown_items_.locked(carrier.id, now))
    co_return base::fail(ErrorKind::forbidden, "carrier.too_many_unknown", "too many unknown items in a row");
  const auto item = domain::ItemNumber::read(number);
  if (!item) co_return base::fail(item.error());
  auto orders = co_await parts_.desk.orders_of(*item, deadline);
  if (!orders) co_return base::fail(std::move(orders).error());
  if (orders->empty()) {
    unknown_items_.wrong(carrier.id, now);
    co_return base::fail(ErrorKind::not_found, "post.unknown_item", "no order carries that item");
  }
  unknown_items_.right(carrier.id);
  std::vector<console::CarrierOrderView> views;
  for (const sync::PostalOrderView& order : *orders) {
    auto person = co_await person_of(order, *item);
    if (!person) co_return base::fail(std::move(person).error());
    if (*person) {
      base::log(base::LogLevel::info, "a carrier was shown an address",
                {{"carrier", carrier.id}, {"order", order.leg.order.number.text()}});
    }
    views.push_back({&order.leg, order.cancelled_at.has_value(), std::move(*person)});
  }
  const auto later = [](const auto& left, const auto& right) {
    return left.leg->order.ordered_at > right.leg->order.ordered_at;
  };
  std::ranges::stable_sort(views, later);
  co_return console::item_json(*item, views);
}

awaitable<Result<domain::TrackingEvent>> CarrierReports::event_of(const console::CarrierName& carrier,
                                                                  const console::CarrierEntry& entry,
                                                                  std::map<domain::ItemNumber, Orders>& known,
                                                                  base::Deadline deadline) {
  auto moment = console::check_moment(entry.at, parts_.clock.now());
  if (!moment) co_return base::fail(std::move(moment).error());
  auto held = known.find(entry.item);
  if (held == known.end()) {
    auto orders = co_await parts_.desk.orders_of(entry.item, deadline);
    if (!orders) co_return base::fail(std::move(orders).error());
    held = known.emplace(entry.item, std::move(*orders)).first;
  }
  const std::vector<domain::PostalLeg> legs = legs_of(held->second);
  const domain::PostalLeg* current = console::current_leg(legs);
  if (!entry.order && current == nullptr)
    co_return base::fail(ErrorKind::not_found, "post.unknown_item", "no order carries that item");
  // A resend belongs where it went the first time, although that order may have ended with it.
  const domain::TrackingEvent* before = nullptr;
  for (const domain::PostalLeg& leg : legs) {
    if (before == nullptr) before = console::reported(leg, carrier, entry.key);
  }
  domain::OrderNumber order = entry.order ? *entry.order : before != nullptr ? before->order : current->order.number;
  domain::TrackingEvent event = console::tracking_event(carrier, entry, order);
  if (before != nullptr && before->id != event.id) co_return base::fail(key_reused());
  co_return event;
}

awaitable<Result<std::string>> CarrierReports::take_in(const console::CarrierName& carrier, std::string body,
                                                       base::Deadline deadline) {
  auto batch = console::read_carrier_batch(body);
  if (!batch) co_return base::fail(std::move(batch).error());
  std::map<domain::ItemNumber, Orders> known;
  std::map<std::string, domain::TrackingEvent> seen;
  std::vector<sync::PostalLine> lines;
  for (CarrierLine& line : *batch) {
    Result<domain::TrackingEvent> event = base::fail(ErrorKind::invalid, "entry.form", "the entry cannot be read");
    if (line.entry) {
      event = co_await event_of(carrier, *line.entry, known, deadline);
    } else {
      event = base::fail(line.entry.error());
    }
    if (!event && event.error().kind() == ErrorKind::transient) co_return base::fail(std::move(event).error());
    if (event) {
      const auto [first, added] = seen.emplace(line.key, *event);
      if (!added && first->second != *event) event = base::fail(key_reused());
    }
    lines.push_back({line.raw, std::move(event)});
  }
  auto taken = co_await parts_.desk.take_in(carrier.system, std::move(lines), std::nullopt, deadline);
  if (!taken) co_return base::fail(std::move(taken).error());
  std::vector<EntryAnswer> answers;
  for (std::size_t i = 0; i < taken->size(); ++i)
    answers.push_back({batch->at(i).key, taken_of(taken->at(i).taken), taken->at(i).why});
  co_return console::batch_json(answers);
}

}  // namespace lienthong::app
