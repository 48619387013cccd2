#include "transport/connection_pool.hpp"

#include <gtest/gtest.h>

namespace lienthong::transport {
namespace {

using std::chrono::milliseconds;
using How = ConnectionPool::How;

const ConnectionPool::Limits limits{2, milliseconds{100}, milliseconds{1000}};
const ConnectionPool::Steady start{};

TEST(ConnectionPool, OpensUntilTheLimitAndThenQueues) {
  ConnectionPool pool(limits);
  const auto first = pool.acquire("a", start);
  const auto second = pool.acquire("a", start);
  const auto third = pool.acquire("a", start);
  ASSERT_TRUE(first.grant && second.grant);
  EXPECT_EQ(first.grant->how, How::open);
  EXPECT_NE(first.grant->connection, second.grant->connection);
  EXPECT_FALSE(third.grant);
  EXPECT_EQ(pool.waiting("a"), 1U);
}

TEST(ConnectionPool, OriginsDoNotShareTheirLimit) {
  ConnectionPool pool(limits);
  (void)pool.acquire("a", start);
  (void)pool.acquire("a", start);
  EXPECT_TRUE(pool.acquire("b", start).grant);
}

TEST(ConnectionPool, ReusesTheConnectionUsedLast) {
  ConnectionPool pool(limits);
  const auto first = pool.acquire("a", start);
  const auto second = pool.acquire("a", start);
  (void)pool.release(first.grant->connection, start);
  (void)pool.release(second.grant->connection, start);
  const auto again = pool.acquire("a", start + milliseconds{1});
  ASSERT_TRUE(again.grant);
  EXPECT_EQ(again.grant->how, How::reuse);
  EXPECT_EQ(again.grant->connection, second.grant->connection);
}

TEST(ConnectionPool, GivesAReleasedConnectionToTheOneWhoWaitsLongest) {
  ConnectionPool pool({1, milliseconds{100}, milliseconds{1000}});
  const auto holder = pool.acquire("a", start);
  const auto first = pool.acquire("a", start);
  const auto second = pool.acquire("a", start);
  const auto step = pool.release(holder.grant->connection, start);
  ASSERT_EQ(step.granted.size(), 1U);
  EXPECT_EQ(step.granted[0].first, first.ticket);
  EXPECT_EQ(step.granted[0].second.how, How::reuse);
  EXPECT_EQ(pool.idle(), 0U);
  const auto next = pool.discard(holder.grant->connection, start);
  ASSERT_EQ(next.granted.size(), 1U);
  EXPECT_EQ(next.granted[0].first, second.ticket);
  EXPECT_EQ(next.granted[0].second.how, How::open) << "the place of a dead connection is opened anew";
}

TEST(ConnectionPool, OneWhoLeftTheQueueGetsNothing) {
  ConnectionPool pool({1, milliseconds{100}, milliseconds{1000}});
  const auto holder = pool.acquire("a", start);
  const auto gone = pool.acquire("a", start);
  const auto stays = pool.acquire("a", start);
  EXPECT_TRUE(pool.abandon("a", gone.ticket));
  const auto step = pool.release(holder.grant->connection, start);
  ASSERT_EQ(step.granted.size(), 1U);
  EXPECT_EQ(step.granted[0].first, stays.ticket);
  EXPECT_FALSE(pool.abandon("a", stays.ticket)) << "it has been granted meanwhile";
}

TEST(ConnectionPool, AnIdleConnectionIsClosedWhenItsTimeIsOver) {
  ConnectionPool pool(limits);
  const auto first = pool.acquire("a", start);
  (void)pool.release(first.grant->connection, start);
  const auto late = pool.acquire("a", start + milliseconds{100});
  ASSERT_EQ(late.close.size(), 1U);
  EXPECT_EQ(late.close[0], first.grant->connection);
  ASSERT_TRUE(late.grant);
  EXPECT_EQ(late.grant->how, How::open);
}

TEST(ConnectionPool, AnOldConnectionIsNotKept) {
  ConnectionPool pool(limits);
  const auto first = pool.acquire("a", start);
  const auto step = pool.release(first.grant->connection, start + milliseconds{1000});
  ASSERT_EQ(step.close.size(), 1U);
  EXPECT_EQ(pool.idle(), 0U);
}

TEST(ConnectionPool, AReopenedConnectionIsYoungAgain) {
  ConnectionPool pool(limits);
  const auto first = pool.acquire("a", start);
  pool.reopened(first.grant->connection, start + milliseconds{900});
  const auto step = pool.release(first.grant->connection, start + milliseconds{1000});
  EXPECT_TRUE(step.close.empty());
  EXPECT_EQ(pool.idle(), 1U);
}

TEST(ConnectionPool, SweepingClosesWhatIsStaleOfAllOrigins) {
  ConnectionPool pool(limits);
  for (const char* origin : {"a", "b"}) {
    const auto asked = pool.acquire(origin, start);
    (void)pool.release(asked.grant->connection, start);
  }
  EXPECT_TRUE(pool.sweep(start + milliseconds{99}).empty());
  EXPECT_EQ(pool.sweep(start + milliseconds{100}).size(), 2U);
  EXPECT_EQ(pool.idle(), 0U);
}

TEST(ConnectionPool, ALostPlaceComesBackWithDiscard) {
  ConnectionPool pool({1, milliseconds{100}, milliseconds{1000}});
  for (int i = 0; i < 5; ++i) {
    const auto asked = pool.acquire("a", start);
    ASSERT_TRUE(asked.grant) << "place " << i;
    (void)pool.discard(asked.grant->connection, start);
  }
}

}  // namespace
}  // namespace lienthong::transport
