#include "runtime/with_deadline.hpp"

#include "runtime/task_group.hpp"
#include "runtime/tokens.hpp"
#include "support/run_coroutine.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

namespace lienthong::runtime {
namespace {

using base::ErrorKind;
using base::Result;
using boost::asio::awaitable;
using testing::run;
using testing::settle;
using testing::soon;

constexpr std::chrono::milliseconds short_time{5};

awaitable<Result<std::string>> answers(std::string text) { co_return text; }

awaitable<Result<std::string>> throws() {
  throw std::logic_error("broken");
  co_return std::string();
}

/// Waits for ever; when stopped, says what `outcome` says.
awaitable<Result<std::string>> waits(Result<std::string> outcome) {
  boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor, std::chrono::hours{1});
  co_await timer.async_wait(nothrow);
  co_return outcome;
}

awaitable<Result<std::string>> waits_twice() {
  boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor, std::chrono::hours{1});
  co_await timer.async_wait(nothrow);
  co_await timer.async_wait(nothrow);
  co_return std::string("never");
}

TEST(WithDeadline, GivesTheResultOfAnOperationThatIsInTime) {
  boost::asio::io_context io;
  const auto result = run(io, with_deadline<std::string>(io.get_executor(), answers("xong"), soon()));
  ASSERT_TRUE(result);
  EXPECT_EQ(*result, "xong");
}

TEST(WithDeadline, AnOperationThatDidNothingIsTransient) {
  boost::asio::io_context io;
  auto stopped = base::fail(ErrorKind::cancelled, "net.cancelled", "nothing sent");
  const auto result = run(io, with_deadline<std::string>(io.get_executor(), waits(stopped), soon(short_time)));
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind(), ErrorKind::transient);
  EXPECT_EQ(result.error().code(), "deadline.passed");
}

TEST(WithDeadline, AnAmbiguousOperationStaysAmbiguous) {
  boost::asio::io_context io;
  auto sent = base::fail(ErrorKind::ambiguous, "net.cancelled", "sent");
  const auto result = run(io, with_deadline<std::string>(io.get_executor(), waits(sent), soon(short_time)));
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind(), ErrorKind::ambiguous);
}

TEST(WithDeadline, WhatWasDoneInTheLastMomentIsNotForgotten) {
  boost::asio::io_context io;
  const auto result =
      run(io, with_deadline<std::string>(io.get_executor(), waits(std::string("committed")), soon(short_time)));
  ASSERT_TRUE(result);
  EXPECT_EQ(*result, "committed");
}

TEST(WithDeadline, AnOperationThatDiesOfTheCancellationIsTransient) {
  boost::asio::io_context io;
  const auto result = run(io, with_deadline<std::string>(io.get_executor(), waits_twice(), soon(short_time)));
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code(), "deadline.passed");
}

TEST(WithDeadline, AnExceptionComesThroughAtOnce) {
  boost::asio::io_context io;
  EXPECT_THROW(run(io, with_deadline<std::string>(io.get_executor(), throws(), soon())), std::logic_error);
}

TEST(WithDeadline, CancellingTheCallerStopsTheOperation) {
  boost::asio::io_context io;
  TaskGroup group(io.get_executor());
  std::string seen;
  struct Caller {
    static awaitable<void> run(boost::asio::any_io_executor executor, std::string& seen) {
      auto stopped = base::fail(ErrorKind::cancelled, "op.cancelled", "nothing done");
      auto operation = waits(stopped);
      const auto result = co_await with_deadline<std::string>(executor, std::move(operation), soon());
      seen = result ? "value" : result.error().code();
    }
  };
  group.spawn("caller", Caller::run(io.get_executor(), seen));
  settle(io);
  group.cancel();
  EXPECT_TRUE(run(io, group.join(soon())));
  EXPECT_EQ(seen, "op.cancelled");
}

/// Cancels its own group while it is between two operations, and then goes on as if nothing had been.
awaitable<void> cancelled_between(TaskGroup& group, bool& began, std::string& seen) {
  co_await boost::asio::this_coro::throw_if_cancelled(false);
  group.cancel();
  struct Late {
    static awaitable<Result<std::string>> run(bool& begun) {
      begun = true;
      co_return std::string("ran");
    }
  };
  auto operation = Late::run(began);
  const auto executor = co_await boost::asio::this_coro::executor;
  const auto result = co_await with_deadline<std::string>(executor, std::move(operation), soon());
  seen = result ? *result : result.error().code();
}

TEST(WithDeadline, ACancellationBetweenTwoOperationsIsNotOverlooked) {
  boost::asio::io_context io;
  TaskGroup group(io.get_executor());
  bool began = false;
  std::string seen;
  group.spawn("between", cancelled_between(group, began, seen));
  EXPECT_TRUE(run(io, group.join(soon())));
  EXPECT_FALSE(began);
  EXPECT_EQ(seen, "cancelled");
}

}  // namespace
}  // namespace lienthong::runtime
