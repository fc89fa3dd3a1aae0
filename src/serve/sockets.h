// Addresses as the configuration writes them → listening sockets (POSIX).

#pragma once

#include <sys/socket.h>

#include <string>

#include "commonplace/result.h"

namespace commonplace::serve {

struct ListeningSocket {
  int fd = -1;          // non-blocking, the caller's to close
  int family = 0;       // AF_INET, AF_INET6 or AF_UNIX
  std::string address;  // as bound, the port filled in
  std::string path;     // of a unix socket: to be removed in the end
};

// "127.0.0.1:8080", "[::1]:0", "unix:/path" (mode 0660; a socket file that nobody listens on is replaced).
Result<ListeningSocket> open_listening_socket(const std::string& address);

// A socket that is listening already; takes ownership.
Result<ListeningSocket> adopt_listening_socket(int fd);

struct Peer {
  std::string address;    // without port; of IPv6 the network, for each customer has one; empty for unix sockets
  bool is_local = false;  // loopback or unix
};
Peer describe_peer(const sockaddr* address, std::size_t size);

}  // namespace commonplace::serve
