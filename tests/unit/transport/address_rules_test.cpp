#include "transport/address_rules.hpp"

#include <boost/asio/ip/address.hpp>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace lienthong::transport {
namespace {

AddressClass class_of(const std::string& text) { return classify(boost::asio::ip::make_address(text)); }

TEST(AddressRules, GlobalAddressesAreGlobal) {
  for (const char* text :
       {"14.225.0.1", "8.8.8.8", "172.15.255.255", "172.32.0.1", "2001:4860:4860::8888", "::ffff:8.8.8.8"}) {
    EXPECT_EQ(class_of(text), AddressClass::global) << text;
  }
}

TEST(AddressRules, PrivateNetworksAreSites) {
  for (const char* text : {"10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1", "fd00::1",
                           "fc00::1", "::ffff:10.1.2.3", "64:ff9b::a00:1"}) {
    EXPECT_EQ(class_of(text), AddressClass::site) << text;
  }
}

TEST(AddressRules, LoopbackIsLoopbackInEverySpelling) {
  for (const char* text : {"127.0.0.1", "127.8.9.10", "::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1"}) {
    EXPECT_EQ(class_of(text), AddressClass::loopback) << text;
  }
}

TEST(AddressRules, MetadataLinkLocalAndGroupAddressesAreForbidden) {
  for (const char* text :
       {"169.254.169.254", "169.254.0.1", "0.0.0.0", "0.1.2.3", "224.0.0.1", "255.255.255.255", "240.0.0.1",
        "192.0.0.192", "::", "fe80::1", "ff02::1", "fec0::1", "::7f00:1", "::ffff:169.254.169.254"}) {
    EXPECT_EQ(class_of(text), AddressClass::forbidden) << text;
  }
}

TEST(AddressRules, ANameMayOnlyLeadOutUnlessItIsListed) {
  const auto inner = boost::asio::ip::make_address("10.0.0.1");
  const auto own = boost::asio::ip::make_address("127.0.0.1");
  const auto outer = boost::asio::ip::make_address("14.225.0.1");
  EXPECT_FALSE(may_connect(inner, Destination::named));
  EXPECT_FALSE(may_connect(own, Destination::named));
  EXPECT_TRUE(may_connect(outer, Destination::named));
  EXPECT_TRUE(may_connect(inner, Destination::named_site));
  EXPECT_TRUE(may_connect(own, Destination::literal));
}

TEST(AddressRules, NobodyReachesTheMetadataService) {
  const auto metadata = boost::asio::ip::make_address("169.254.169.254");
  for (const auto destination : {Destination::named, Destination::named_site, Destination::literal}) {
    EXPECT_FALSE(may_connect(metadata, destination));
  }
}

}  // namespace
}  // namespace lienthong::transport
