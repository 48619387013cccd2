#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <exception>
#include <optional>
#include <utility>

namespace lienthong::app {

/// For commands and for what must stand before the gateway runs: runs one coroutine to its end on this thread, with
/// whatever else `io` has to do meanwhile. `io` must outlive the store that the work asks: its thread may still be
/// handing over the last answer when the work has ended.
///   auto done = run_to_end(io, book.catch_up());
template <class T>
T run_to_end(boost::asio::io_context& io, boost::asio::awaitable<T> work) {
  std::optional<T> out;
  std::exception_ptr thrown;
  bool ended = false;
  const auto keep = [](boost::asio::awaitable<T> inner, std::optional<T>& kept) -> boost::asio::awaitable<void> {
    kept.emplace(co_await std::move(inner));
  };
  boost::asio::co_spawn(io, keep(std::move(work), out), [&](std::exception_ptr failure) {
    thrown = failure;
    ended = true;
  });
  while (!ended) {
    io.restart();
    io.run_one();
  }
  io.restart();  // left without work, it would refuse to run for whoever comes next
  if (thrown) std::rethrow_exception(thrown);
  return std::move(*out);
}

}  // namespace lienthong::app
