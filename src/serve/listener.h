// Sockets in, answers out: an HTTP/1.1 server (RFC 9112) that stays polite to the impolite.
//
// Everything runs on one executor that one thread serves; nothing here is for other threads.

#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <variant>

#include "commonplace/result.h"
#include "runtime/task.h"
#include "serve/message.h"

namespace commonplace::serve {

// What a client may ask of one connection, and all of them of us.
struct Limits {
  std::chrono::milliseconds header_time{10'000};  // from the first byte of a request to the end of its head
  std::chrono::milliseconds body_time{10'000};
  std::chrono::milliseconds write_stall{20'000};  // for each 64 KiB of an answer
  std::chrono::milliseconds idle_time{60'000};    // between requests
  std::size_t head_bytes = 16 * 1024;
  std::size_t target_bytes = 8 * 1024;
  std::size_t body_bytes = 64 * 1024;
  std::size_t connections = 1024;
  std::size_t connections_per_address = 64;  // or IPv6 network; loopback and unix peers are not counted
};

// An answer, or the work that makes it.
using Reply = std::variant<Response, runtime::Task<Response>>;

class Listener {
 public:
  // Answers one request. Whatever it throws becomes a 500.
  using Handler = std::function<Reply(Request)>;

  Listener(boost::asio::any_io_executor executor, Handler handler, Limits limits = {});
  ~Listener();  // aborts what is left
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  // Binds and begins to accept: "127.0.0.1:8080", "[::1]:0", "unix:/run/x.sock" (mode 0660; a socket file that nobody
  // listens on is replaced). May be called for several addresses. Returns the bound address, the port filled in.
  // Error: Io naming address and reason.
  Result<std::string> listen(const std::string& address);
  // The same for a listening socket that somebody else opened (systemd); takes ownership.
  Result<std::string> adopt(int socket);

  // Stops accepting, closes idle connections, lets answers in flight finish. A second call closes these too.
  void stop();
  // stop(), then waits until the last connection is gone; after `deadline` closes what is left. True: all finished.
  runtime::Task<bool> drain(std::chrono::milliseconds deadline);

  std::size_t connections() const;

 private:
  class State;
  std::shared_ptr<State> state_;
};

}  // namespace commonplace::serve
