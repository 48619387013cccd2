#pragma once

#include "base/deadline.hpp"
#include "base/result.hpp"
#include "transport/address_rules.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace lienthong::transport {

/// The endpoints of `host` that `destination` may be reached at, at most 8, in the resolver's order.
/// `transient` "net.resolve" (no such name, resolver silent until `deadline`); `permanent` "net.address" when every
/// answer is an address that this destination must not lead to (S12, F43); `cancelled`. A resolver that does not answer
/// is left behind, not waited for: getaddrinfo cannot be interrupted.
[[nodiscard]] boost::asio::awaitable<base::Result<std::vector<boost::asio::ip::tcp::endpoint>>> resolve(
    boost::asio::any_io_executor executor, std::string host, std::uint16_t port, Destination destination,
    base::Deadline deadline);

}  // namespace lienthong::transport
