#include "sync/post/postal_index.hpp"

#include "post_world.hpp"

#include <gtest/gtest.h>

namespace lienthong::sync {
namespace {

using namespace testing;
using domain::PostalMovement;

class PostalIndexTest : public ::testing::Test {
 protected:
  void take(const PostalFact& fact, const domain::OrderNumber& order = delivery) {
    ASSERT_TRUE(index_.add(row(++sequence_, order, fact)));
  }
  void hear(std::string_view clock, PostalMovement movement, const domain::OrderNumber& order = delivery) {
    take(EventHeard{heard(clock, movement, order), at("23:00:00")}, order);
  }
  PostalIndex index_;
  std::int64_t sequence_ = 0;
};

TEST_F(PostalIndexTest, ShowsOpenOrdersOldestFirst) {
  take(OrderPlaced{1, item(1), at("10:00:00")});
  take(OrderPlaced{1, item(2), at("08:00:00")}, collection);
  EXPECT_EQ(index_.open(), (std::vector{collection, delivery}));
  EXPECT_TRUE(index_.is_placed(delivery));
}

TEST_F(PostalIndexTest, LetsGoOfWhatEndedOrWasCancelled) {
  take(OrderPlaced{1, item(1), at("08:00:00")});
  take(OrderPlaced{1, item(2), at("08:00:00")}, collection);
  hear("10:00:00", PostalMovement::returned_to_sender);
  take(OrderCancelled{1, at("09:00:00")}, collection);
  EXPECT_TRUE(index_.open().empty());
  take(OrderPlaced{2, item(3), at("11:00:00")}, collection);
  EXPECT_EQ(index_.open(), std::vector{collection}) << "ordered anew";
}

TEST_F(PostalIndexTest, OpensAgainWhenTheEndIsCorrected) {
  hear("10:00:00", PostalMovement::delivered);
  EXPECT_TRUE(index_.open().empty());
  EXPECT_FALSE(index_.is_placed(delivery));
  auto correction = heard("10:00:00", PostalMovement::attempt_failed);
  correction.corrects = heard("10:00:00", PostalMovement::delivered).id;
  correction.id = domain::derive_tracking_id(correction);
  take(EventHeard{correction, at("23:00:00")});
  EXPECT_EQ(index_.open(), std::vector{delivery});
}

TEST_F(PostalIndexTest, RemembersWhatTheDossierHasNotBeenTold) {
  hear("10:00:00", PostalMovement::delivered);
  hear("10:00:00", PostalMovement::delivered, collection);
  EXPECT_EQ(index_.to_be_stated(), std::vector{delivery}) << "a collected dossier is not a returned result";
  take(ResultStated{heard("10:00:00", PostalMovement::delivered).id, at("11:00:00")});
  EXPECT_TRUE(index_.to_be_stated().empty());
}

TEST_F(PostalIndexTest, WhatWaitsIsNoOpenOrder) {
  take(OrderWaits{1, {OrderGap::applicant_address}, at("09:00:00")});
  take(OrderWaits{1, {OrderGap::applicant_phone}, at("08:00:00")}, collection);
  EXPECT_TRUE(index_.open().empty());
  EXPECT_EQ(index_.waiting(), (std::vector{collection, delivery}));
  take(WaitEnded{1, at("10:00:00")}, collection);
  take(OrderPlaced{1, std::nullopt, at("10:00:00")});
  EXPECT_TRUE(index_.waiting().empty());
  EXPECT_FALSE(index_.is_waiting(delivery));
  EXPECT_EQ(index_.open(), std::vector{delivery});
}

TEST_F(PostalIndexTest, RemembersWhatWasCarriedAfterItWasTakenBack) {
  take(OrderPlaced{1, item(1), at("08:00:00")});
  hear("08:30:00", PostalMovement::posted);
  take(OrderCancelled{1, at("09:00:00")});
  EXPECT_TRUE(index_.carried_after_cancel().empty());
  hear("10:00:00", PostalMovement::out_for_delivery);
  EXPECT_EQ(index_.carried_after_cancel(), std::vector{delivery});
  take(OrderPlaced{2, item(2), at("11:00:00")});
  EXPECT_TRUE(index_.carried_after_cancel().empty());
}

TEST_F(PostalIndexTest, RemembersAnEarlyReturnForAsLongAsItIsAsked) {
  hear("10:00:00", PostalMovement::delivered);
  EXPECT_EQ(index_.delivered_at(delivery), at("10:00:00"));
  EXPECT_EQ(index_.delivered_at(collection), std::nullopt);
  take(ReturnedEarly{heard("10:00:00", PostalMovement::delivered).id, at("11:00:00")});
  EXPECT_TRUE(index_.is_returned_early(delivery));
  EXPECT_EQ(index_.returned_early(at("11:00:00")), std::vector{delivery});
  EXPECT_TRUE(index_.returned_early(at("11:00:01")).empty());
}

TEST_F(PostalIndexTest, TakesARowOnce) {
  const auto placed = row(5, delivery, OrderPlaced{1, item(1), at("08:00:00")});
  const auto cancelled = row(6, delivery, OrderCancelled{1, at("09:00:00")});
  ASSERT_TRUE(index_.add(placed));
  ASSERT_TRUE(index_.add(cancelled));
  ASSERT_TRUE(index_.add(placed));
  EXPECT_TRUE(index_.open().empty());
  EXPECT_EQ(index_.last_sequence(), 6);
}

TEST_F(PostalIndexTest, NamesARowThatCannotBeRead) {
  auto broken = row(1, delivery, OrderPlaced{1, item(1), at("08:00:00")});
  broken.entry.body = "{}";
  EXPECT_EQ(index_.add(broken).error().code(), "post.journal");
}

}  // namespace
}  // namespace lienthong::sync
