#include "client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace commonplace::serve {

Client::Client(const std::string& address) {
  sockaddr_storage storage{};
  socklen_t size = 0;
  if (address.starts_with("unix:")) {
    auto* local = reinterpret_cast<sockaddr_un*>(&storage);
    local->sun_family = AF_UNIX;
    std::strncpy(local->sun_path, address.c_str() + 5, sizeof(local->sun_path) - 1);
    size = sizeof(sockaddr_un);
  } else {
    auto* v4 = reinterpret_cast<sockaddr_in*>(&storage);
    v4->sin_family = AF_INET;
    const auto colon = address.rfind(':');
    ::inet_pton(AF_INET, address.substr(0, colon).c_str(), &v4->sin_addr);
    v4->sin_port = htons(static_cast<std::uint16_t>(std::stoi(address.substr(colon + 1))));
    size = sizeof(sockaddr_in);
  }
  fd_ = ::socket(storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const timeval patience{10, 0};
  ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
  if (::connect(fd_, reinterpret_cast<sockaddr*>(&storage), size) != 0)
    throw std::runtime_error("cannot connect to " + address);
}

Client::~Client() { ::close(fd_); }

bool Client::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool Client::fill() {
  char buffer[16 * 1024];
  const ssize_t count = ::recv(fd_, buffer, sizeof(buffer), 0);
  if (count <= 0) return false;
  pending_.append(buffer, static_cast<std::size_t>(count));
  return true;
}

std::string Client::receive(bool is_head) {
  while (pending_.find("\r\n\r\n") == std::string::npos)
    if (!fill()) return std::exchange(pending_, {});
  const std::size_t body = pending_.find("\r\n\r\n") + 4;
  const auto length = pending_.find("Content-Length: ");
  std::size_t size = body;
  if (!is_head && length < body) size += std::stoul(pending_.substr(length + 16));
  while (pending_.size() < size)
    if (!fill()) break;
  std::string answer = pending_.substr(0, size);
  pending_.erase(0, size);
  return answer;
}

std::string Client::receive_all() {
  while (fill()) {
  }
  return std::exchange(pending_, {});
}

bool Client::is_closed() {
  if (!pending_.empty()) return false;
  char byte = 0;
  const ssize_t count = ::recv(fd_, &byte, 1, 0);
  return count == 0 || (count < 0 && errno != EAGAIN && errno != EWOULDBLOCK);
}

}  // namespace commonplace::serve
