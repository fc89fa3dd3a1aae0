// One table of ranges, and the IPv4 addresses that IPv6 forms carry inside.

#include "fetch/guard.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <cstring>

#include "base/text.h"

namespace commonplace::fetch {
namespace {

using Bytes = std::array<std::uint8_t, 16>;

constexpr Bytes kMapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
constexpr int kMappedBits = 96;

struct Range {
  Bytes prefix;
  int bits;
  std::string_view what;
};

constexpr Range v4(std::uint8_t a, std::uint8_t b, std::uint8_t c, std::uint8_t d, int bits, std::string_view what) {
  return {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, a, b, c, d}, kMappedBits + bits, what};
}

// The first `bits` of the prefix in 16-bit groups.
constexpr Range v6(std::array<std::uint16_t, 8> groups, int bits, std::string_view what) {
  Range range{{}, bits, what};
  for (std::size_t i = 0; i < groups.size(); ++i) {
    range.prefix[2 * i] = static_cast<std::uint8_t>(groups[i] >> 8);
    range.prefix[2 * i + 1] = static_cast<std::uint8_t>(groups[i] & 0xFF);
  }
  return range;
}

// The first match names the address.
constexpr Range kSpecial[] = {
    v4(0, 0, 0, 0, 8, "an address of \"this network\" (RFC 791)"),
    v4(10, 0, 0, 0, 8, "a private address (RFC 1918)"),
    v4(100, 64, 0, 0, 10, "a carrier's shared address (RFC 6598)"),
    v4(127, 0, 0, 0, 8, "a loopback address"),
    v4(169, 254, 169, 254, 32, "a cloud metadata address"),
    v4(169, 254, 0, 0, 16, "a link-local address (RFC 3927)"),
    v4(172, 16, 0, 0, 12, "a private address (RFC 1918)"),
    v4(192, 0, 0, 0, 24, "an address for protocol use (RFC 6890)"),
    v4(192, 0, 2, 0, 24, "an address for documentation (RFC 5737)"),
    v4(192, 88, 99, 0, 24, "a 6to4 relay address (RFC 7526)"),
    v4(192, 168, 0, 0, 16, "a private address (RFC 1918)"),
    v4(198, 18, 0, 0, 15, "an address for benchmarks (RFC 2544)"),
    v4(198, 51, 100, 0, 24, "an address for documentation (RFC 5737)"),
    v4(203, 0, 113, 0, 24, "an address for documentation (RFC 5737)"),
    v4(224, 0, 0, 0, 4, "a multicast address"),
    v4(255, 255, 255, 255, 32, "the broadcast address"),
    v4(240, 0, 0, 0, 4, "a reserved address (RFC 1112)"),
    v6({}, 128, "the unspecified address"),
    v6({0, 0, 0, 0, 0, 0, 0, 1}, 128, "the loopback address"),
    v6({0x0064, 0xFF9B, 0x0001}, 48, "a local translation address (RFC 8215)"),
    v6({0x0100}, 64, "a discard address (RFC 6666)"),
    v6({0x2001, 0x0002}, 48, "an address for benchmarks (RFC 5180)"),
    v6({0x2001, 0x0010}, 28, "an ORCHID, not a location (RFC 4843)"),
    v6({0x2001, 0x0020}, 28, "an ORCHID, not a location (RFC 7343)"),
    v6({0x2001, 0x0DB8}, 32, "an address for documentation (RFC 3849)"),
    v6({0x3FFF}, 20, "an address for documentation (RFC 9637)"),
    v6({0xFC00}, 7, "a unique local address (RFC 4193)"),
    v6({0xFE80}, 10, "a link-local address (RFC 4291)"),
    v6({0xFEC0}, 10, "a site-local address (RFC 3879)"),
    v6({0xFF00}, 8, "a multicast address"),
};

// Forms of IPv6 that carry an IPv4 address which the packet may end up at.
struct Carrier {
  Range range;
  std::size_t offset;  // of the IPv4 address
  std::uint8_t mask;   // what its bytes were combined with by exclusive or
};
constexpr Carrier kCarriers[] = {
    {v6({}, 96, "IPv4-compatible"), 12, 0},                    // RFC 4291 §2.5.5.1
    {v6({0, 0, 0, 0, 0xFFFF}, 96, "IPv4-translated"), 12, 0},  // RFC 2765
    {v6({0x0064, 0xFF9B}, 96, "NAT64"), 12, 0},                // RFC 6052
    {v6({0x2002}, 16, "6to4"), 2, 0},                          // RFC 3056
    {v6({0x2001, 0x0000}, 32, "Teredo server"), 4, 0},         // RFC 4380
    {v6({0x2001, 0x0000}, 32, "Teredo client"), 12, 0xFF},
};

// Global unicast is 2000::/3; NAT64 is the one public range beside it.
constexpr Range kGlobalUnicast[] = {v6({0x2000}, 3, ""), v6({0x0064, 0xFF9B}, 96, "")};

bool has_prefix(const Bytes& address, const Bytes& prefix, int bits) {
  const auto whole = static_cast<std::size_t>(bits / 8);
  if (!std::equal(prefix.begin(), prefix.begin() + whole, address.begin())) return false;
  const int rest = bits % 8;
  return rest == 0 || (address[whole] ^ prefix[whole]) >> (8 - rest) == 0;
}

bool is_in(const Bytes& address, const Range& range) { return has_prefix(address, range.prefix, range.bits); }

bool is_v4(const Bytes& address) { return has_prefix(address, kMapped, kMappedBits); }

Bytes mapped(const std::uint8_t* four_bytes, std::uint8_t mask = 0) {
  Bytes address = kMapped;
  for (std::size_t i = 0; i < 4; ++i) address[12 + i] = four_bytes[i] ^ mask;
  return address;
}

std::string to_text(const Bytes& address) {
  char text[INET6_ADDRSTRLEN] = "";
  if (is_v4(address)) {
    ::inet_ntop(AF_INET, address.data() + 12, text, sizeof text);
  } else {
    ::inet_ntop(AF_INET6, address.data(), text, sizeof text);
  }
  return text;
}

// What is special about the address itself, forms inside it aside.
std::optional<std::string> own_refusal(const Bytes& address) {
  for (const Range& range : kSpecial) {
    if (is_in(address, range)) return to_text(address) + " is " + std::string(range.what);
  }
  return std::nullopt;
}

bool is_global_unicast(const Bytes& address) {
  return is_v4(address) ||
         std::ranges::any_of(kGlobalUnicast, [&](const Range& range) { return is_in(address, range); });
}

}  // namespace

