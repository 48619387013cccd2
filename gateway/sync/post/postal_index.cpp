#include "sync/post/postal_index.hpp"

#include <algorithm>

namespace lienthong::sync {
namespace {

using domain::OrderNumber;
using domain::PostalMovement;

}  // namespace

bool PostalIndex::Words::may_be_open() const {
  if (cancelled) return false;
  const auto counts = [&](const domain::TrackingId& end) { return !corrected.contains(end); };
  return std::ranges::none_of(delivered, counts) && std::ranges::none_of(returned, counts);
}

bool PostalIndex::Words::was_sent_back() const {
  return !cancelled &&
         std::ranges::any_of(returned, [&](const domain::TrackingId& end) { return !corrected.contains(end); });
}

bool PostalIndex::Words::may_need_stating() const {
  return std::ranges::any_of(delivered, [&](const domain::TrackingId& end) { return !stated.contains(end); });
}

void PostalIndex::take(Words& words, const PostalFact& fact) {
  if (const auto* placed = std::get_if<OrderPlaced>(&fact)) {
    words.placed = true;
    words.cancel_asked = false;
    words.cancelled = false;
    words.since = placed->at;
  } else if (std::holds_alternative<CancelAsked>(fact)) {
    words.cancel_asked = true;
  } else if (std::holds_alternative<OrderCancelled>(fact)) {
    words.cancelled = true;
  } else if (const auto* stated = std::get_if<ResultStated>(&fact)) {
    words.stated.insert(stated->evidence);
  } else if (const auto* heard = std::get_if<EventHeard>(&fact)) {
    const domain::TrackingEvent& event = heard->event;
    if (!words.placed) words.since = words.since == base::Instant{} ? event.occurred_at : words.since;
    if (event.movement == PostalMovement::delivered) words.delivered.insert(event.id);
    if (event.movement == PostalMovement::returned_to_sender) words.returned.insert(event.id);
    if (event.corrects) words.corrected.insert(*event.corrects);
  }
}

base::Result<void> PostalIndex::add(const storage::JournalRow& row) {
  if (row.sequence <= last_sequence_) return {};
  auto fact = fact_of(row.entry);
  if (!fact) return base::fail(std::move(fact).error());
  const auto order = OrderNumber::read(row.entry.subject);
  if (!order) return base::fail(order.error());
  take(orders_[*order], *fact);
  last_sequence_ = row.sequence;
  return {};
}

bool PostalIndex::is_placed(const OrderNumber& order) const {
  const auto found = orders_.find(order);
  return found != orders_.end() && found->second.placed;
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
