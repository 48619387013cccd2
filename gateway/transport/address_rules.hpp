#pragma once

#include <boost/asio/ip/address.hpp>

namespace lienthong::transport {

/// What kind of place an address is. IPv4-mapped and NAT64 addresses count as the IPv4 address inside them.
enum class AddressClass {
  global,
  site,  ///< private networks: 10/8, 172.16/12, 192.168/16, 100.64/10, fc00::/7
  loopback,
  forbidden,  ///< link-local (with the cloud metadata address), unspecified, multicast, broadcast, reserved
};

[[nodiscard]] AddressClass classify(const boost::asio::ip::address& address);

/// How far a configured destination is trusted to name an inner address (S12).
enum class Destination {
  named,       ///< a host name: may lead to global addresses only, whatever the DNS says today (F43)
  named_site,  ///< a host name that the configuration lists as inside our network
  literal,     ///< the address itself stands in the configuration
};

/// Checked on every connect, after resolving: the answer of a resolver is not configuration.
[[nodiscard]] bool may_connect(const boost::asio::ip::address& address, Destination destination);

}  // namespace lienthong::transport
