#pragma once

#include "base/result.hpp"

#include <future>
#include <memory>
#include <utility>

namespace lienthong::runtime {

/// What `await_callback` is for a coroutine, for a thread that has nothing else to do: waits for the one answer of a
/// call that answers through a callback on another thread. Never on the event loop.
///   auto rows = wait_for<std::vector<QueueRow>>([&](auto done) { store.list_queue(filter, std::move(done)); });
template <class T, class Start>
base::Result<T> wait_for(Start start) {
  auto promise = std::make_shared<std::promise<base::Result<T>>>();
  auto answer = promise->get_future();
  start([promise](base::Result<T> result) { promise->set_value(std::move(result)); });
  return answer.get();
}

}  // namespace lienthong::runtime
