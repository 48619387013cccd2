#pragma once

#include "base/deadline.hpp"
#include "base/result.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/this_coro.hpp>

#include <exception>
#include <optional>
#include <utility>

namespace lienthong::runtime {

enum class Ended { by_itself, by_deadline };

/// Runs `work` to its end. When `deadline` passes first, `work` gets a terminal cancellation and is still waited for,
/// so that nothing it refers to is taken from under it. Cancelling the caller cancels `work` the same way; a caller
/// that was cancelled before does not run it at all. An exception of `work` comes through. Boost 1.81 has no
/// cancel_after; this is the one replacement.
boost::asio::awaitable<Ended> run_until(boost::asio::any_io_executor executor, boost::asio::awaitable<void> work,
                                        base::Deadline deadline);

namespace detail {

template <class T>
boost::asio::awaitable<void> keep_result(boost::asio::awaitable<base::Result<T>> operation,
                                         std::optional<base::Result<T>>& kept) {
  kept.emplace(co_await std::move(operation));
}

}  // namespace detail

/// The operation's own result, also when it came in the same moment as the deadline: what was done is never forgotten.
/// An operation that the deadline stopped before it could do anything (it ended `cancelled`, or by the cancellation
/// exception) is `transient` "deadline.passed"; one that reports `ambiguous` stays `ambiguous`.
template <class T>
boost::asio::awaitable<base::Result<T>> with_deadline(boost::asio::any_io_executor executor,
                                                      boost::asio::awaitable<base::Result<T>> operation,
                                                      base::Deadline deadline) {
  std::optional<base::Result<T>> kept;
  auto work = detail::keep_result<T>(std::move(operation), kept);
  const Ended ended = co_await run_until(executor, std::move(work), deadline);
  const bool stopped = !kept || (!kept->has_value() && kept->error().kind() == base::ErrorKind::cancelled);
  if (!stopped) co_return std::move(*kept);
  if (ended == Ended::by_deadline) {
    co_return base::fail(base::ErrorKind::transient, "deadline.passed",
                         "stopped at its deadline before it did anything");
  }
  if (kept) co_return std::move(*kept);
  co_return base::fail(base::ErrorKind::cancelled, "cancelled", "stopped by its owner");
}

}  // namespace lienthong::runtime
