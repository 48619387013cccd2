#pragma once

#include "base/result.hpp"

#include <boost/asio/any_completion_handler.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <functional>
#include <memory>
#include <utility>

namespace lienthong::runtime {

/// Awaits a call that answers through a callback on any thread (the store's), and resumes on the caller's executor.
/// `start` is called with the callback; the callback must be called exactly once. Not cancellable: what was handed to
/// the store is waited for, so that nobody forgets a commit.
///   auto receipt = co_await await_callback<CommitReceipt>([&](auto done) { store.commit(std::move(work),
///   std::move(done)); });
template <class T, class Start>
boost::asio::awaitable<base::Result<T>> await_callback(Start start) {
  auto token = boost::asio::use_awaitable;
  co_return co_await boost::asio::async_initiate<decltype(token), void(base::Result<T>)>(
      [&start](auto handler) {
        using Handler = decltype(handler);
        auto shared = std::make_shared<Handler>(std::move(handler));
        auto executor = boost::asio::get_associated_executor(*shared);
        std::function<void(base::Result<T>)> done = [shared, executor](base::Result<T> result) {
          boost::asio::post(executor, [shared, result = std::move(result)]() mutable { (*shared)(std::move(result)); });
        };
        start(std::move(done));
      },
      token);
}

}  // namespace lienthong::runtime
