// One connection, from its first byte to its last.

#pragma once

#include <boost/asio/generic/stream_protocol.hpp>
#include <chrono>
#include <memory>
#include <string_view>

#include "serve/listener.h"

namespace commonplace::serve {

using Socket = boost::asio::generic::stream_protocol::socket;  // TCP or unix

class Session {
 public:
  using Time = std::chrono::steady_clock::time_point;
  enum class Phase { Idle, Reading, Answering };

  // What all sessions of a listener share. Must outlive them.
  class Delegate {
   public:
    virtual ~Delegate() = default;
    virtual Reply answer(Request request) = 0;
    // The session asks to be looked at then: whether it is late is told by its deadline().
    virtual void expect(Time deadline) = 0;
    // The time of day, as a Date header has it.
    virtual std::string_view date() = 0;
  };

  virtual ~Session() = default;

  // Serves requests until either side has enough. Keep the session alive until it returns.
  virtual runtime::Task<void> run() = 0;

  virtual Phase phase() const = 0;
  virtual Time phase_since() const = 0;
  // By when the other side must have done something; whoever is late is to be aborted.
  virtual Time deadline() const = 0;

  virtual void finish() = 0;  // closes now if idle, else after the answer that is being made
  virtual void abort() = 0;   // closes now
};

// `limits` must outlive the session, too.
std::unique_ptr<Session> make_session(Socket socket, Session::Delegate& delegate, const Limits& limits);

}  // namespace commonplace::serve
