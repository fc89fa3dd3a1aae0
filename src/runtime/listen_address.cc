#include "runtime/listen_address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/un.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>

#include "base/text.h"

namespace commonplace::runtime {
namespace {

constexpr std::string_view kUnix = "unix:";

std::optional<SocketAddress> parse_unix(std::string_view path) {
  SocketAddress address;
  auto* local = reinterpret_cast<sockaddr_un*>(&address.storage);
  if (!path.starts_with('/') || path.size() >= sizeof(local->sun_path)) return std::nullopt;
  local->sun_family = AF_UNIX;
  std::memcpy(local->sun_path, path.data(), path.size());
  address.size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + path.size() + 1);
  return address;
}

std::optional<SocketAddress> parse_ipv6(const std::string& host, std::uint16_t port) {
  SocketAddress address;
  auto* v6 = reinterpret_cast<sockaddr_in6*>(&address.storage);
  v6->sin6_family = AF_INET6;
  v6->sin6_port = htons(port);
  address.size = sizeof(sockaddr_in6);
  if (inet_pton(AF_INET6, host.c_str(), &v6->sin6_addr) != 1) return std::nullopt;
  return address;
}

std::optional<SocketAddress> parse_ipv4(const std::string& host, std::uint16_t port) {
  SocketAddress address;
  auto* v4 = reinterpret_cast<sockaddr_in*>(&address.storage);
  v4->sin_family = AF_INET;
  v4->sin_port = htons(port);
  address.size = sizeof(sockaddr_in);
  if (inet_pton(AF_INET, host.c_str(), &v4->sin_addr) != 1) return std::nullopt;
  return address;
}

}  // namespace

std::optional<SocketAddress> parse_listen_address(std::string_view text) {
  if (text.starts_with(kUnix)) return parse_unix(text.substr(kUnix.size()));
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto number = base::parse_decimal(text.substr(colon + 1));
  if (!number || *number > 0xFFFF) return std::nullopt;
  const auto port = static_cast<std::uint16_t>(*number);
  const std::string_view host = text.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']'))
    return parse_ipv6(std::string(host.substr(1, host.size() - 2)), port);
  if (host == "localhost") return parse_ipv4("127.0.0.1", port);
  if (host.empty() || host == "*") return parse_ipv4("0.0.0.0", port);
  return parse_ipv4(std::string(host), port);
}

}  // namespace commonplace::runtime
