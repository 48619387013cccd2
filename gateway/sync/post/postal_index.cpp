#include "sync/post/postal_index.hpp"

#include <algorithm>
#include <ranges>

namespace lienthong::sync {
namespace {

using domain::OrderNumber;
using domain::PostalMovement;

}  // namespace

bool PostalIndex::Words::may_be_open() const {
  if (cancelled || !(placed || heard)) return false;
  const auto counts = [&](const domain::TrackingId& end) { return !corrected.contains(end); };
  return std::ranges::none_of(std::views::keys(delivered), counts) && std::ranges::none_of(returned, counts);
}

bool PostalIndex::Words::was_sent_back() const {
  return !cancelled &&
         std::ranges::any_of(returned, [&](const domain::TrackingId& end) { return !corrected.contains(end); });
}

bool PostalIndex::Words::may_need_stating() const {
  return std::ranges::any_of(std::views::keys(delivered),
                             [&](const domain::TrackingId& end) { return !stated.contains(end); });
}

struct PostalIndex::Take {
  Words& words;

  void operator()(const OrderPlaced& placed) const {
    words.placed = true;
    words.cancel_asked = words.cancelled = words.carried_after_cancel = false;
    words.waits_since.reset();
    words.since = placed.at;
  }
  void operator()(const CancelAsked& /*asked*/) const { words.cancel_asked = true; }
  void operator()(const CancelRefused& /*refused*/) const {}
  void operator()(const OrderCancelled& /*cancelled*/) const { words.cancelled = true; }
  void operator()(const ResultStated& stated) const { words.stated.insert(stated.evidence); }
  void operator()(const ReturnedEarly& early) const { words.returned_early_at = early.at; }
  void operator()(const OrderWaits& waits) const { words.waits_since = words.waits_since.value_or(waits.at); }
  void operator()(const WaitEnded& /*ended*/) const { words.waits_since.reset(); }
  void operator()(const EventHeard& heard) const {
    const domain::TrackingEvent& event = heard.event;
    if (!words.placed && !words.heard) words.since = event.occurred_at;
    words.heard = true;
    words.carried_after_cancel = words.carried_after_cancel || words.cancelled;
    if (event.movement == PostalMovement::delivered) words.delivered.emplace(event.id, event.occurred_at);
    if (event.movement == PostalMovement::returned_to_sender) words.returned.insert(event.id);
    if (event.corrects) words.corrected.insert(*event.corrects);
  }
};

base::Result<void> PostalIndex::add(const storage::JournalRow& row) {
  if (row.sequence <= last_sequence_) return {};
  auto fact = fact_of(row.entry);
  if (!fact) return base::fail(std::move(fact).error());
  const auto order = OrderNumber::read(row.entry.subject);
  if (!order) return base::fail(order.error());
  std::visit(Take{orders_[*order]}, *fact);
  last_sequence_ = row.sequence;
  return {};
}

bool PostalIndex::is_placed(const OrderNumber& order) const {
  const auto found = orders_.find(order);
  return found != orders_.end() && found->second.placed;
}

bool PostalIndex::is_returned_early(const OrderNumber& order) const {
  const auto found = orders_.find(order);
  return found != orders_.end() && found->second.returned_early_at.has_value();
}

bool PostalIndex::is_waiting(const OrderNumber& order) const {
  const auto found = orders_.find(order);
  return found != orders_.end() && found->second.waits_since.has_value();
}

std::vector<OrderNumber> PostalIndex::oldest_first(bool (Words::*matches)() const) const {
  std::vector<std::pair<base::Instant, const OrderNumber*>> found;
  for (const auto& [order, words] : orders_) {
    if ((words.*matches)()) found.emplace_back(words.since, &order);
  }
  std::ranges::stable_sort(found, {}, [](const auto& one) { return one.first; });
  std::vector<OrderNumber> out;
  for (const auto& [since, order] : found) out.push_back(*order);
  return out;
}

std::vector<OrderNumber> PostalIndex::open() const { return oldest_first(&Words::may_be_open); }
std::vector<OrderNumber> PostalIndex::sent_back() const { return oldest_first(&Words::was_sent_back); }

std::vector<OrderNumber> PostalIndex::waiting() const {
  std::vector<std::pair<base::Instant, OrderNumber>> found;
  for (const auto& [order, words] : orders_) {
    if (words.waits_since) found.emplace_back(*words.waits_since, order);
  }
  std::ranges::sort(found);
  std::vector<OrderNumber> out;
  for (auto& [since, order] : found) out.push_back(std::move(order));
  return out;
}

std::vector<OrderNumber> PostalIndex::carried_after_cancel() const {
  std::vector<OrderNumber> out;
  for (const auto& [order, words] : orders_) {
    if (words.carried_after_cancel) out.push_back(order);
  }
  return out;
}

std::vector<OrderNumber> PostalIndex::returned_early(base::Instant since) const {
  std::vector<OrderNumber> out;
  for (const auto& [order, words] : orders_) {
    if (words.returned_early_at && *words.returned_early_at >= since) out.push_back(order);
  }
  return out;
}

std::optional<base::Instant> PostalIndex::delivered_at(const OrderNumber& order) const {
  const auto found = orders_.find(order);
  if (found == orders_.end()) return std::nullopt;
  std::optional<base::Instant> first;
  for (const auto& [end, at] : found->second.delivered) {
    if (!found->second.corrected.contains(end)) first = first ? std::min(*first, at) : at;
  }
  return first;
}

std::vector<OrderNumber> PostalIndex::cancelling() const {
  std::vector<OrderNumber> out;
  for (const auto& [order, words] : orders_) {
    if (words.cancel_asked && !words.cancelled) out.push_back(order);
  }
  return out;
}

std::vector<OrderNumber> PostalIndex::to_be_stated() const {
  std::vector<OrderNumber> out;
  for (const auto& [order, words] : orders_) {
    if (order.leg() == domain::Leg::deliver && words.may_need_stating()) out.push_back(order);
  }
  return out;
}

}  // namespace lienthong::sync
