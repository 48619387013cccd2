#include "domain/delivery.hpp"

#include "domain/outcome.hpp"

#include <gtest/gtest.h>

#include <array>
#include <set>
#include <utility>

namespace lienthong::domain {
namespace {

using enum DeliveryState;
constexpr std::array all{waiting, in_flight, unknown, delivered, superseded, refused, parked};

TEST(DeliveryState, every_name_is_read_back_and_others_are_not) {
  for (const DeliveryState state : all) EXPECT_EQ(delivery_state_from_name(name(state)), state);
  EXPECT_FALSE(delivery_state_from_name("lost"));
}

TEST(DeliveryState, the_table_of_transitions_is_exactly_this) {
  const std::set<std::pair<DeliveryState, DeliveryState>> legal{
      {waiting, in_flight}, {waiting, superseded}, {in_flight, waiting}, {in_flight, unknown}, {in_flight, delivered},
      {in_flight, refused}, {in_flight, parked},   {unknown, in_flight}, {unknown, waiting},   {unknown, delivered},
      {unknown, refused},   {unknown, parked},     {refused, waiting},   {refused, delivered}, {refused, superseded},
      {parked, waiting},    {parked, delivered},   {parked, superseded}};
  for (const DeliveryState from : all) {
    for (const DeliveryState to : all)
      EXPECT_EQ(may_become(from, to), legal.contains({from, to})) << name(from) << name(to);
  }
}

TEST(DeliveryState, only_what_is_settled_for_ever_leaves_its_lane) {
  for (const DeliveryState state : all) {
    EXPECT_EQ(leaves_lane(state), state == delivered || state == superseded) << name(state);
    if (!leaves_lane(state)) continue;
    for (const DeliveryState to : all) EXPECT_FALSE(may_become(state, to)) << "nothing comes back from " << name(state);
  }
}

Delivery sample() {
  Delivery delivery;
  delivery.peer = SystemId{"portal"};
  delivery.dossier = DossierCode{"H55.12-250613-0001"};
  delivery.kind = "progress";
  delivery.subject = "e1";
  return delivery;
}

TEST(IdempotencyKey, does_not_depend_on_place_time_or_fate) {
  Delivery later = sample();
  later.id = DeliveryId{7};
  later.lane_seq = 9;
  later.state = parked;
  later.attempts = 4;
  later.reason = "retry.exhausted";
  later.created_at += std::chrono::hours{5};
  EXPECT_EQ(derive_idempotency_key(later), derive_idempotency_key(sample()));
}

TEST(IdempotencyKey, differs_by_peer_dossier_kind_subject_and_ordinal) {
  std::array<Delivery, 5> others;
  others.fill(sample());
  others[0].peer = SystemId{"province"};
  others[1].dossier = DossierCode{"H55.12-250613-0002"};
  others[2].kind = "dossier";
  others[3].subject = "e1#1";
  std::set<std::string> keys{derive_idempotency_key(others[4], 1).value()};
  for (const Delivery& other : others) keys.insert(derive_idempotency_key(other).value());
  EXPECT_EQ(keys.size(), 6U);
}

TEST(Outcome, every_name_is_read_back_and_others_are_not) {
  for (const Outcome outcome : {Outcome::accepted, Outcome::duplicate, Outcome::already, Outcome::retry, Outcome::order,
                                Outcome::auth, Outcome::data, Outcome::not_found, Outcome::unknown}) {
    EXPECT_EQ(outcome_from_name(name(outcome)), outcome);
  }
  EXPECT_FALSE(outcome_from_name("ok"));
}

}  // namespace
}  // namespace lienthong::domain
