#include "domain/post/leg_statement.hpp"
#include "unit/domain_post/world.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace lienthong::domain {
namespace {

using namespace testing;

constexpr int last_movement = static_cast<int>(PostalMovement::returned_to_sender);

/// Few moments, sources and notes, so that ties, repeats and contradictions are the rule.
TrackingEvent any_event() {
  const int number = *rc::gen::inRange(-1, last_movement + 1);
  TrackingEvent event =
      heard(*rc::gen::inRange(0, 6), number < 0 ? std::nullopt : std::optional(static_cast<PostalMovement>(number)));
  event.source = *rc::gen::element(vnpost, ems);
  event.note = *rc::gen::element<std::string>("", "vắng nhà");
  return identified(event);
}

std::vector<TrackingEvent> any_events() {
  std::vector<TrackingEvent> events;
  for (int count = *rc::gen::inRange(0, 12); count > 0; --count) {
    TrackingEvent event = any_event();
    if (!events.empty() && *rc::gen::inRange(0, 4) == 0)
      event = correcting(event, events[*rc::gen::inRange<std::size_t>(0, events.size())]);
    events.push_back(event);
  }
  return events;
}

template <class T>
std::vector<T> shuffled(std::vector<T> items) {
  for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[*rc::gen::inRange<std::size_t>(0, i)]);
  return items;
}

RC_GTEST_PROP(PostalLegProperty, any_permutation_with_any_duplication_gives_the_same_leg, ()) {
  const auto events = any_events();
  auto arrived = events;
  for (const TrackingEvent& event : events) {
    for (int copies = *rc::gen::inRange(0, 3); copies > 0; --copies) arrived.push_back(event);
  }
  const PostalLeg leg = leg_of(events);
  const PostalLeg again = leg_of(shuffled(arrived));
  RC_ASSERT(leg == again);
  RC_ASSERT(statement_of(leg, limits()) == statement_of(again, limits()));
}

RC_GTEST_PROP(PostalLegProperty, every_event_is_accounted_for_once, ()) {
  const auto events = any_events();
  const PostalLeg leg = leg_of(events);
  std::vector<TrackingId> kept;
  for (const auto& event : leg.events) kept.push_back(event.id);
  for (const auto& event : leg.corrected) kept.push_back(event.id);
  std::vector<TrackingId> sent;
  for (const auto& event : events) sent.push_back(event.id);
  std::ranges::sort(kept);
  std::ranges::sort(sent);
  sent.erase(std::unique(sent.begin(), sent.end()), sent.end());
  RC_ASSERT(kept == sent);
}

RC_GTEST_PROP(PostalLegProperty, an_end_is_left_by_a_correction_only, ()) {
  auto events = any_events();
  events.push_back(
      heard(*rc::gen::inRange(0, 6), *rc::gen::element(PostalMovement::delivered, PostalMovement::returned_to_sender)));
  const PostalLeg before = leg_of(events);
  RC_ASSERT(is_terminal(before.state));
  TrackingEvent later = heard(50, static_cast<PostalMovement>(*rc::gen::inRange(0, last_movement + 1)));
  auto more = events;
  more.push_back(later);
  RC_ASSERT(leg_of(more).state == before.state);
  RC_ASSERT(leg_of(more).since == before.since);
}

RC_GTEST_PROP(PostalLegProperty, only_an_undisputed_delivery_of_the_result_moves_the_dossier_to_returned, ()) {
  const auto events = any_events();
  const PostalLeg leg = leg_of(events);
  const auto heard_of = [&](PostalMovement end) {
    return std::ranges::any_of(leg.events, [&](const auto& event) { return event.movement == end; });
  };
  const auto move = result_returned(leg);
  RC_ASSERT(move.has_value() == (heard_of(PostalMovement::delivered) && !heard_of(PostalMovement::returned_to_sender)));
  RC_ASSERT(move.has_value() == (statement_of(leg, limits()).kind == LegStatement::Kind::result_delivered));
}

RC_GTEST_PROP(PostalLegProperty, an_event_of_another_order_with_the_same_item_changes_nothing, ()) {
  auto feed = any_events();
  const PostalLeg alone = leg_of(feed);
  feed.push_back(heard(*rc::gen::inRange(0, 6), PostalMovement::delivered, collection));
  const auto legs = by_leg(shuffled(feed));
  const auto own = legs.find({delivery, item(550123)});
  RC_ASSERT(leg_of(own == legs.end() ? std::vector<TrackingEvent>{} : own->second) == alone);
}

}  // namespace
}  // namespace lienthong::domain
