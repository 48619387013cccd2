#pragma once

#include "base/result.hpp"

#include <future>

namespace lienthong::app {

/// For commands, which have nothing else to do: waits for one answer of the store.
///   auto rows = wait_for<std::vector<QueueRow>>([&](auto done) { store.list_queue(filter, std::move(done)); });
template <class T, class Start>
base::Result<T> wait_for(Start start) {
  auto promise = std::make_shared<std::promise<base::Result<T>>>();
  auto future = promise->get_future();
  start([promise](base::Result<T> result) { promise->set_value(std::move(result)); });
  return future.get();
}

}  // namespace lienthong::app
