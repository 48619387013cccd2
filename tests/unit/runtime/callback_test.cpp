#include "runtime/callback.hpp"

#include "runtime/task_group.hpp"
#include "runtime/wait_for.hpp"
#include "runtime/with_deadline.hpp"
#include "support/run_coroutine.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <thread>

namespace lienthong::runtime {
namespace {

using base::Result;
using boost::asio::awaitable;
using testing::run;
using testing::settle;
using testing::soon;

using Done = std::function<void(Result<std::unique_ptr<int>>)>;

awaitable<int> sum_from_threads(int rounds) {
  int sum = 0;
  for (int i = 0; i < rounds; ++i) {
    std::thread worker;
    auto start = [&worker, i](Done done) {
      worker = std::thread([done = std::move(done), i] { done(std::make_unique<int>(i)); });
    };
    const auto result = co_await await_callback<std::unique_ptr<int>>(start);
    sum += result ? **result : -1000;
    worker.join();
  }
  co_return sum;
}

awaitable<std::thread::id> resumed_on() {
  std::thread worker;
  auto start = [&worker](Done done) { worker = std::thread([done = std::move(done)] { done(nullptr); }); };
  co_await await_callback<std::unique_ptr<int>>(start);
  worker.join();
  co_return std::this_thread::get_id();
}

TEST(AwaitCallback, BringsValuesFromOtherThreads) {
  boost::asio::io_context io;
  EXPECT_EQ(run(io, sum_from_threads(100)), 4950);
}

TEST(AwaitCallback, ResumesOnTheCallersThread) {
  boost::asio::io_context io;
  EXPECT_EQ(run(io, resumed_on()), std::this_thread::get_id());
}

TEST(AwaitCallback, AnAnswerGivenInsideTheCallIsFine) {
  boost::asio::io_context io;
  auto start = [](Done done) { done(base::fail(base::ErrorKind::conflict, "store.conflict", "version moved on")); };
  const auto result = run(io, await_callback<std::unique_ptr<int>>(start));
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code(), "store.conflict");
}

TEST(AwaitCallback, CancellationWaitsForTheAnswer) {
  boost::asio::io_context io;
  TaskGroup group(io.get_executor());
  Done kept;
  bool answered = false;
  struct Caller {
    static awaitable<void> run(Done& kept, bool& answered) {
      auto start = [&kept](Done done) { kept = std::move(done); };
      const auto result = co_await await_callback<std::unique_ptr<int>>(start);
      answered = result.has_value();
    }
  };
  group.spawn("caller", Caller::run(kept, answered));
  settle(io);
  group.cancel();
  settle(io);
  EXPECT_EQ(group.size(), 1U) << "a commit under way is waited for";
  kept(std::make_unique<int>(1));
  EXPECT_TRUE(run(io, group.join(soon())));
  EXPECT_TRUE(answered);
}

TEST(AwaitCallback, ADeadlineDoesNotForgetTheAnswer) {
  boost::asio::io_context io;
  std::thread worker;
  auto start = [&worker](Done done) {
    worker = std::thread([done = std::move(done)] { done(std::make_unique<int>(7)); });
  };
  auto call = await_callback<std::unique_ptr<int>>(start);
  const auto passed = base::Deadline(std::chrono::steady_clock::now() - std::chrono::seconds{1});
  const auto result = run(io, with_deadline<std::unique_ptr<int>>(io.get_executor(), std::move(call), passed));
  worker.join();
  ASSERT_TRUE(result);
  EXPECT_EQ(**result, 7);
}

TEST(WaitFor, GivesTheAnswerOfAnotherThread) {
  std::thread worker;
  const auto answer = wait_for<std::unique_ptr<int>>(
      [&](Done done) { worker = std::thread([done = std::move(done)] { done(std::make_unique<int>(7)); }); });
  worker.join();
  ASSERT_TRUE(answer.has_value());
  EXPECT_EQ(**answer, 7);
}

TEST(WaitFor, TakesAnAnswerGivenAtOnce) {
  const auto answer =
      wait_for<int>([](auto done) { done(base::fail(base::ErrorKind::not_found, "test.none", "none")); });
  ASSERT_FALSE(answer.has_value());
  EXPECT_EQ(answer.error().code(), "test.none");
}

}  // namespace
}  // namespace lienthong::runtime
