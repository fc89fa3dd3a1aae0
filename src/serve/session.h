// One connection, from its first byte to its last.

#pragma once

#include <boost/asio/generic/stream_protocol.hpp>
#include <chrono>
#include <memory>

#include "serve/listener.h"

namespace commonplace::serve {

using Socket = boost::asio::generic::stream_protocol::socket;  // TCP or unix

class Session {
 public:
  enum class Phase { Idle, Reading, Answering };

  virtual ~Session() = default;

  // Serves requests until either side has enough. Keep the session alive until it returns.
  virtual runtime::Task<void> run() = 0;

  virtual Phase phase() const = 0;
  virtual std::chrono::steady_clock::time_point phase_since() const = 0;

  virtual void finish() = 0;  // closes now if idle, else after the answer that is being made
  virtual void abort() = 0;   // closes now
};

// `handler` and `limits` must outlive the session.
std::unique_ptr<Session> make_session(Socket socket, const Listener::Handler& handler, const Limits& limits);

}  // namespace commonplace::serve
