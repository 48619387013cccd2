#pragma once

#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/cancellation_type.hpp>

namespace lienthong::runtime {

/// A cancellation is delivered once, to the operation of that moment; one that arrives between two operations is only
/// remembered. So a coroutine that runs with throw_if_cancelled(false) asks before every wait:
///   if (runtime::stopped(co_await boost::asio::this_coro::cancellation_state)) co_return …;
[[nodiscard]] inline bool stopped(const boost::asio::cancellation_state& state) {
  return state.cancelled() != boost::asio::cancellation_type::none;
}

}  // namespace lienthong::runtime
