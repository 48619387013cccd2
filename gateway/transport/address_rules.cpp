#include "transport/address_rules.hpp"

#include <boost/asio/ip/address_v4.hpp>
#include <boost/asio/ip/address_v6.hpp>
#include <boost/asio/ip/network_v4.hpp>

#include <algorithm>

namespace lienthong::transport {
namespace {

using boost::asio::ip::address_v4;
using boost::asio::ip::address_v6;

bool inside(const address_v4& address, const address_v4& network, unsigned bits) {
  const auto mask = ~std::uint32_t{0} << (32U - bits);
  return (address.to_uint() & mask) == (network.to_uint() & mask);
}

address_v4 v4(unsigned char a, unsigned char b, unsigned char c, unsigned char d) {
  return address_v4(address_v4::bytes_type{a, b, c, d});
}

AddressClass classify_v4(const address_v4& address) {
  if (inside(address, v4(127, 0, 0, 0), 8)) return AddressClass::loopback;
  const bool site = inside(address, v4(10, 0, 0, 0), 8) || inside(address, v4(172, 16, 0, 0), 12) ||
                    inside(address, v4(192, 168, 0, 0), 16) || inside(address, v4(100, 64, 0, 0), 10);
  if (site) return AddressClass::site;
  const bool forbidden = inside(address, v4(0, 0, 0, 0), 8) || inside(address, v4(169, 254, 0, 0), 16) ||
                         inside(address, v4(192, 0, 0, 0), 24) || inside(address, v4(224, 0, 0, 0), 3);
  return forbidden ? AddressClass::forbidden : AddressClass::global;
}

AddressClass classify_v6(const address_v6& address) {
  const auto bytes = address.to_bytes();
  static constexpr unsigned char nat64[12] = {0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};
  const bool translated = std::equal(std::begin(nat64), std::end(nat64), bytes.begin());
  if (address.is_v4_mapped() || translated) return classify_v4(v4(bytes[12], bytes[13], bytes[14], bytes[15]));
  if (address.is_loopback()) return AddressClass::loopback;
  if (address.is_unspecified() || address.is_multicast() || address.is_link_local() || address.is_site_local()) {
    return AddressClass::forbidden;
  }
  // The old IPv4-compatible block has no honest use.
  if (std::all_of(bytes.begin(), bytes.begin() + 12, [](unsigned char byte) { return byte == 0; }))
    return AddressClass::forbidden;
  return (bytes[0] & 0xfeU) == 0xfcU ? AddressClass::site : AddressClass::global;
}

}  // namespace

AddressClass classify(const boost::asio::ip::address& address) {
  return address.is_v4() ? classify_v4(address.to_v4()) : classify_v6(address.to_v6());
}

bool may_connect(const boost::asio::ip::address& address, Destination destination) {
  switch (classify(address)) {
    case AddressClass::global:
      return true;
    case AddressClass::site:
    case AddressClass::loopback:
      return destination != Destination::named;
    case AddressClass::forbidden:
      return false;
  }
  return false;
}

}  // namespace lienthong::transport
