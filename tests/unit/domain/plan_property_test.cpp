#include "unit/domain/lane_bench.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace lienthong::domain {
namespace {

using namespace testing;

/// What happens to the head of the lane between two plans.
void disturb(LaneBench& bench) {
  Delivery* head = bench.head();
  if (head == nullptr) return;
  switch (*rc::gen::inRange(0, 6)) {
    case 0:
      head->state = DeliveryState::in_flight;
      break;
    case 1:
      head->state = DeliveryState::unknown;
      break;
    case 2:
      head->state = DeliveryState::refused;
      break;
    case 3:
      ++head->attempts;
      head->reason = *rc::gen::element<std::string>("order", "http.503");
      break;
    default:
      bench.deliver();
  }
}

/// Repairs end: whatever stood is taken by the peer in order.
void heal(LaneBench& bench) {
  for (Delivery& delivery : bench.lane) {
    if (!leaves_lane(delivery.state)) delivery.state = DeliveryState::waiting;
  }
  bench.drain();
}

struct Fact {
  std::string event;
  int minute = 0;
  Status status = Status::accepted;
};

std::vector<Fact> any_history() {
  std::vector<Fact> facts;
  const int count = *rc::gen::inRange(1, 7);
  for (int i = 0; i < count; ++i) {
    facts.push_back({"e" + std::to_string(i), i, *status_from_code(*rc::gen::inRange(1, 11))});
  }
  return facts;
}

/// Facts arrive in any order; documents change now and then; the peer misbehaves in between.
LaneBench any_life(const std::vector<Fact>& history, Collapse collapse) {
  LaneBench bench;
  auto arriving = history;
  int version = 0;
  while (!arriving.empty()) {
    const auto next =
        arriving.begin() + *rc::gen::inRange<std::ptrdiff_t>(0, static_cast<std::ptrdiff_t>(arriving.size()));
    bench.step(next->event, next->minute, next->status, collapse);
    arriving.erase(next);
    if (version == 0 || *rc::gen::inRange(0, 2) == 0) bench.document("d" + std::to_string(++version));
    bench.now += std::chrono::minutes{1};
    bench.commit();
    const auto again = bench.plan();
    RC_ASSERT(again.create.empty());
    RC_ASSERT(again.supersede.empty());
    for (int i = *rc::gen::inRange(0, 3); i > 0; --i) disturb(bench);
  }
  return bench;
}

RC_GTEST_PROP(PlanProperty, a_drained_lane_leaves_the_peer_with_what_it_should_hold, ()) {
  const auto history = any_history();
  const auto collapse = *rc::gen::element(Collapse::every, Collapse::latest);
  auto bench = any_life(history, collapse);
  heal(bench);
  RC_ASSERT(bench.view.status == history.back().status);
  RC_ASSERT(bench.view.document_digest == bench.documents.front().digest);
}

RC_GTEST_PROP(PlanProperty, every_step_arrives_where_every_step_is_wanted, ()) {
  const auto history = any_history();
  auto bench = any_life(history, Collapse::every);
  heal(bench);
  for (const Fact& fact : history) {
    const auto times = std::count_if(bench.lane.begin(), bench.lane.end(), [&](const Delivery& delivery) {
      return delivery.subject == fact.event && delivery.state == DeliveryState::delivered;
    });
    RC_ASSERT(times == 1);
  }
}

RC_GTEST_PROP(PlanProperty, the_peer_hears_of_the_dossier_before_any_step, ()) {
  auto bench = any_life(any_history(), Collapse::every);
  heal(bench);
  const auto first = std::find_if(bench.lane.begin(), bench.lane.end(),
                                  [](const Delivery& delivery) { return delivery.state == DeliveryState::delivered; });
  RC_ASSERT(first != bench.lane.end());
  RC_ASSERT(first->kind == "dossier");
}

RC_GTEST_PROP(PlanProperty, keys_are_unique_and_lane_numbers_rise, ()) {
  const auto bench = any_life(any_history(), *rc::gen::element(Collapse::every, Collapse::latest));
  std::vector<std::string> keys;
  for (std::size_t i = 0; i < bench.lane.size(); ++i) {
    RC_ASSERT(bench.lane[i].lane_seq == static_cast<std::int64_t>(i) + 1);
    keys.push_back(bench.lane[i].key.value());
  }
  std::sort(keys.begin(), keys.end());
  RC_ASSERT(std::adjacent_find(keys.begin(), keys.end()) == keys.end());
}

}  // namespace
}  // namespace lienthong::domain
