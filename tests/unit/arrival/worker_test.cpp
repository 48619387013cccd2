#include "arrival/worker.hpp"

#include "support/run_coroutine.hpp"

#include <gtest/gtest.h>

#include <future>

namespace lienthong::arrival {
namespace {

using base::Result;

TEST(Worker, RunsAJobOnItsOwnThreadAndResumesOnTheCallers) {
  boost::asio::io_context io;
  Worker worker;
  std::thread::id ran_on;
  std::thread::id resumed_on;
  const auto work = [&]() -> boost::asio::awaitable<int> {
    const auto result = co_await worker.run<int>([&]() -> Result<int> {
      ran_on = std::this_thread::get_id();
      return 7;
    });
    resumed_on = std::this_thread::get_id();
    co_return result.value();
  };
  EXPECT_EQ(testing::run(io, work()), 7);
  EXPECT_EQ(resumed_on, std::this_thread::get_id());
  EXPECT_NE(ran_on, std::this_thread::get_id());
}

TEST(Worker, StopEndsTheRunningJobAndGivesUpTheWaitingOne) {
  boost::asio::io_context io;
  Worker worker;
  std::promise<void> started;
  std::optional<Result<void>> first;
  std::optional<Result<void>> second;
  const auto keep = [](std::optional<Result<void>>& kept,
                       boost::asio::awaitable<Result<void>> job) -> boost::asio::awaitable<void> {
    kept.emplace(co_await std::move(job));
  };
  const auto until_stopped = [&]() -> Result<void> {
    started.set_value();
    while (!worker.stopping().stop_requested()) std::this_thread::yield();
    return {};
  };
  boost::asio::co_spawn(io, keep(first, worker.run<void>(until_stopped)), [](std::exception_ptr) {});
  boost::asio::co_spawn(io, keep(second, worker.run<void>([]() -> Result<void> { return {}; })),
                        [](std::exception_ptr) {});
  testing::settle(io);
  started.get_future().wait();
  worker.stop();
  testing::settle(io);
  ASSERT_TRUE(first && second);
  EXPECT_TRUE(first->has_value());
  ASSERT_FALSE(second->has_value());
  EXPECT_EQ(second->error().kind(), base::ErrorKind::cancelled);
}

TEST(Worker, AStoppedWorkerTakesNoJob) {
  boost::asio::io_context io;
  Worker worker;
  worker.stop();
  const auto result = testing::run(io, worker.run<int>([]() -> Result<int> { return 1; }));
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().code(), "worker.stopped");
}

}  // namespace
}  // namespace lienthong::arrival
