#include "fetch/guard.h"

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/un.h>

#include <array>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace commonplace::fetch {
namespace {

AddressGuard guard_allowing(std::vector<std::string> networks) {
  const auto guard = AddressGuard::allowing(networks);
  if (!guard) throw std::invalid_argument(guard.error().detail);
  return *guard;
}

std::optional<std::string> refusal(const AddressGuard& guard, std::string_view literal, std::uint16_t port = 80) {
  const auto endpoint = to_endpoint(literal, port);
  if (!endpoint) throw std::invalid_argument(std::string(literal));
  return guard.refusal(*endpoint);
}

TEST(AddressGuard, SaysWhyAnAddressIsRefused) {
  struct Case {
    std::string_view address, reason;
  };
  const Case cases[] = {
      {"0.0.0.0", "0.0.0.0 is an address of \"this network\" (RFC 791)"},
      {"0.255.255.255", "0.255.255.255 is an address of \"this network\" (RFC 791)"},
      {"10.0.0.0", "10.0.0.0 is a private address (RFC 1918)"},
      {"10.0.0.8", "10.0.0.8 is a private address (RFC 1918)"},
      {"10.255.255.255", "10.255.255.255 is a private address (RFC 1918)"},
      {"100.64.0.0", "100.64.0.0 is a carrier's shared address (RFC 6598)"},
      {"100.127.255.255", "100.127.255.255 is a carrier's shared address (RFC 6598)"},
      {"127.0.0.1", "127.0.0.1 is a loopback address"},
      {"127.255.255.254", "127.255.255.254 is a loopback address"},
      {"169.254.0.1", "169.254.0.1 is a link-local address (RFC 3927)"},
      {"169.254.169.254", "169.254.169.254 is a cloud metadata address"},
      {"172.16.0.0", "172.16.0.0 is a private address (RFC 1918)"},
      {"172.31.255.255", "172.31.255.255 is a private address (RFC 1918)"},
      {"192.0.0.8", "192.0.0.8 is an address for protocol use (RFC 6890)"},
      {"192.0.2.1", "192.0.2.1 is an address for documentation (RFC 5737)"},
      {"192.88.99.1", "192.88.99.1 is a 6to4 relay address (RFC 7526)"},
      {"192.168.0.1", "192.168.0.1 is a private address (RFC 1918)"},
      {"198.18.0.0", "198.18.0.0 is an address for benchmarks (RFC 2544)"},
      {"198.19.255.255", "198.19.255.255 is an address for benchmarks (RFC 2544)"},
      {"198.51.100.7", "198.51.100.7 is an address for documentation (RFC 5737)"},
      {"203.0.113.7", "203.0.113.7 is an address for documentation (RFC 5737)"},
      {"224.0.0.1", "224.0.0.1 is a multicast address"},
      {"239.255.255.255", "239.255.255.255 is a multicast address"},
      {"240.0.0.1", "240.0.0.1 is a reserved address (RFC 1112)"},
      {"255.255.255.255", "255.255.255.255 is the broadcast address"},
      {"::", ":: is the unspecified address"},
      {"::1", "::1 is the loopback address"},
      {"[::1]", "::1 is the loopback address"},
      {"64:ff9b:1::a00:8", "64:ff9b:1::a00:8 is a local translation address (RFC 8215)"},
      {"100::1", "100::1 is a discard address (RFC 6666)"},
      {"2001:2::1", "2001:2::1 is an address for benchmarks (RFC 5180)"},
      {"2001:10::1", "2001:10::1 is an ORCHID, not a location (RFC 4843)"},
      {"2001:2f::1", "2001:2f::1 is an ORCHID, not a location (RFC 7343)"},
      {"2001:db8::1", "2001:db8::1 is an address for documentation (RFC 3849)"},
      {"3fff::1", "3fff::1 is an address for documentation (RFC 9637)"},
      {"fc00::1", "fc00::1 is a unique local address (RFC 4193)"},
      {"fd12:3456::1", "fd12:3456::1 is a unique local address (RFC 4193)"},
      {"fe80::1", "fe80::1 is a link-local address (RFC 4291)"},
      {"febf::1", "febf::1 is a link-local address (RFC 4291)"},
      {"fec0::1", "fec0::1 is a site-local address (RFC 3879)"},
      {"ff02::1", "ff02::1 is a multicast address"},
      {"4000::1", "4000::1 is not a public address (RFC 4291)"},
      {"5f00::1", "5f00::1 is not a public address (RFC 4291)"},
      {"::ffff:10.0.0.8", "10.0.0.8 is a private address (RFC 1918)"},
      {"::ffff:7f00:1", "127.0.0.1 is a loopback address"},
      {"::10.0.0.8", "::10.0.0.8 (IPv4-compatible) leads to 10.0.0.8 is a private address (RFC 1918)"},
      {"::8.8.8.8", "::8.8.8.8 is not a public address (RFC 4291)"},
      {"::ffff:0:10.0.0.8", "::ffff:0:a00:8 (IPv4-translated) leads to 10.0.0.8 is a private address (RFC 1918)"},
      {"64:ff9b::a9fe:a9fe", "64:ff9b::a9fe:a9fe (NAT64) leads to 169.254.169.254 is a cloud metadata address"},
      {"2002:a00:8::1", "2002:a00:8::1 (6to4) leads to 10.0.0.8 is a private address (RFC 1918)"},
      {"2001:0:c0a8:1::1", "2001:0:c0a8:1::1 (Teredo server) leads to 192.168.0.1 is a private address (RFC 1918)"},
      {"2001:0:808:808:0:0:80ff:fffe",
       "2001:0:808:808::80ff:fffe (Teredo client) leads to 127.0.0.1 is a loopback address"},
  };
  const AddressGuard guard;
  for (const Case& c : cases) {
    SCOPED_TRACE(c.address);
    EXPECT_EQ(refusal(guard, c.address).value_or("nothing"), c.reason);
  }
}

TEST(AddressGuard, LetsPublicAddressesPass) {
  const AddressGuard guard;
  for (const std::string_view address : {"1.0.0.0",
                                         "8.8.8.8",
                                         "9.255.255.255",
                                         "11.0.0.0",
                                         "100.63.255.255",
                                         "100.128.0.0",
                                         "126.255.255.255",
                                         "128.0.0.0",
                                         "169.253.255.255",
                                         "169.255.0.0",
                                         "172.15.255.255",
                                         "172.32.0.0",
                                         "192.0.1.0",
                                         "192.167.255.255",
                                         "192.169.0.0",
                                         "198.17.255.255",
                                         "198.20.0.0",
                                         "223.255.255.255",
                                         "2001:4860:4860::8888",
                                         "2a00::1",
                                         "3ffe::1",
                                         "::ffff:8.8.8.8",
                                         "64:ff9b::8.8.8.8",
                                         "2002:808:808::1",
                                         "2001:0:808:808:0:0:f7f7:f7f7"}) {
    EXPECT_EQ(refusal(guard, address).value_or("nothing"), "nothing") << address;
  }
}

TEST(AddressGuard, AllowsNetworksAndPorts) {
  struct Case {
    std::string_view network, address;
    std::uint16_t port;
    bool allowed;
  };
  const Case cases[] = {
      {"10.20.0.0/16", "10.20.255.255", 80, true},
      {"10.20.0.0/16", "10.21.0.0", 80, false},
      {"10.20.0.0/16", "::ffff:10.20.0.1", 80, true},
      {"10.20.0.0/16", "64:ff9b::10.20.0.1", 80, true},
      {"10.20.30.40/16", "10.20.0.1", 80, true},  // bits beyond the prefix do not matter
      {"10.20.0.0/15", "10.21.0.0", 80, true},
      {"10.20.0.1", "10.20.0.1", 80, true},
      {"10.20.0.1", "10.20.0.2", 80, false},
      {"10.20.0.0/16:8080", "10.20.0.1", 8080, true},
      {"10.20.0.0/16:8080", "10.20.0.1", 80, false},
      {"127.0.0.1:8080", "127.0.0.1", 8080, true},
      {"127.0.0.1:8080", "::1", 8080, false},
      {"0.0.0.0/0", "127.0.0.1", 80, true},
      {"0.0.0.0/0", "::1", 80, false},
      {"fd00::/8", "fd12::1", 80, true},
      {"fd00::/8", "fc12::1", 80, false},
      {"[fd00::/8]", "fd12::1", 80, true},
      {"[fd00::/8]:8080", "fd12::1", 8080, true},
      {"[fd00::/8]:8080", "fd12::1", 80, false},
      {"[::1]:8080", "::1", 8080, true},
      {"::1", "::1", 80, true},
      {"::1/128", "::1", 80, true},
      {"::/0", "127.0.0.1", 80, true},
      {" 10.0.0.0/8 ", "10.0.0.8", 80, true},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(std::string(c.network) + " " + std::string(c.address));
    EXPECT_EQ(!refusal(guard_allowing({std::string(c.network)}), c.address, c.port).has_value(), c.allowed);
  }
}

TEST(AddressGuard, RefusesToGuessAtMalformedNetworks) {
  for (const std::string text : {"", "localhost", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/x", "10.0.0.0/-1", "10.0.0/8",
                                 "10.0.0.0/8:", "10.0.0.0/8:0", "10.0.0.0/8:65536", "10.0.0.0/8:http", "[::1", "[::1]x",
                                 "[::1]:", "::1/129", "[10.0.0.0/8]x", "010.0.0.1", "1e1.0.0.1", "[]"}) {
    const auto guard = AddressGuard::allowing(std::vector<std::string>{text});
    ASSERT_FALSE(guard) << text;
    EXPECT_EQ(guard.error().code, Errc::BadConfig);
    EXPECT_NE(guard.error().detail.find('"' + text + '"'), std::string::npos) << guard.error().detail;
  }
}

TEST(AddressGuard, ReadsSocketAddresses) {
  sockaddr_in v4{};
  v4.sin_family = AF_INET;
  v4.sin_port = htons(8080);
  v4.sin_addr.s_addr = htonl(0x0A000008);
  sockaddr_storage storage{};
  std::memcpy(&storage, &v4, sizeof v4);
  const auto& address = reinterpret_cast<const sockaddr&>(storage);
  EXPECT_EQ(AddressGuard().refusal(address), "10.0.0.8 is a private address (RFC 1918)");
  EXPECT_FALSE(guard_allowing({"10.0.0.0/8:8080"}).refusal(address));

  sockaddr_in6 v6{};
  v6.sin6_family = AF_INET6;
  v6.sin6_addr = in6addr_loopback;
  std::memcpy(&storage, &v6, sizeof v6);
  EXPECT_EQ(AddressGuard().refusal(address), "::1 is the loopback address");

  storage = {};
  storage.ss_family = AF_UNIX;
  EXPECT_EQ(guard_allowing({"0.0.0.0/0", "::/0"}).refusal(address), "its address is neither IPv4 nor IPv6");
}

}  // namespace
}  // namespace commonplace::fetch
