#include "app/run_to_end.hpp"

#include "runtime/callback.hpp"

#include <boost/asio/post.hpp>
#include <gtest/gtest.h>

#include <stdexcept>
#include <thread>

namespace lienthong::app {
namespace {

boost::asio::awaitable<int> answered_by(std::thread& other, int value) {
  auto answer = co_await runtime::await_callback<int>(
      [&](auto done) { other = std::thread([done, value] { done(base::Result<int>(value)); }); });
  co_return answer.value();
}

TEST(RunToEnd, WaitsForAnAnswerOfAnotherThread) {
  boost::asio::io_context io;
  std::thread store;
  EXPECT_EQ(run_to_end(io, answered_by(store, 7)), 7);
  store.join();
}

TEST(RunToEnd, LeavesTheContextReadyForWhoeverRunsItNext) {
  boost::asio::io_context io;
  for (int round = 0; round < 2; ++round) {
    std::thread store;
    EXPECT_EQ(run_to_end(io, answered_by(store, round)), round);
    store.join();
    bool ran = false;
    boost::asio::post(io, [&] { ran = true; });
    io.run();
    EXPECT_TRUE(ran);
  }
}

TEST(RunToEnd, ThrowsWhatTheWorkThrows) {
  boost::asio::io_context io;
  const auto broken = []() -> boost::asio::awaitable<int> {
    throw std::logic_error("broken");
    co_return 0;
  };
  EXPECT_THROW(run_to_end(io, broken()), std::logic_error);
}

}  // namespace
}  // namespace lienthong::app
