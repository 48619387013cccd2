#include "domain/post/postal_leg.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

namespace lienthong::domain {
namespace {

using Kind = LegIrregularity::Kind;

LegState state_after(PostalMovement movement) {
  switch (movement) {
    case PostalMovement::posted:
      return LegState::posted;
    case PostalMovement::arrived_at_outward_office:
    case PostalMovement::left_outward_office:
    case PostalMovement::arrived_at_inward_office:
    case PostalMovement::presented_to_customs:
    case PostalMovement::returned_from_customs:
    case PostalMovement::left_inward_office:
    case PostalMovement::entered_sorting_centre:
    case PostalMovement::left_sorting_centre:
    case PostalMovement::arrived_in_transit:
    case PostalMovement::left_transit:
      return LegState::in_transit;
    case PostalMovement::held_by_customs:
      return LegState::held_by_customs;
    case PostalMovement::arrived_at_delivery_office:
      return LegState::at_delivery_office;
    case PostalMovement::held_at_delivery_office:
    case PostalMovement::at_collection_point:
      return LegState::held_for_addressee;
    case PostalMovement::out_for_delivery:
      return LegState::out_for_delivery;
    case PostalMovement::attempt_failed:
      return LegState::attempt_failed;
    case PostalMovement::delivered:
      return LegState::delivered;
    case PostalMovement::returned_to_sender:
      return LegState::returned_to_sender;
  }
  throw std::logic_error("no such movement");
}

class LegFold {
 public:
  explicit LegFold(const PostalOrder& order)
      : leg_{.order = order, .item = order.item, .since = order.ordered_at, .last_heard = order.ordered_at} {}

  PostalLeg run(std::span<const TrackingEvent> events) {
    std::vector<TrackingEvent> heard = each_once(events);
    put_aside_corrected(heard);
    for (const TrackingEvent& event : heard) take(event);
    leg_.events = std::move(heard);
    return std::move(leg_);
  }

 private:
  std::vector<TrackingEvent> each_once(std::span<const TrackingEvent> events) {
    std::vector<TrackingEvent> all(events.begin(), events.end());
    std::ranges::sort(all, [](const auto& left, const auto& right) { return leg_order(left, right) < 0; });
    std::set<TrackingId> seen;
    std::erase_if(all, [&](const TrackingEvent& event) { return !seen.insert(event.id).second; });
    for (const TrackingEvent& event : all) {
      if (!leg_.item) leg_.item = event.item;
      if (event.order != leg_.order.number || event.item != *leg_.item)
        throw std::logic_error("events of two legs in one");
    }
    return all;
  }

  void put_aside_corrected(std::vector<TrackingEvent>& heard) {
    std::set<TrackingId> corrected;
    for (const TrackingEvent& event : heard) {
      if (!event.corrects) continue;
      const auto target = std::ranges::find(heard, *event.corrects, &TrackingEvent::id);
      if (target == heard.end()) {
        note(Kind::corrects_unheard_event, event);
      } else if (target->source != event.source) {
        note(Kind::corrects_other_source, event);
      } else {
        corrected.insert(target->id);
      }
    }
    const auto counts = [&](const TrackingEvent& event) { return !corrected.contains(event.id); };
    const auto aside = std::stable_partition(heard.begin(), heard.end(), counts);
    leg_.corrected.assign(aside, heard.end());
    heard.erase(aside, heard.end());
  }

  void take(const TrackingEvent& event) {
    leg_.last_heard = std::max(leg_.last_heard, event.occurred_at);
    if (!event.movement) {
      note(Kind::undocumented_code, event);
      heard_before_ = true;
      return;
    }
    if (!heard_before_ && *event.movement != PostalMovement::posted) note(Kind::begins_without_posting, event);
    heard_before_ = true;
    if (is_terminal(leg_.state)) {
      after_end(event);
    } else {
      move(event);
    }
  }

  void move(const TrackingEvent& event) {
    leg_.state = state_after(*event.movement);
    leg_.since = event.occurred_at;
    leg_.reason = event.id;
    if (leg_.state != LegState::attempt_failed) return;
    if (event.note.empty()) note(Kind::attempt_without_reason, event);
    // Two carriers, or a row sent again with another word, tell of one attempt.
    if (last_attempt_ != event.occurred_at) ++leg_.failed_attempts;
    last_attempt_ = event.occurred_at;
  }

  void after_end(const TrackingEvent& event) {
    const LegState claimed = state_after(*event.movement);
    if (claimed == leg_.state) return;
    note(is_terminal(claimed) ? Kind::ends_disagree : Kind::movement_after_end, event);
  }

  void note(Kind kind, const TrackingEvent& event) { leg_.irregularities.push_back({kind, event.id}); }

  PostalLeg leg_;
  bool heard_before_ = false;
  std::optional<base::Instant> last_attempt_;
};

}  // namespace

std::string_view name(LegState state) {
  switch (state) {
    case LegState::ordered:
      return "ordered";
    case LegState::posted:
      return "posted";
    case LegState::in_transit:
      return "in_transit";
    case LegState::held_by_customs:
      return "held_by_customs";
    case LegState::at_delivery_office:
      return "at_delivery_office";
    case LegState::out_for_delivery:
      return "out_for_delivery";
    case LegState::attempt_failed:
      return "attempt_failed";
    case LegState::held_for_addressee:
      return "held_for_addressee";
    case LegState::delivered:
      return "delivered";
    case LegState::returned_to_sender:
      return "returned_to_sender";
  }
  return "?";
}

bool is_terminal(LegState state) { return state == LegState::delivered || state == LegState::returned_to_sender; }

std::string_view name(LegIrregularity::Kind kind) {
  switch (kind) {
    case Kind::undocumented_code:
      return "undocumented_code";
    case Kind::begins_without_posting:
      return "begins_without_posting";
    case Kind::attempt_without_reason:
      return "attempt_without_reason";
    case Kind::movement_after_end:
      return "movement_after_end";
    case Kind::ends_disagree:
      return "ends_disagree";
    case Kind::corrects_other_source:
      return "corrects_other_source";
    case Kind::corrects_unheard_event:
      return "corrects_unheard_event";
  }
  return "?";
}

bool PostalLeg::has(LegIrregularity::Kind kind) const {
  return std::ranges::any_of(irregularities, [&](const LegIrregularity& one) { return one.kind == kind; });
}

PostalLeg fold_leg(const PostalOrder& order, std::span<const TrackingEvent> events) {
  return LegFold(order).run(events);
}

}  // namespace lienthong::domain
