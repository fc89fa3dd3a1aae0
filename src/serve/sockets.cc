#include "serve/sockets.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <optional>
#include <string_view>

#include "runtime/listen_address.h"

namespace commonplace::serve {

using runtime::parse_listen_address;
using runtime::SocketAddress;

namespace {

constexpr int kBacklog = 1024;
constexpr std::string_view kUnix = "unix:";

tl::unexpected<Error> fail_with_errno(const std::string& address, const char* what) {
  const int number = errno;
  return fail(Errc::Io, "cannot listen on " + address + ": " + what + ": " + std::strerror(number));
}

tl::unexpected<Error> fail_with_form(const std::string& address) {
  return fail(Errc::Io, "cannot listen on " + address +
                            ": not an address; write 127.0.0.1:8080, [::1]:8080 or unix:/PATH, of at most 107 bytes");
}

std::string tcp_text(const sockaddr* address) {
  char host[INET6_ADDRSTRLEN] = {};
  if (address->sa_family == AF_INET6) {
    const auto* v6 = reinterpret_cast<const sockaddr_in6*>(address);
    inet_ntop(AF_INET6, &v6->sin6_addr, host, sizeof(host));
    return std::string("[") + host + "]:" + std::to_string(ntohs(v6->sin6_port));
  }
  const auto* v4 = reinterpret_cast<const sockaddr_in*>(address);
  inet_ntop(AF_INET, &v4->sin_addr, host, sizeof(host));
  return std::string(host) + ':' + std::to_string(ntohs(v4->sin_port));
}

// Closes a socket that did not come to be used.
class OwnedFd {
 public:
  explicit OwnedFd(int fd) : fd_(fd) {}
  ~OwnedFd() {
    if (fd_ >= 0) ::close(fd_);
  }
  OwnedFd(const OwnedFd&) = delete;
  OwnedFd& operator=(const OwnedFd&) = delete;
  int get() const { return fd_; }
  int release() { return std::exchange(fd_, -1); }

 private:
  int fd_;
};

int open_socket(int family) { return ::socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0); }

// A file left behind by a process that died is in the way of its successor, the socket of a living one is not ours.
bool is_stale(SocketAddress address, const std::string& path) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0 || !S_ISSOCK(status.st_mode)) return false;
  const OwnedFd probe(open_socket(AF_UNIX));
  return ::connect(probe.get(), address.raw(), address.size) != 0 && errno == ECONNREFUSED;
}

Result<ListeningSocket> open_unix(const std::string& text, const std::string& path) {
  std::optional<SocketAddress> address = parse_listen_address(text);
  if (!address) return fail_with_form(text);
  OwnedFd fd(open_socket(AF_UNIX));
  if (fd.get() < 0) return fail_with_errno(text, "socket");
  if (is_stale(*address, path)) ::unlink(path.c_str());
  if (::bind(fd.get(), address->raw(), address->size) != 0) return fail_with_errno(text, "bind");
  // Between bind and listen nobody can connect, so the mode is right before it matters.
  if (::chmod(path.c_str(), 0660) != 0) return fail_with_errno(text, "chmod");
  if (::listen(fd.get(), kBacklog) != 0) return fail_with_errno(text, "listen");
  return ListeningSocket{fd.release(), AF_UNIX, text, path};
}

Result<ListeningSocket> open_tcp(const std::string& text) {
  std::optional<SocketAddress> address = parse_listen_address(text);
  if (!address) return fail_with_form(text);
  OwnedFd fd(open_socket(address->family()));
  if (fd.get() < 0) return fail_with_errno(text, "socket");
  const int yes = 1;
  ::setsockopt(fd.get(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
  if (address->family() == AF_INET6) ::setsockopt(fd.get(), IPPROTO_IPV6, IPV6_V6ONLY, &yes, sizeof(yes));
  if (::bind(fd.get(), address->raw(), address->size) != 0) return fail_with_errno(text, "bind");
  if (::listen(fd.get(), kBacklog) != 0) return fail_with_errno(text, "listen");
  if (::getsockname(fd.get(), address->raw(), &address->size) != 0) return fail_with_errno(text, "getsockname");
  return ListeningSocket{fd.release(), address->family(), tcp_text(address->raw()), {}};
}

}  // namespace

Result<ListeningSocket> open_listening_socket(const std::string& address) {
  if (address.starts_with(kUnix)) return open_unix(address, address.substr(kUnix.size()));
  return open_tcp(address);
}

Result<ListeningSocket> adopt_listening_socket(int fd) {
  OwnedFd owned(fd);
  const std::string name = "inherited socket " + std::to_string(fd);
  SocketAddress address;
  address.size = sizeof(address.storage);
  if (::getsockname(fd, address.raw(), &address.size) != 0) return fail_with_errno(name, "getsockname");
  if (::fcntl(fd, F_SETFL, ::fcntl(fd, F_GETFL) | O_NONBLOCK) != 0) return fail_with_errno(name, "fcntl");
  ::fcntl(fd, F_SETFD, FD_CLOEXEC);
  std::string text;
  if (address.family() == AF_UNIX)
    text = std::string(kUnix) + reinterpret_cast<const sockaddr_un*>(&address.storage)->sun_path;
  else
    text = tcp_text(address.raw());
  // Its file, if any, is removed by whoever made it.
  return ListeningSocket{owned.release(), address.family(), text, {}};
}

namespace {

Peer describe_peer(const in_addr& v4) {
  char host[INET_ADDRSTRLEN] = {};
  inet_ntop(AF_INET, &v4, host, sizeof(host));
  return {host, (ntohl(v4.s_addr) >> 24) == 127};
}

}  // namespace

Peer describe_peer(const sockaddr* address, std::size_t size) {
  if (size < sizeof(sockaddr_in) || (address->sa_family != AF_INET && address->sa_family != AF_INET6))
    return {{}, true};
  if (address->sa_family == AF_INET) return describe_peer(reinterpret_cast<const sockaddr_in*>(address)->sin_addr);
  const in6_addr& v6 = reinterpret_cast<const sockaddr_in6*>(address)->sin6_addr;
  // A socket for both families names IPv4 peers so (RFC 4291 §2.5.5.2).
  if (IN6_IS_ADDR_V4MAPPED(&v6) != 0) {
    in_addr v4{};
    std::memcpy(&v4, v6.s6_addr + 12, sizeof v4);
    return describe_peer(v4);
  }
  constexpr std::size_t kNetworkBytes = 8;  // a /64 (RFC 4291 §2.5.4)
  in6_addr network{};
  std::memcpy(&network, &v6, kNetworkBytes);
  char text[INET6_ADDRSTRLEN] = {};
  inet_ntop(AF_INET6, &network, text, sizeof(text));
  return {std::string(text) + "/64", IN6_IS_ADDR_LOOPBACK(&v6) != 0};
}

}  // namespace commonplace::serve
