#include "runtime/with_deadline.hpp"

#include "runtime/cancellation.hpp"
#include "runtime/tokens.hpp"

#include <boost/asio/error.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/system/system_error.hpp>

namespace lienthong::runtime {
namespace {

using boost::asio::awaitable;

/// The operators wait for one *success*: an exception must look like one, or its owner would wait for the deadline too.
awaitable<void> hold_exception(awaitable<void> work, std::exception_ptr& held) {
  try {
    co_await std::move(work);
  } catch (...) {
    held = std::current_exception();
  }
}

bool is_cancellation(const std::exception_ptr& held) {
  try {
    std::rethrow_exception(held);
  } catch (const boost::system::system_error& error) {
    return error.code() == boost::asio::error::operation_aborted;
  } catch (...) {
    return false;
  }
}

}  // namespace

awaitable<Ended> run_until(boost::asio::any_io_executor executor, awaitable<void> work, base::Deadline deadline) {
  using namespace boost::asio::experimental::awaitable_operators;
  // Under throw_if_cancelled(false) nothing else would tell the work that it should not begin.
  if (stopped(co_await boost::asio::this_coro::cancellation_state)) co_return Ended::by_itself;
  std::exception_ptr held;
  boost::asio::steady_timer timer(executor);
  timer.expires_at(deadline.at());
  auto guarded = hold_exception(std::move(work), held);
  const auto first = co_await (std::move(guarded) || timer.async_wait(nothrow));
  const auto* waited = std::get_if<1>(&first);
  const bool by_deadline = waited != nullptr && !std::get<0>(*waited);
  // A cancellation that came from here is how work stops; any other exception is its owner's business.
  if (held && !is_cancellation(held)) std::rethrow_exception(held);
  co_return by_deadline ? Ended::by_deadline : Ended::by_itself;
}

}  // namespace lienthong::runtime
