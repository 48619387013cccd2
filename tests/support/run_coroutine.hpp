#pragma once

#include "base/deadline.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <chrono>
#include <exception>
#include <optional>
#include <stdexcept>
#include <utility>

namespace lienthong::testing {

/// A deadline that a healthy test never reaches.
inline base::Deadline soon(std::chrono::milliseconds budget = std::chrono::seconds{20}) {
  return base::Deadline::after(std::chrono::steady_clock::now(), budget);
}

/// Runs `work` on `io` until it ends and gives what it returned; throws what it threw. Other tasks of `io` keep their
/// state.
template <class T>
T run(boost::asio::io_context& io, boost::asio::awaitable<T> work) {
  std::optional<T> value;
  std::exception_ptr thrown;
  bool ended = false;
  boost::asio::co_spawn(io, std::move(work), [&](std::exception_ptr failure, T result) {
    thrown = failure;
    ended = true;
    if (!failure) value.emplace(std::move(result));
  });
  io.restart();
  while (!ended && io.run_one_for(std::chrono::seconds{60}) != 0) {
  }
  if (thrown) std::rethrow_exception(thrown);
  if (!value) throw std::runtime_error("the coroutine did not end");
  return std::move(*value);
}

inline void run(boost::asio::io_context& io, boost::asio::awaitable<void> work) {
  std::exception_ptr thrown;
  bool ended = false;
  boost::asio::co_spawn(io, std::move(work), [&](std::exception_ptr failure) {
    thrown = failure;
    ended = true;
  });
  io.restart();
  while (!ended && io.run_one_for(std::chrono::seconds{60}) != 0) {
  }
  if (thrown) std::rethrow_exception(thrown);
  if (!ended) throw std::runtime_error("the coroutine did not end");
}

/// Works off what is ready now, without waiting.
inline void settle(boost::asio::io_context& io) {
  io.restart();
  while (io.poll() != 0) {
  }
}

}  // namespace lienthong::testing
