#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <exception>
#include <optional>
#include <utility>

namespace lienthong::app {

/// For commands and for what must stand before the gateway runs: runs one coroutine to its end on this thread.
///   auto done = run_to_end(book.catch_up());
template <class T>
T run_to_end(boost::asio::awaitable<T> work) {
  boost::asio::io_context io;
  std::optional<T> out;
  std::exception_ptr thrown;
  const auto keep = [](boost::asio::awaitable<T> inner, std::optional<T>& kept) -> boost::asio::awaitable<void> {
    kept.emplace(co_await std::move(inner));
  };
  boost::asio::co_spawn(io, keep(std::move(work), out), [&](std::exception_ptr failure) { thrown = failure; });
  io.run();
  if (thrown) std::rethrow_exception(thrown);
  return std::move(*out);
}

}  // namespace lienthong::app
