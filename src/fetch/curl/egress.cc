// Two callbacks: one that makes the sockets, and one for connections that were made for somebody else.

#include "fetch/curl/egress.h"

#include <sys/socket.h>

namespace commonplace::fetch::curl {

void EgressGate::guard(CURL* easy) {
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, &EgressGate::on_open_socket);
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, this);
  curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, &EgressGate::on_connected);
  curl_easy_setopt(easy, CURLOPT_PREREQDATA, this);
}

std::optional<std::string> EgressGate::refusal_of(const Url& url) const {
  if (way_ == Way::Direct) return std::nullopt;
  const auto endpoint = to_endpoint(url.host(), url.effective_port());
  return endpoint ? guard_.refusal(*endpoint) : std::nullopt;
}

curl_socket_t EgressGate::on_open_socket(void* self, curlsocktype, curl_sockaddr* address) {
  auto& gate = *static_cast<EgressGate*>(self);
  try {
    return gate.open(*address);
  } catch (...) {
    gate.thrown_ = std::current_exception();
    return CURL_SOCKET_BAD;
  }
}

curl_socket_t EgressGate::open(const curl_sockaddr& address) {
  if (way_ == Way::Direct) {
    if (auto refusal = guard_.refusal(address.addr)) {
      refusal_ = std::move(refusal);
      return CURL_SOCKET_BAD;
    }
  }
  ++opened_;
  return ::socket(address.family, address.socktype | SOCK_CLOEXEC, address.protocol);
}

int EgressGate::on_connected(void* self, char* remote_ip, char*, int remote_port, int) {
  auto& gate = *static_cast<EgressGate*>(self);
  try {
    if (gate.may_use(remote_ip, static_cast<std::uint16_t>(remote_port))) return CURL_PREREQFUNC_OK;
  } catch (...) {
    gate.thrown_ = std::current_exception();
  }
  return CURL_PREREQFUNC_ABORT;
}

// A connection kept from an earlier request may have been opened under another request's allowances.
bool EgressGate::may_use(std::string_view remote_ip, std::uint16_t port) {
  if (way_ == Way::Proxy) return true;
  const auto endpoint = to_endpoint(remote_ip, port);
  auto refusal =
      endpoint ? guard_.refusal(*endpoint) : std::string(remote_ip) + " is not an address that we understand";
  if (!refusal) return true;
  opened_ = 0;
  refusal_ = std::move(refusal);
  return false;
}

}  // namespace commonplace::fetch::curl
