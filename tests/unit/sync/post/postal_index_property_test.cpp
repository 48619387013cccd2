// The index remembers a few words of each order; they must agree with the order read as a whole, whatever was written.
#include "post_world.hpp"
#include "sync/post/postal_index.hpp"
#include "sync/post/postal_record.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace lienthong::sync {
namespace {

using namespace testing;
using domain::PostalMovement;

base::Instant any_moment() { return at("08:00:00") + std::chrono::minutes{*rc::gen::inRange(0, 60)}; }

/// What may follow in a journal whose number of orders and waits is known.
PostalFact any_fact(int& rounds, int& turns) {
  const base::Instant moment = any_moment();
  if (rounds == 0) return OrderPlaced{++rounds, std::nullopt, moment};
  switch (*rc::gen::inRange(0, 6)) {
    case 0:
      return OrderPlaced{++rounds, std::nullopt, moment};
    case 1:
      return CancelAsked{rounds, moment};
    case 2:
      return OrderCancelled{rounds, moment};
    case 3:
      return OrderWaits{++turns, {OrderGap::applicant_address}, moment};
    case 4:
      return WaitEnded{turns, moment};
    default:
      return EventHeard{heard("08:30:00", *rc::gen::element(PostalMovement::posted, PostalMovement::delivered,
                                                            PostalMovement::returned_to_sender)),
                        moment};
  }
}

RC_GTEST_PROP(PostalIndexProperty, AgreesWithTheOrderReadAsAWhole, ()) {
  PostalIndex index;
  std::vector<storage::JournalRow> rows;
  int rounds = 0;
  int turns = 0;
  if (*rc::gen::arbitrary<bool>())
    rows.push_back(row(1, delivery, EventHeard{heard("08:10:00", PostalMovement::posted), at("08:10:00")}));
  for (const auto& first : rows) RC_ASSERT(index.add(first).has_value());
  for (int count = *rc::gen::inRange(0, 15); count > 0; --count) {
    rows.push_back(row(static_cast<std::int64_t>(rows.size()) + 1, delivery, any_fact(rounds, turns)));
    RC_ASSERT(index.add(rows.back()).has_value());
  }
  const PostalRecord record = fold_record(delivery, rows).value();
  RC_ASSERT(index.is_waiting(delivery) == record.wait.has_value());
  RC_ASSERT(index.is_placed(delivery) == (record.last_round() != nullptr));
  const auto legs = legs_of(record);
  const domain::PostalLeg* leg = current_leg(record, legs);
  const bool is_open = leg != nullptr && !cancelled_at(record, *leg) && !domain::is_terminal(leg->state);
  const auto listed = index.open();
  if (is_open) RC_ASSERT(std::ranges::count(listed, delivery) == 1);
  if (leg == nullptr) RC_ASSERT(listed.empty());
}

}  // namespace
}  // namespace lienthong::sync
