#include "sync/post/postal_situation.hpp"

#include "codec/json.hpp"

#include <algorithm>

namespace lienthong::sync {
namespace {

std::string text_fact(const domain::Dossier& truth, const std::string& field) {
  const auto found = truth.facts.find(field);
  if (found == truth.facts.end()) return {};
  codec::Arena arena;
  const auto value = codec::read_json(found->second, arena);
  return value ? std::string(value->scalar()) : std::string();
}

/// Anybody's word counts here: who says "returned" before the post has delivered is what the alarm is about.
std::optional<base::Instant> returned_at(const domain::Dossier& truth) {
  std::optional<base::Instant> first;
  const auto take = [&](base::Instant at) { first = first ? std::min(*first, at) : at; };
  for (const domain::Step& step : truth.steps) {
    if (step.move.to == domain::Status::returned) take(step.occurred_at);
  }
  for (const domain::Observation& observation : truth.observations) {
    if (observation.status == domain::Status::returned) take(observation.occurred_at);
  }
  return first;
}

}  // namespace

std::optional<domain::ReturnChannel> return_channel(const domain::Dossier& truth) {
  if (truth.procedure.value().empty()) return std::nullopt;
  return text_fact(truth, "return_method") == "post" ? domain::ReturnChannel::post : domain::ReturnChannel::counter;
}

OrderWish wish_of(const domain::Dossier& truth, domain::Leg leg) {
  using domain::Status;
  if (truth.status == Status::withdrawn || truth.status == Status::not_accepted) return OrderWish::not_wanted;
  const bool delivers = leg == domain::Leg::deliver;
  if (truth.status != (delivers ? Status::completed : Status::registered)) return OrderWish::as_it_stands;
  return text_fact(truth, delivers ? "return_method" : "channel") == "post" ? OrderWish::wanted : OrderWish::not_wanted;
}

domain::LegSituation situation_of(const domain::Dossier& truth, domain::Leg leg, base::Instant now) {
  domain::LegSituation out;
  out.now = now;
  if (const auto due = base::from_rfc3339(text_fact(truth, "due_at"))) out.due_at = *due;
  out.returned_at = returned_at(truth);
  out.registered_channel = return_channel(truth);
  out.wanted = wish_of(truth, leg) != OrderWish::not_wanted;
  return out;
}

}  // namespace lienthong::sync
