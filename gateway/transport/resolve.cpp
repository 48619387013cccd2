#include "transport/resolve.hpp"

#include "runtime/cancellation.hpp"
#include "runtime/tokens.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>

#include <memory>

namespace lienthong::transport {
namespace {

using base::ErrorKind;
using base::Result;
using boost::asio::awaitable;
using boost::asio::ip::tcp;
using boost::system::error_code;
using Endpoints = std::vector<tcp::endpoint>;

constexpr std::size_t most_endpoints = 8;

/// Outlives the coroutine when the resolver is late.
struct Question {
  explicit Question(const boost::asio::any_io_executor& executor) : resolver(executor), answered(executor) {}
  tcp::resolver resolver;
  boost::asio::steady_timer answered;
  bool done = false;
  error_code error;
  Endpoints endpoints;
};

Result<Endpoints> allowed(const Endpoints& found, Destination destination) {
  Endpoints kept;
  for (const auto& endpoint : found) {
    if (kept.size() < most_endpoints && may_connect(endpoint.address(), destination)) kept.push_back(endpoint);
  }
  if (kept.empty()) {
    return base::fail(ErrorKind::permanent, "net.address",
                      "the name leads to an address this destination may not have");
  }
  return kept;
}

}  // namespace

awaitable<Result<Endpoints>> resolve(boost::asio::any_io_executor executor, std::string host, std::uint16_t port,
                                     Destination destination, base::Deadline deadline) {
  error_code not_address;
  const auto address = boost::asio::ip::make_address(host, not_address);
  if (!not_address) co_return allowed(Endpoints{tcp::endpoint(address, port)}, destination);

  if (runtime::stopped(co_await boost::asio::this_coro::cancellation_state)) {
    co_return base::fail(ErrorKind::cancelled, "net.cancelled", "stopped before the name was resolved");
  }
  auto question = std::make_shared<Question>(executor);
  question->answered.expires_at(deadline.at());
  const auto flags = tcp::resolver::numeric_service | tcp::resolver::address_configured;
  question->resolver.async_resolve(host, std::to_string(port), flags,
                                   [question](error_code error, const tcp::resolver::results_type& results) {
                                     question->done = true;
                                     question->error = error;
                                     for (const auto& entry : results) question->endpoints.push_back(entry.endpoint());
                                     question->answered.cancel();
                                   });
  const auto waited = co_await question->answered.async_wait(runtime::nothrow);
  if (!question->done) {
    question->resolver.cancel();
    if (std::get<0>(waited))
      co_return base::fail(ErrorKind::cancelled, "net.cancelled", "stopped while resolving the name");
    co_return base::fail(ErrorKind::transient, "net.resolve", "the name could not be resolved in time");
  }
  if (question->error) co_return base::fail(ErrorKind::transient, "net.resolve", "the name could not be resolved");
  co_return allowed(question->endpoints, destination);
}

}  // namespace lienthong::transport
