// Which addresses we may connect to: public ones, and the private ranges the operator allows.
//
// Asked of every address at the moment its socket is made, so that neither a name, a redirect nor a resolver that
// changes its mind can lead us into the operator's own network. Ranges: the IANA special-purpose registries.

#pragma once

#include <sys/socket.h>

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "commonplace/result.h"

namespace commonplace::fetch {

// An IPv6 address, or an IPv4 one in its mapped form ::ffff:a.b.c.d, and a port.
struct Endpoint {
  std::array<std::uint8_t, 16> address{};
  std::uint16_t port = 0;
};

// Nothing for other address families.
std::optional<Endpoint> to_endpoint(const sockaddr& address);
// Reads an IPv4 or IPv6 literal, the latter with or without brackets.
std::optional<Endpoint> to_endpoint(std::string_view literal, std::uint16_t port);

class AddressGuard {
 public:
  AddressGuard() = default;  // public addresses only

  // Each entry is ADDRESS[/BITS], with :PORT where only that port is meant; IPv6 stands in brackets before a port.
  // Error: BadConfig, quoting the entry.
  static Result<AddressGuard> allowing(std::span<const std::string> networks);

  // Why the address must not be asked, such as "10.0.0.8 is a private address (RFC 1918)"; nothing where it may.
  std::optional<std::string> refusal(const Endpoint& endpoint) const;
  std::optional<std::string> refusal(const sockaddr& address) const;

 private:
  struct Network {
    std::array<std::uint8_t, 16> prefix{};
    int bits = 0;
    std::optional<std::uint16_t> port;
  };
  static std::optional<Network> parse_network(std::string_view text);
  bool allows(const Endpoint& endpoint) const;

  std::vector<Network> allowed_;
};

}  // namespace commonplace::fetch
