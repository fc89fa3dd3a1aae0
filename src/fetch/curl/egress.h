// The gate that every outgoing connection passes: the only code that makes sockets to the outside.
//
// Each request, whatever it is for, has a gate of its own, with what the operator allows it. Addresses are judged when
// their socket is made, so that it does not matter what a name meant when somebody looked: of several addresses only
// those that may be asked are, and a resolver that changes its mind, or a redirect, gains nothing.

#pragma once

#include <curl/curl.h>

#include <cstddef>
#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <string_view>

#include "commonplace/url.h"
#include "fetch/guard.h"

namespace commonplace::fetch::curl {

// Not movable: libcurl holds its address.
class EgressGate {
 public:
  // A proxy's own address is the operator's choice and not judged; what it connects to is out of our sight.
  enum class Way { Direct, Proxy };

  EgressGate(AddressGuard guard, Way way) : guard_(std::move(guard)), way_(way) {}
  EgressGate(const EgressGate&) = delete;
  EgressGate& operator=(const EgressGate&) = delete;

  // Puts the gate before a transfer, which it must outlive.
  void guard(CURL* easy);

  // Why not even a socket is needed to refuse: where a proxy is asked for an address that is written out.
  std::optional<std::string> refusal_of(const Url& url) const;
  // Why nothing was connected to; nothing where a connection was begun.
  std::optional<std::string> refusal() const { return opened_ > 0 ? std::nullopt : refusal_; }
  std::size_t opened() const { return opened_; }  // sockets
  // What must not pass through C; null where nothing was thrown.
  const std::exception_ptr& thrown() const { return thrown_; }

 private:
  static curl_socket_t on_open_socket(void* self, curlsocktype, curl_sockaddr* address);
  static int on_connected(void* self, char* remote_ip, char*, int remote_port, int);

  curl_socket_t open(const curl_sockaddr& address);
  bool may_use(std::string_view remote_ip, std::uint16_t port);

  AddressGuard guard_;
  Way way_;
  std::size_t opened_ = 0;
  std::exception_ptr thrown_;
  std::optional<std::string> refusal_;  // the callback that refuses cannot tell libcurl why
};

}  // namespace commonplace::fetch::curl
