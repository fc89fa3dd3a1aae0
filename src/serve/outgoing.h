// An answer on its way into a socket: as much at once as the socket takes (POSIX).

#pragma once

#include <cstddef>
#include <string_view>

#include "serve/body.h"

namespace commonplace::serve {

class Outgoing {
 public:
  enum class Progress { Done, Blocked, Failed };

  // `head` must stay where it is.
  Outgoing(std::string_view head, Body body) : head_(head), body_(std::move(body)) {}

  // Blocked: when the socket can be written again, call it again. Never waits. SIGPIPE must be ignored by the process:
  // sendfile cannot be told to spare it.
  Progress push(int socket);

  std::size_t sent() const { return sent_; }

 private:
  std::size_t body_sent() const { return sent_ - head_.size(); }
  ssize_t push_head_and_text(int socket) const;
  ssize_t push_file(int socket) const;

  std::string_view head_;
  Body body_;
  std::size_t sent_ = 0;  // of head and body
};

}  // namespace commonplace::serve
