#include "domain/post/leg_statement.hpp"

#include <algorithm>
#include <tuple>

namespace lienthong::domain {
namespace {

using Kind = LegStatement::Kind;

Kind kind_of_delivery(const PostalLeg& leg, const PostalLimits& limits) {
  switch (leg.state) {
    case LegState::delivered:
      return Kind::result_delivered;
    case LegState::returned_to_sender:
      return Kind::waiting_at_counter;
    case LegState::attempt_failed:
      return leg.failed_attempts >= limits.attempts ? Kind::waiting_at_counter : Kind::citizen_to_be_told;
    case LegState::held_for_addressee:
      return Kind::citizen_to_be_told;
    case LegState::ordered:
    case LegState::posted:
    case LegState::in_transit:
    case LegState::held_by_customs:
    case LegState::at_delivery_office:
    case LegState::out_for_delivery:
      return Kind::nothing_new;
  }
  return Kind::nothing_new;
}

Kind kind_of_collection(const PostalLeg& leg) {
  if (leg.state == LegState::delivered) return Kind::dossier_arrived;
  return leg.state == LegState::returned_to_sender ? Kind::citizen_to_be_told : Kind::nothing_new;
}

}  // namespace

std::string_view name(LegStatement::Kind kind) {
  switch (kind) {
    case Kind::nothing_new:
      return "nothing_new";
    case Kind::dossier_arrived:
      return "dossier_arrived";
    case Kind::result_delivered:
      return "result_delivered";
    case Kind::citizen_to_be_told:
      return "citizen_to_be_told";
    case Kind::waiting_at_counter:
      return "waiting_at_counter";
    case Kind::contradictory:
      return "contradictory";
  }
  return "?";
}

LegStatement statement_of(const PostalLeg& leg, const PostalLimits& limits) {
  LegStatement out{Kind::contradictory, leg.since, leg.reason};
  if (leg.has(LegIrregularity::Kind::ends_disagree)) return out;
  out.kind = leg.order.number.leg() == Leg::deliver ? kind_of_delivery(leg, limits) : kind_of_collection(leg);
  return out;
}

std::optional<LegStatement> statement_of_deliveries(std::span<const PostalLeg> legs, const PostalRules& rules) {
  std::optional<LegStatement> best;
  base::Instant best_ordered_at{};
  const auto weight = [](Kind kind) {
    return kind == Kind::result_delivered ? 2 : kind == Kind::contradictory ? 1 : 0;
  };
  for (const PostalLeg& leg : legs) {
    const auto limits = rules.of(leg.order.number.leg(), leg.order.ordered_at);
    if (leg.order.number.leg() != Leg::deliver || !limits) continue;
    const LegStatement statement = statement_of(leg, *limits);
    const auto rank = std::tuple(weight(statement.kind), leg.order.ordered_at);
    if (best && rank <= std::tuple(weight(best->kind), best_ordered_at)) continue;
    best = statement;
    best_ordered_at = leg.order.ordered_at;
  }
  return best;
}

std::optional<Event> result_returned(const PostalLeg& leg) {
  if (leg.order.number.leg() != Leg::deliver || leg.state != LegState::delivered) return std::nullopt;
  if (leg.has(LegIrregularity::Kind::ends_disagree)) return std::nullopt;
  const auto evidence = std::ranges::find(leg.events, *leg.reason, &TrackingEvent::id);
  Event event;
  event.source = evidence->source;
  event.dossier = leg.order.number.dossier();
  event.occurred_at = evidence->occurred_at;
  event.move = Move{Status::returned, "", Evidence::stated};
  event.id = derive_event_id(event);
  return event;
}

}  // namespace lienthong::domain
