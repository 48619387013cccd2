#include "domain/peer_view.hpp"

#include "unit/domain/world.hpp"

#include <gtest/gtest.h>

namespace lienthong::domain {
namespace {

using namespace testing;
using Kind = Drift::Kind;

Expectation should_hold(Status status) { return {portal, code, status, "", at(10)}; }

PeerView holds(std::optional<Status> status, int minute) {
  PeerView view;
  view.presence = Presence::present;
  view.status = status;
  view.status_at = at(minute);
  return view;
}

std::optional<Kind> drift_of(Status should, const PeerView& view) {
  const auto found = compare(should_hold(should), view);
  if (found.empty()) return std::nullopt;
  EXPECT_EQ(found.size(), 1U);
  return found.front().kind;
}

TEST(Drift, none_when_the_peer_holds_what_it_should) {
  EXPECT_FALSE(drift_of(Status::processing, holds(Status::processing, 3)));
}

TEST(Drift, none_when_the_peer_need_not_know_the_dossier) {
  Expectation nothing = should_hold(Status::processing);
  nothing.status.reset();
  nothing.document_digest = "d";
  EXPECT_TRUE(compare(nothing, holds(Status::returned, 3)).empty());
}

TEST(Drift, missing_when_it_does_not_have_it_or_nothing_is_known) {
  PeerView absent = holds(Status::accepted, 3);
  absent.presence = Presence::absent;
  EXPECT_EQ(drift_of(Status::processing, absent), Kind::missing);
  EXPECT_EQ(drift_of(Status::processing, PeerView{}), Kind::missing);
}

TEST(Drift, carries_both_sides_and_since_when) {
  const auto found = compare(should_hold(Status::processing), holds(Status::accepted, 3));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0], (Drift{Kind::behind, portal, code, Status::accepted, Status::processing, at(10)}));
}

TEST(Drift, behind_when_it_holds_an_earlier_status_or_none) {
  EXPECT_EQ(drift_of(Status::completed, holds(Status::accepted, 3)), Kind::behind);
  EXPECT_EQ(drift_of(Status::completed, holds(std::nullopt, 3)), Kind::behind);
}

TEST(Drift, behind_also_when_the_truth_has_since_moved_backwards) {
  EXPECT_EQ(drift_of(Status::processing, holds(Status::supplement_requested, 3)), Kind::behind);
}

TEST(Drift, ahead_when_it_holds_something_further_on) {
  EXPECT_EQ(drift_of(Status::processing, holds(Status::completed, 20)), Kind::ahead);
  EXPECT_EQ(drift_of(Status::processing, holds(Status::completed, 3)), Kind::ahead);
  PeerView undated = holds(Status::returned, 0);
  undated.status_at = {};
  EXPECT_EQ(drift_of(Status::processing, undated), Kind::ahead);
}

TEST(Drift, contradicts_when_it_went_back_after_the_truth_had_moved_on) {
  EXPECT_EQ(drift_of(Status::completed, holds(Status::processing, 20)), Kind::contradicts);
}

TEST(Drift, contradicts_when_two_ends_differ_or_a_waiting_citizen_is_masked_as_done) {
  EXPECT_EQ(drift_of(Status::returned, holds(Status::withdrawn, 3)), Kind::contradicts);
  for (const Status masked : {Status::supplement_requested, Status::payment_requested, Status::stopped}) {
    EXPECT_EQ(drift_of(masked, holds(Status::completed, 20)), Kind::contradicts) << name(masked);
  }
}

TEST(Drift, a_document_of_other_content_is_a_difference_of_its_own) {
  Expectation expected = should_hold(Status::processing);
  expected.document_digest = "new";
  PeerView view = holds(Status::accepted, 3);
  view.document_digest = "old";
  const auto both = compare(expected, view);
  ASSERT_EQ(both.size(), 2U);
  EXPECT_EQ(both[0].kind, Kind::behind);
  EXPECT_EQ(both[1].kind, Kind::document_differs);
  view.status = Status::processing;
  view.document_digest = "new";
  EXPECT_TRUE(compare(expected, view).empty());
}

TEST(PeerView, every_name_is_read_back_and_others_are_not) {
  for (const auto how : {Knowledge::acknowledged, Knowledge::read_back, Knowledge::told_us}) {
    EXPECT_EQ(knowledge_from_name(name(how)), how);
  }
  for (const auto presence : {Presence::unknown, Presence::absent, Presence::present}) {
    EXPECT_EQ(presence_from_name(name(presence)), presence);
  }
  EXPECT_FALSE(knowledge_from_name("guessed"));
  EXPECT_FALSE(presence_from_name("maybe"));
  EXPECT_EQ(name(Kind::document_differs), "document_differs");
}

}  // namespace
}  // namespace lienthong::domain
