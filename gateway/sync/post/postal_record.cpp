#include "sync/post/postal_record.hpp"

#include <algorithm>
#include <map>

namespace lienthong::sync {
namespace {

using domain::ItemNumber;
using domain::PostalLeg;
using domain::PostalOrder;
using domain::TrackingEvent;

class RecordFold {
 public:
  explicit RecordFold(PostalRecord& out) : out_(&out) {}

  void operator()(const OrderPlaced& placed) const {
    out_->rounds.push_back({.placed = placed});
    out_->wait.reset();
  }
  void operator()(const CancelAsked& asked) const {
    if (PostalRound* round = find(asked.round)) round->cancel_asked_at = asked.at;
  }
  void operator()(const CancelRefused& refused) const {
    if (PostalRound* round = find(refused.round)) round->cancel_refused_at = refused.at;
  }
  void operator()(const OrderCancelled& cancelled) const {
    if (PostalRound* round = find(cancelled.round)) round->cancelled_at = cancelled.at;
  }
  void operator()(const EventHeard& heard) const { out_->events.push_back(heard.event); }
  void operator()(const ResultStated& stated) const { out_->stated.insert(stated.evidence); }
  void operator()(const ReturnedEarly& /*early*/) const {}
  void operator()(const OrderWaits& waits) const {
    out_->wait = PostalWait{waits.gaps, out_->wait ? out_->wait->since : waits.at};
    out_->last_wait_turn = waits.turn;
  }
  void operator()(const WaitEnded& /*ended*/) const { out_->wait.reset(); }

 private:
  [[nodiscard]] PostalRound* find(int number) const {
    const auto found = std::ranges::find_if(out_->rounds, [number](const auto& r) { return r.placed.round == number; });
    return found == out_->rounds.end() ? nullptr : &*found;
  }
  PostalRecord* out_;
};

/// The order that an item belongs to: the last one that named it, else the last one that left it to the post.
const PostalRound* round_of(const PostalRecord& record, const std::optional<ItemNumber>& item) {
  const PostalRound* left_to_the_post = nullptr;
  for (auto round = record.rounds.rbegin(); round != record.rounds.rend(); ++round) {
    if (round->placed.item == item) return &*round;
    if (!round->placed.item && left_to_the_post == nullptr) left_to_the_post = &*round;
  }
  return left_to_the_post;
}

PostalOrder order_of(const PostalRecord& record, const ItemNumber& item, std::span<const TrackingEvent> events) {
  const PostalRound* round = round_of(record, item);
  const auto first = std::ranges::min(events, {}, &TrackingEvent::occurred_at).occurred_at;
  return {record.number, item, round == nullptr ? first : round->placed.at};
}

}  // namespace

base::Result<PostalRecord> fold_record(const domain::OrderNumber& number, std::span<const storage::JournalRow> rows) {
  PostalRecord out{.number = number};
  for (const storage::JournalRow& row : rows) {
    auto fact = fact_of(row.entry);
    if (!fact) return base::fail(std::move(fact).error());
    std::visit(RecordFold(out), *fact);
  }
  out.entries = static_cast<std::int64_t>(rows.size());
  return out;
}

std::vector<PostalLeg> legs_of(const PostalRecord& record) {
  std::vector<PostalLeg> out;
  for (const auto& [key, events] : domain::by_leg(record.events))
    out.push_back(domain::fold_leg(order_of(record, key.item, events), events));
  if (const PostalRound* last = record.last_round()) {
    const auto is_heard = [&](const PostalLeg& leg) { return !last->placed.item || leg.item == last->placed.item; };
    if (std::ranges::none_of(out, is_heard))
      out.push_back(domain::fold_leg({record.number, last->placed.item, last->placed.at}, {}));
  }
  std::ranges::stable_sort(out, {}, [](const PostalLeg& leg) { return leg.order.ordered_at; });
  return out;
}

const PostalLeg* current_leg(const PostalRecord& record, std::span<const PostalLeg> legs) {
  if (legs.empty()) return nullptr;
  const PostalRound* last = record.last_round();
  if (last != nullptr && last->placed.item) {
    const auto found = std::ranges::find(legs, last->placed.item, &PostalLeg::item);
    return found == legs.end() ? nullptr : &*found;
  }
  return &*std::ranges::max_element(legs, {}, &PostalLeg::last_heard);
}

std::optional<base::Instant> cancelled_at(const PostalRecord& record, const PostalLeg& leg) {
  const PostalRound* round = round_of(record, leg.item);
  return round == nullptr ? std::nullopt : round->cancelled_at;
}

}  // namespace lienthong::sync
