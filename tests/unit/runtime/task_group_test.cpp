#include "runtime/task_group.hpp"

#include "runtime/tokens.hpp"
#include "support/run_coroutine.hpp"

#include <boost/asio/this_coro.hpp>
#include <gtest/gtest.h>

#include <stdexcept>

namespace lienthong::runtime {
namespace {

using boost::asio::awaitable;
using testing::run;
using testing::settle;
using testing::soon;

awaitable<void> forever(bool& stopped) {
  boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor, std::chrono::hours{1});
  co_await timer.async_wait(nothrow);
  stopped = true;
}

awaitable<void> at_once(int& count) {
  ++count;
  co_return;
}

awaitable<void> throws() {
  throw std::runtime_error("a broken invariant");
  co_return;
}

/// A task that meets the cancellation exception at its second wait.
awaitable<void> two_waits(int& waits) {
  boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor, std::chrono::hours{1});
  ++waits;
  co_await timer.async_wait(nothrow);
  ++waits;
  co_await timer.async_wait(nothrow);
  ++waits;
}

TEST(TaskGroup, JoinsAtOnceWhenEmpty) {
  boost::asio::io_context io;
  TaskGroup group(io.get_executor());
  EXPECT_TRUE(run(io, group.join(soon())));
}

TEST(TaskGroup, RunsEveryTaskToItsEnd) {
  boost::asio::io_context io;
  TaskGroup group(io.get_executor());
  int count = 0;
  for (int i = 0; i < 50; ++i) group.spawn("count", at_once(count));
  EXPECT_TRUE(run(io, group.join(soon())));
  EXPECT_EQ(count, 50);
  EXPECT_EQ(group.size(), 0U);
}

TEST(TaskGroup, CancelEndsTasksThatWait) {
  boost::asio::io_context io;
  TaskGroup group(io.get_executor());
  bool first = false;
  bool second = false;
  group.spawn("first", forever(first));
  group.spawn("second", forever(second));
  settle(io);
  EXPECT_EQ(group.size(), 2U);
  group.cancel();
  EXPECT_TRUE(run(io, group.join(soon())));
  EXPECT_TRUE(first);
  EXPECT_TRUE(second);
}

TEST(TaskGroup, ACancelledTaskEndsAtItsNextSuspension) {
  boost::asio::io_context io;
  TaskGroup group(io.get_executor());
  int waits = 0;
  group.spawn("two waits", two_waits(waits));
  settle(io);
  group.cancel();
  EXPECT_TRUE(run(io, group.join(soon())));
  EXPECT_EQ(waits, 2);
}

TEST(TaskGroup, AnExceptionEndsOnlyItsOwnTask) {
  boost::asio::io_context io;
  TaskGroup group(io.get_executor());
  bool stopped = false;
  group.spawn("throws", throws());
  group.spawn("stays", forever(stopped));
  settle(io);
  EXPECT_EQ(group.size(), 1U);
  EXPECT_FALSE(stopped);
  group.cancel();
  EXPECT_TRUE(run(io, group.join(soon())));
}

TEST(TaskGroup, JoinGivesUpAtItsDeadlineAndCanBeTriedAgain) {
  boost::asio::io_context io;
  TaskGroup group(io.get_executor());
  bool stopped = false;
  group.spawn("stays", forever(stopped));
  EXPECT_FALSE(run(io, group.join(soon(std::chrono::milliseconds{5}))));
  EXPECT_EQ(group.size(), 1U);
  group.cancel();
  EXPECT_TRUE(run(io, group.join(soon())));
}

TEST(TaskGroup, TasksWhoseExecutorDiesLeaveTheGroup) {
  auto io = std::make_unique<boost::asio::io_context>();
  TaskGroup group(io->get_executor());
  bool stopped = false;
  group.spawn("stays", forever(stopped));
  settle(*io);
  EXPECT_EQ(group.size(), 1U);
  io.reset();
  EXPECT_EQ(group.size(), 0U);
  EXPECT_FALSE(stopped);
}

TEST(TaskGroup, SpawnsFromInsideATask) {
  boost::asio::io_context io;
  TaskGroup group(io.get_executor());
  int count = 0;
  struct Parent {
    static awaitable<void> run(TaskGroup& group, int& count) {
      group.spawn("child", at_once(count));
      co_return;
    }
  };
  group.spawn("parent", Parent::run(group, count));
  EXPECT_TRUE(run(io, group.join(soon())));
  EXPECT_EQ(count, 1);
}

}  // namespace
}  // namespace lienthong::runtime
