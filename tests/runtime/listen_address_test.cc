#include "runtime/listen_address.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/un.h>

#include <string>

namespace commonplace::runtime {
namespace {

std::string shown(std::string_view text) {
  std::optional<SocketAddress> address = parse_listen_address(text);
  if (!address) return "none";
  if (address->family() == AF_UNIX) return reinterpret_cast<sockaddr_un*>(address->raw())->sun_path;
  char host[INET6_ADDRSTRLEN] = {};
  if (address->family() == AF_INET6) {
    const auto* v6 = reinterpret_cast<sockaddr_in6*>(address->raw());
    return inet_ntop(AF_INET6, &v6->sin6_addr, host, sizeof host) + (" " + std::to_string(ntohs(v6->sin6_port)));
  }
  const auto* v4 = reinterpret_cast<sockaddr_in*>(address->raw());
  return inet_ntop(AF_INET, &v4->sin_addr, host, sizeof host) + (" " + std::to_string(ntohs(v4->sin_port)));
}

TEST(ListenAddress, IsReadInEachOfItsForms) {
  const struct {
    const char* text;
    const char* expected;
  } cases[] = {
      {"127.0.0.1:8080", "127.0.0.1 8080"},
      {"0.0.0.0:0", "0.0.0.0 0"},
      {"localhost:80", "127.0.0.1 80"},
      {"*:80", "0.0.0.0 80"},
      {":80", "0.0.0.0 80"},
      {"[::1]:65535", "::1 65535"},
      {"[::]:80", ":: 80"},
      {"unix:/run/a.sock", "/run/a.sock"},
      {"", "none"},
      {"127.0.0.1", "none"},
      {"127.0.0.1:", "none"},
      {"127.0.0.1:65536", "none"},
      {"127.0.0.1:http", "none"},
      {"127.1:80", "none"},
      {"library.example:80", "none"},
      {"::1:80", "none"},
      {"[127.0.0.1]:80", "none"},
      {"unix:", "none"},
      {"unix:a.sock", "none"},
  };
  for (const auto& c : cases) EXPECT_EQ(shown(c.text), c.expected) << c.text;
}

TEST(ListenAddress, HasNoLongerPathThanSocketsHave) {
  const std::string longest = "/" + std::string(106, 'a');
  EXPECT_EQ(shown("unix:" + longest), longest);
  EXPECT_EQ(shown("unix:" + longest + "a"), "none");
}

}  // namespace
}  // namespace commonplace::runtime
