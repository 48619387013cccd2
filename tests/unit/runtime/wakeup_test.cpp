#include "runtime/wakeup.hpp"

#include "runtime/task_group.hpp"
#include "support/run_coroutine.hpp"

#include <gtest/gtest.h>

namespace lienthong::runtime {
namespace {

using boost::asio::awaitable;
using testing::run;
using testing::settle;
using testing::soon;

awaitable<void> count_rounds(Wakeup& wakeup, int& rounds) {
  for (;;) {
    co_await wakeup.wait(std::chrono::hours{1});
    ++rounds;
  }
}

TEST(Wakeup, ANotificationBeforeTheWaitIsNotLost) {
  boost::asio::io_context io;
  Wakeup wakeup(io.get_executor());
  wakeup.notify();
  const auto started = std::chrono::steady_clock::now();
  run(io, wakeup.wait(std::chrono::minutes{1}));
  EXPECT_LT(std::chrono::steady_clock::now() - started, std::chrono::seconds{30});
}

TEST(Wakeup, ManyNotificationsAreOneRound) {
  boost::asio::io_context io;
  Wakeup wakeup(io.get_executor());
  TaskGroup group(io.get_executor());
  int rounds = 0;
  group.spawn("rounds", count_rounds(wakeup, rounds));
  settle(io);
  EXPECT_EQ(rounds, 0);
  for (int i = 0; i < 10; ++i) wakeup.notify();
  settle(io);
  EXPECT_EQ(rounds, 1);
  wakeup.notify();
  settle(io);
  EXPECT_EQ(rounds, 2);
  group.cancel();
  EXPECT_TRUE(run(io, group.join(soon())));
}

TEST(Wakeup, ReturnsAfterItsLimitWithoutANotification) {
  boost::asio::io_context io;
  Wakeup wakeup(io.get_executor());
  const auto started = std::chrono::steady_clock::now();
  run(io, wakeup.wait(std::chrono::milliseconds{2}));
  EXPECT_GE(std::chrono::steady_clock::now() - started, std::chrono::milliseconds{2});
}

}  // namespace
}  // namespace lienthong::runtime
