// A blocking client on a raw socket, for tests that care about bytes and their timing.

#pragma once

#include <chrono>
#include <string>

namespace commonplace::serve {

class Client {
 public:
  // "127.0.0.1:8080" or "unix:/path"
  explicit Client(const std::string& address);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  bool send(std::string_view bytes);
  // One answer: its head, and as many bytes of body as Content-Length says (none for HEAD).
  std::string receive(bool is_head = false);
  std::string ask(std::string_view request) { return send(request) ? receive() : std::string(); }
  // Everything until the server closes.
  std::string receive_all();
  // Whether the server closes (or resets) without sending anything more, within ten seconds.
  bool is_closed();

 private:
  bool fill();

  int fd_ = -1;
  std::string pending_;
};

}  // namespace commonplace::serve