std::optional<Endpoint> to_endpoint(const sockaddr& address) {
  Endpoint endpoint;
  if (address.sa_family == AF_INET) {
    sockaddr_in in{};
    std::memcpy(&in, &address, sizeof in);
    std::array<std::uint8_t, 4> bytes{};
    std::memcpy(bytes.data(), &in.sin_addr, bytes.size());
    endpoint.address = mapped(bytes.data());
    endpoint.port = ntohs(in.sin_port);
    return endpoint;
  }
  if (address.sa_family == AF_INET6) {
    sockaddr_in6 in{};
    std::memcpy(&in, &address, sizeof in);
    std::memcpy(endpoint.address.data(), &in.sin6_addr, endpoint.address.size());
    endpoint.port = ntohs(in.sin6_port);
    return endpoint;
  }
  return std::nullopt;
}

std::optional<Endpoint> to_endpoint(std::string_view literal, std::uint16_t port) {
  if (literal.size() > 2 && literal.front() == '[' && literal.back() == ']') {
    literal = literal.substr(1, literal.size() - 2);
  }
  const std::string text(literal);
  Endpoint endpoint;
  endpoint.port = port;
  std::array<std::uint8_t, 4> four{};
  if (::inet_pton(AF_INET, text.c_str(), four.data()) == 1) {
    endpoint.address = mapped(four.data());
    return endpoint;
  }
  if (::inet_pton(AF_INET6, text.c_str(), endpoint.address.data()) == 1) return endpoint;
  return std::nullopt;
}

// ADDRESS[/BITS][:PORT], or [ADDRESS[/BITS]][:PORT].
std::optional<AddressGuard::Network> AddressGuard::parse_network(std::string_view text) {
  Network network;
  std::string_view range = base::trim(text);
  std::string_view port;
  if (range.starts_with('[')) {
    const auto close = range.find(']');
    if (close == std::string_view::npos) return std::nullopt;
    port = range.substr(close + 1);
    range = range.substr(1, close - 1);
    if (!port.empty() && port.front() != ':') return std::nullopt;
  } else if (std::ranges::count(range, ':') == 1) {
    port = range.substr(range.find(':'));
    range = range.substr(0, range.find(':'));
  }
  if (!port.empty()) {
    const auto number = base::parse_decimal(port.substr(1));
    if (!number || *number == 0 || *number > 65535) return std::nullopt;
    network.port = static_cast<std::uint16_t>(*number);
  }
  const auto slash = range.find('/');
  const auto address = to_endpoint(range.substr(0, slash), 0);
  if (!address) return std::nullopt;
  const bool short_form = range.find(':') == std::string_view::npos;  // IPv4: its bits count from the mapped prefix on
  network.prefix = address->address;
  network.bits = 128;
  if (slash != std::string_view::npos) {
    const auto bits = base::parse_decimal(range.substr(slash + 1));
    if (!bits || *bits > (short_form ? 32u : 128u)) return std::nullopt;
    network.bits = static_cast<int>(*bits) + (short_form ? kMappedBits : 0);
  }
  return network;
}

Result<AddressGuard> AddressGuard::allowing(std::span<const std::string> networks) {
  AddressGuard guard;
  for (const std::string& text : networks) {
    const auto network = parse_network(text);
    if (!network) {
      return fail(Errc::BadConfig, "allow_networks: \"" + text +
                                       "\" is not an address range; write 10.20.0.0/16, 10.20.0.0/16:8080 or "
                                       "[fd00::/8]:8080");
    }
    guard.allowed_.push_back(*network);
  }
  return guard;
}

bool AddressGuard::allows(const Endpoint& endpoint) const {
  return std::ranges::any_of(allowed_, [&](const Network& network) {
    return has_prefix(endpoint.address, network.prefix, network.bits) &&
           (!network.port || *network.port == endpoint.port);
  });
}

std::optional<std::string> AddressGuard::refusal(const Endpoint& endpoint) const {
  if (allows(endpoint)) return std::nullopt;
  if (auto reason = own_refusal(endpoint.address)) return reason;
  for (const Carrier& carrier : kCarriers) {
    if (!is_in(endpoint.address, carrier.range)) continue;
    const Endpoint inner{mapped(endpoint.address.data() + carrier.offset, carrier.mask), endpoint.port};
    if (const auto reason = refusal(inner)) {
      return to_text(endpoint.address) + " (" + std::string(carrier.range.what) + ") leads to " + *reason;
    }
  }
  if (!is_global_unicast(endpoint.address)) return to_text(endpoint.address) + " is not a public address (RFC 4291)";
  return std::nullopt;
}

std::optional<std::string> AddressGuard::refusal(const sockaddr& address) const {
  const auto endpoint = to_endpoint(address);
  if (!endpoint) return "its address is neither IPv4 nor IPv6";
  return refusal(*endpoint);
}

}  // namespace commonplace::fetch
