// Where a server listens: "127.0.0.1:8080", "localhost:8080", "*:8080", "[::1]:8080" or "unix:/run/a.sock".

#pragma once

#include <sys/socket.h>

#include <optional>
#include <string_view>

namespace commonplace::runtime {

// An address of any family with its real length.
struct SocketAddress {
  sockaddr_storage storage{};
  socklen_t size = 0;

  sockaddr* raw() { return reinterpret_cast<sockaddr*>(&storage); }
  int family() const { return storage.ss_family; }
};

// No names but these are looked up. Without a host: all addresses of IPv4. The path of a socket is absolute, and has at
// most 107 bytes.
std::optional<SocketAddress> parse_listen_address(std::string_view text);

}  // namespace commonplace::runtime
