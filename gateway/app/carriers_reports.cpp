#include "app/carriers_reports.hpp"

#include "base/log.hpp"
#include "domain/dossier.hpp"
#include "runtime/callback.hpp"
#include "sync/post/postal_record.hpp"

#include <algorithm>
#include <map>

namespace lienthong::app {
namespace {

using base::ErrorKind;
using base::Result;
using boost::asio::awaitable;
using console::CarrierLine;
using console::EntryAnswer;
using console::EntryTaken;
using storage::Journal;

constexpr int decide_again_limit = 20;

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
      [&](auto done) { parts_.store.load_journal(Journal::postal_order, order.text(), std::move(done)); });
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

/// One batch while it is decided.
struct CarrierReports::Batch {
  const console::CarrierName& carrier;
  std::map<domain::ItemNumber, Orders> orders;
  std::map<std::string, console::NamedReport> reports;
  std::vector<storage::JournalEntry> new_names;
};

awaitable<Result<std::optional<console::NamedReport>>> CarrierReports::named(Batch& batch, const std::string& key) {
  const auto held = batch.reports.find(key);
  if (held != batch.reports.end()) co_return held->second;
  auto rows = co_await runtime::await_callback<std::vector<storage::JournalRow>>([&](auto done) {
    parts_.store.load_journal(Journal::carrier_report, console::report_subject(batch.carrier, key), std::move(done));
  });
  if (!rows) co_return base::fail(std::move(rows).error());
  if (rows->empty()) co_return std::nullopt;
  auto report = console::named_report(rows->front().entry);
  if (!report) co_return base::fail(std::move(report).error());
  co_return batch.reports.emplace(key, std::move(*report)).first->second;
}

awaitable<Result<domain::OrderNumber>> CarrierReports::order_of(Batch& batch, const console::CarrierEntry& entry,
                                                                base::Deadline deadline) {
  if (entry.order) co_return *entry.order;
  auto held = batch.orders.find(entry.item);
  if (held == batch.orders.end()) {
    auto orders = co_await parts_.desk.orders_of(entry.item, deadline);
    if (!orders) co_return base::fail(std::move(orders).error());
    held = batch.orders.emplace(entry.item, std::move(*orders)).first;
  }
  const std::vector<domain::PostalLeg> legs = legs_of(held->second);
  const domain::PostalLeg* current = console::current_leg(legs);
  if (current == nullptr) co_return base::fail(ErrorKind::not_found, "post.unknown_item", "no order carries that item");
  co_return current->order.number;
}

awaitable<Result<domain::TrackingEvent>> CarrierReports::event_of(Batch& batch, const console::CarrierEntry& entry,
                                                                  base::Deadline deadline) {
  const auto before = co_await named(batch, entry.key);
  if (!before) co_return base::fail(before.error());
  if (*before) {
    if (!console::says_again(entry, **before)) co_return base::fail(key_reused());
    // A resend belongs where it went the first time, although that order may have ended with it.
    co_return console::tracking_event(batch.carrier, entry, (*before)->order);
  }
  auto moment = console::check_moment(entry.at, parts_.clock.now());
  if (!moment) co_return base::fail(std::move(moment).error());
  const auto order = co_await order_of(batch, entry, deadline);
  if (!order) co_return base::fail(order.error());
  storage::JournalEntry name = console::name_report(batch.carrier, entry, *order, parts_.clock.now());
  batch.reports.emplace(entry.key, console::named_report(name).value());
  batch.new_names.push_back(std::move(name));
  co_return console::tracking_event(batch.carrier, entry, *order);
}

awaitable<Result<std::vector<sync::PostalLine>>> CarrierReports::bind_keys(const console::CarrierName& carrier,
                                                                           const std::vector<CarrierLine>& given,
                                                                           base::Deadline deadline) {
  for (int tries = 0; tries < decide_again_limit; ++tries) {
    Batch batch{carrier, {}, {}, {}};
    std::vector<sync::PostalLine> lines;
    for (const CarrierLine& line : given) {
      Result<domain::TrackingEvent> event = base::fail(ErrorKind::invalid, "entry.form", "the entry cannot be read");
      if (line.entry) {
        event = co_await event_of(batch, *line.entry, deadline);
      } else {
        event = base::fail(line.entry.error());
      }
      if (!event && event.error().kind() == ErrorKind::transient) co_return base::fail(std::move(event).error());
      lines.push_back({line.raw, std::move(event)});
    }
    if (batch.new_names.empty()) co_return lines;
    storage::UnitOfWork work;
    work.at = parts_.clock.now();
    work.journal = std::move(batch.new_names);
    auto receipt = co_await runtime::await_callback<storage::CommitReceipt>(
        [&](auto done) { parts_.store.commit(std::move(work), std::move(done)); });
    if (!receipt) co_return base::fail(std::move(receipt).error());
    if (receipt->known.empty()) co_return lines;
    // Another batch of this carrier has bound one of these keys since it was looked up.
  }
  co_return base::fail(ErrorKind::transient, "carrier.contended", "too many batches with the same keys at once");
}

awaitable<Result<std::string>> CarrierReports::take_in(const console::CarrierName& carrier, std::string body,
                                                       base::Deadline deadline) {
  const auto batch = console::read_carrier_batch(body);
  if (!batch) co_return base::fail(batch.error());
  auto lines = co_await bind_keys(carrier, *batch, deadline);
  if (!lines) co_return base::fail(std::move(lines).error());
  auto taken = co_await parts_.desk.take_in(carrier.system, std::move(*lines), std::nullopt, deadline);
  if (!taken) co_return base::fail(std::move(taken).error());
  std::vector<EntryAnswer> answers;
  for (std::size_t i = 0; i < taken->size(); ++i)
    answers.push_back({batch->at(i).key, taken_of(taken->at(i).taken), taken->at(i).why});
  co_return console::batch_json(answers);
}

}  // namespace lienthong::app
